import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.identifiers import uuid7
from hearth.foundation.walls import Wall, is_actor

MINE = is_actor("worker_id")


class Migration(migrations.Migration):
    """A worker says that they know of what was taken back out of their hands."""

    dependencies = [
        ("people", "0186_many_keys_at_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownTakenBack",
            fields=[
                ("id", models.UUIDField(default=uuid7, editable=False, primary_key=True, serialize=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("known_at", models.DateTimeField()),
                ("worker", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
        ),
        Wall("people_knowntakenback", see=MINE, add=MINE, change=MINE),
    ]
