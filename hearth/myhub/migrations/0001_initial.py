from django.db import migrations, models

from hearth.foundation.identifiers import uuid7
from hearth.foundation.walls import EVERYBODY, Wall, holds

KEEPS = holds("places.keep")


class Migration(migrations.Migration):
    """What a network offers for each way that somebody is today. It says nothing of anybody."""

    initial = True

    dependencies = [("people", "0150_own_pages")]

    operations = [
        migrations.CreateModel(
            name="TodayIdea",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "how",
                    models.TextField(
                        choices=[
                            ("WELL", "Well"),
                            ("OK", "OK"),
                            ("NOT_GREAT", "Not great"),
                            ("WORST_DAY", "My worst day"),
                            ("GROWING", "Growing"),
                        ]
                    ),
                ),
                (
                    "gives",
                    models.TextField(
                        choices=[("USE", "What I can use"), ("CREATE", "What I can create")]
                    ),
                ),
                ("words", models.TextField()),
                ("place", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("how", "gives", "place"), name="myhub_todayidea_one_in_a_place"
                    )
                ],
            },
        ),
        Wall("myhub_todayidea", see=EVERYBODY, add=KEEPS, change=KEEPS, remove=KEEPS),
    ]
