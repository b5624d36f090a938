import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearth.foundation.identifiers
from hearth.people.migrations._standing import guard


def ids():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.UUIDField(), default=list, editable=False, size=None
    )


LAYERS = [
    ("HELLO", "Hello: my name, and how to welcome me"),
    ("ABOUT", "About me: what matters to me, and how to reach me"),
    ("CIRCLE", "My circle: the people round me"),
    ("PLAN", "My stay-well plan"),
    ("SUPPORT", "My support: what we do together"),
]
QUESTIONS = [
    ("ETHNICITY", "Ethnic group"),
    ("GENDER", "Gender"),
    ("SAME_AS_AT_BIRTH", "Same gender as at birth"),
    ("ORIENTATION", "Sexual orientation"),
    ("DISABILITY", "Disability"),
    ("EMPLOYMENT", "Work"),
    ("HOME", "Where they live"),
    ("MARITAL", "Married or not"),
]


class Migration(migrations.Migration):
    """What was answered about somebody's background, and agreed of their plan, before is kept."""

    dependencies = [
        ("people", "0072_ones_own_record"),
        ("places", "0004_wall_before_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LayerBefore",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hearth.foundation.identifiers.uuid7, editable=False,
                        primary_key=True, serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("open_to", ids()),
                ("open_till", ids()),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                ("layer", models.TextField(choices=LAYERS)),
                ("question", models.TextField(blank=True, choices=QUESTIONS, default="")),
                ("was_sealed", models.BinaryField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+",
                        to="places.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("layer", "PLAN"), ("question", "")),
                            models.Q(("layer", "ABOUT"), models.Q(("question", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="people_layerbefore_names_its_answer",
                    )
                ],
            },
        ),
        *guard("people_layerbefore", only_added=True),
    ]
