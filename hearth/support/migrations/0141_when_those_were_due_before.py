import datetime
import json
from uuid import UUID

from django.conf import settings
from django.db import migrations

from hearth.people.migrations._history import opened


def keep_when_they_were_due(apps, schema_editor):
    """
    Keep when hellos were due that were agreed otherwise since, or said by a slip of the finger.

    A hello that was taken back and put back was never kept as taken back.
    """
    Keep, Before = apps.get_model("support", "KeepInTouch"), apps.get_model("support", "KeepBefore")
    Hello, Due = apps.get_model("support", "Hello"), apps.get_model("support", "DueBefore")
    workers = set(apps.get_model("accounts", "User").objects.values_list("id", flat=True))
    changed = Before.objects.values("keep").union(
        Hello.objects.filter(taken_back_at__isnull=False).values("keep")
    )
    for row in Keep.objects.filter(id__in=[one["keep"] for one in changed]).order_by("id"):
        agreed = [(None, row.says_hello_id, None, row.every_days, row.try_again_days)]
        for before in Before.objects.filter(keep=row).order_by("-changed_at", "-id"):
            about = f"support_keepbefore.was_sealed:{before.pk}"
            was = json.loads(opened(before.was_sealed, about, before.person_id) or "null")
            if was and (says_hello := UUID(was["says_hello_id"])) in workers:
                due = was["next_on"] if before.stopped_on is None else None
                days = was["every_days"], was["try_again_days"]
                agreed.append((before.changed_at, says_hello, due, *days))
        found = [(at, who, due) for at, who, due, _, _ in agreed if at]
        for hello in Hello.objects.filter(keep=row, taken_back_at__isnull=False):
            until = [one for one in agreed if one[0] is None or one[0] > hello.taken_back_at]
            _, who, _, every_days, try_again_days = until[-1]
            days = every_days if hello.answered else try_again_days
            due = hello.said_on + datetime.timedelta(days=days) if days else None
            found.append((hello.taken_back_at, who, due))
        Due.objects.bulk_create(
            Due(
                keep=row, person_id=row.person_id, held_by_id=row.held_by_id, says_hello_id=who,
                next_on=due, changed_at=at,
            )
            for at, who, due in found
        )  # fmt: skip


class Migration(migrations.Migration):
    """A board gone by shows to whom a hello was due then, also where it was agreed otherwise since."""

    dependencies = [
        ("support", "0140_when_a_hello_was_due"),
        ("people", "0180_keys_of_their_own"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(keep_when_they_were_due, migrations.RunPython.noop)]
