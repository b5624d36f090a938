import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearth.foundation.identifiers
from hearth.foundation.walls import Wall, WebMayOnly, among, holds, is_actor


class Migration(migrations.Migration):
    """When a worker was taken, until a booking was moved: whoever sees visits reads a day gone by."""

    dependencies = [
        ("diary", "0095_coming_for_carers"),
        ("places", "0004_wall_before_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BookingBefore",
            fields=[
                ("id", models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("booking", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="before", to="diary.booking")),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.site")),
                ("worker", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("ends_at__gt", models.F("begins_at"))), name="diary_booking_went_forward_before")],
                "indexes": [models.Index(fields=["site", "begins_at"], name="diary_booking_before_at")],
            },
        ),
        Wall(
            "diary_bookingbefore",
            see=f"{holds('frontdoor.see_visits')} OR {is_actor('worker_id')}",
            add=among("site_id", "people.see"),
        ),
        WebMayOnly("diary_bookingbefore", never="UPDATE, DELETE, TRUNCATE"),
    ]
