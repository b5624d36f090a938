import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import hearth.foundation.identifiers
from hearth.people.migrations._standing import guard
from hearth.people.migrations._telling import FUNCTIONS

IDS = models.UUIDField()


class Migration(migrations.Migration):
    """
    What somebody says of their background; which ways to reach them are not safe; whom to ring.

    That a way is not safe stands on the person's own row, for whoever welcomes them. Those who
    agreed to be rung are told to whoever may see the plan (see _telling.py).
    """

    dependencies = [
        ("people", "0021_who_has_looked"),
        ("places", "0004_wall_before_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="unsafe_ways",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, editable=False, size=None
            ),
        ),
        migrations.CreateModel(
            name="BackgroundAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hearth.foundation.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "open_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=IDS, default=list, editable=False, size=None
                    ),
                ),
                (
                    "open_till",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=IDS, default=list, editable=False, size=None
                    ),
                ),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                (
                    "question",
                    models.TextField(
                        choices=[
                            ("ETHNICITY", "Ethnic group"),
                            ("GENDER", "Gender"),
                            ("SAME_AS_AT_BIRTH", "Same gender as at birth"),
                            ("ORIENTATION", "Sexual orientation"),
                            ("DISABILITY", "Disability"),
                            ("EMPLOYMENT", "Work"),
                            ("HOME", "Where they live"),
                            ("MARITAL", "Married or not"),
                        ]
                    ),
                ),
                (
                    "codes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("edited_at", models.DateTimeField()),
                (
                    "edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "question"), name="people_background_once"
                    )
                ],
            },
        ),
        *guard("people_backgroundanswer", "ABOUT"),
        *FUNCTIONS,
        migrations.RunSQL(
            "CREATE TRIGGER people_person_unsafe_ways BEFORE UPDATE OF unsafe_ways ON people_person"
            " FOR EACH ROW EXECUTE FUNCTION people_unsafe_ways()",
            "DROP TRIGGER people_person_unsafe_ways ON people_person",
        ),
        migrations.RunSQL(
            "CREATE TRIGGER people_way_told"
            " AFTER INSERT OR DELETE OR UPDATE OF kind, safe, person_id ON people_waytocontact"
            " FOR EACH ROW EXECUTE FUNCTION people_way_told()",
            "DROP TRIGGER people_way_told ON people_waytocontact",
        ),
        migrations.RunSQL(
            "UPDATE people_person SET unsafe_ways = '{}' WHERE id IN (SELECT person_id"
            " FROM people_waytocontact WHERE safe IN ('NO', 'ASK_FIRST'))",
            migrations.RunSQL.noop,
        ),
    ]
