import datetime
import json
from uuid import UUID

from django.conf import settings
from django.db import migrations

from hearth.people.migrations._history import opened

moment = datetime.datetime.fromisoformat


def keep_when_they_were(apps, schema_editor):
    """
    Keep when the bookings were that were moved already, as their meetings tell it.

    Before a meeting kept whose time it was, it was the next one's who is known.
    """
    Meeting, Before = apps.get_model("diary", "Meeting"), apps.get_model("diary", "BookingBefore")
    workers = set(apps.get_model("accounts", "User").objects.values_list("id", flat=True))
    moved = Meeting.objects.exclude(before_sealed=b"").filter(booking__isnull=False)
    for row in moved.select_related("booking").order_by("id").iterator():
        about = f"diary_meeting.before_sealed:{row.pk}"
        kept = json.loads(opened(row.before_sealed, about, row.person_id) or "[]")
        booking, found = row.booking, []
        after = (booking.worker_id, booking.begins_at, booking.ends_at)
        for each in reversed(kept):
            worker = UUID(each["worker_id"]) if "worker_id" in each else after[0]
            was = (worker, moment(each["begins"]), moment(each["ends"]))
            if was != after and worker in workers:
                found.append(
                    Before(
                        booking_id=booking.id, site_id=booking.site_id, worker_id=worker,
                        begins_at=was[1], ends_at=was[2], changed_at=moment(each["at"]),
                    )
                )  # fmt: skip
            after = was
        Before.objects.bulk_create(reversed(found))


class Migration(migrations.Migration):
    """A board gone by shows who was booked then, also where it was moved before that was kept."""

    dependencies = [
        ("diary", "0100_when_it_was_before"),
        ("people", "0180_keys_of_their_own"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(keep_when_they_were, migrations.RunPython.noop)]
