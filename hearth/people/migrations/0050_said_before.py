import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearth.foundation.identifiers

IDS = models.UUIDField()


def of(model):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=model)


def whose():
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE,
        related_name="%(class)ss",
        to="people.person",
    )


def known_by():
    return models.UUIDField(
        default=hearth.foundation.identifiers.uuid7,
        editable=False,
        primary_key=True,
        serialize=False,
    )


def opens_to():
    return django.contrib.postgres.fields.ArrayField(
        base_field=IDS, default=list, editable=False, size=None
    )


class Migration(migrations.Migration):
    """What a record and a circle said before; whose record was opened; to whom a sharing opens."""

    dependencies = [
        ("people", "0040_how_to_reach_them"),
        ("places", "0004_wall_before_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CircleBefore",
            fields=[
                ("id", known_by()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("open_to", opens_to()),
                ("open_till", opens_to()),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                ("member_id", models.UUIDField()),
                ("was_sealed", models.BinaryField()),
                ("was_removed", models.BooleanField(default=False)),
                ("changed_by", of(settings.AUTH_USER_MODEL)),
                ("held_by", of("places.organisation")),
                ("person", whose()),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="SaidBefore",
            fields=[
                ("id", known_by()),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "known_at",
                    django.contrib.postgres.fields.ArrayField(base_field=IDS, size=None),
                ),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                (
                    "section",
                    models.TextField(
                        choices=[
                            ("HELLO", "How to welcome them"),
                            ("DETAILS", "What they have told the team"),
                            ("WAY", "A way to contact them"),
                        ]
                    ),
                ),
                ("way_id", models.UUIDField(blank=True, null=True)),
                ("was_sealed", models.BinaryField()),
                ("was_removed", models.BooleanField(default=False)),
                ("changed_by", of(settings.AUTH_USER_MODEL)),
                ("held_by", of("places.organisation")),
                ("person", whose()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("section", "WAY"), ("way_id__isnull", False)),
                            models.Q(
                                models.Q(("section", "WAY"), _negated=True),
                                ("way_id__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="people_saidbefore_names_its_way",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="opening",
            name="worker_id",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="sharing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("audiences__0", models.F("with_organisation")),
                        ("audiences__len", 1),
                        ("with_organisation__isnull", False),
                        ("with_roles", []),
                    ),
                    models.Q(
                        ("audiences__0", models.F("with_worker")),
                        ("audiences__len", 1),
                        ("with_roles", []),
                        ("with_worker__isnull", False),
                    ),
                    models.Q(
                        models.Q(("with_roles", []), _negated=True),
                        ("audiences__len", models.F("with_roles__len")),
                        (
                            "with_roles__contained_by",
                            ["GREETER", "TEAM_MEMBER", "CONNECTOR", "HUB_MANAGER"],
                        ),
                        ("with_site__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="people_sharing_opens_to_whom_it_names",
            ),
        ),
    ]
