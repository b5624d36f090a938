import django.contrib.postgres.fields
from django.db import migrations, models

from hearth.foundation.functions import Anew
from hearth.foundation.walls import Wall, among
from hearth.introductions.migrations._other_side import FUNCTIONS, READS_NOW, RESTRICTED, TRIGGERS
from hearth.people.migrations._standing import is_open


class Migration(migrations.Migration):
    """The other side reads on as long as what was agreed when it was sent stands, and no longer."""

    dependencies = [
        ("introductions", "0032_counted_on"),
        ("people", "0170_kept_and_not_used"),
    ]

    operations = [
        migrations.AddField("introduction", "answered_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("introduction", "to_be_told", models.BooleanField(default=False)),
        migrations.RunSQL(  # whoever copies introductions in need not know of it
            "ALTER TABLE introductions_introduction ALTER COLUMN to_be_told SET DEFAULT false",
            "ALTER TABLE introductions_introduction ALTER COLUMN to_be_told DROP DEFAULT",
        ),
        migrations.AddIndex(
            "introduction",
            models.Index(
                fields=["owner"], name="introductions_told", condition=models.Q(to_be_told=True)
            ),
        ),
        migrations.AddField(
            "otherside", "sent_under",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), default=list, editable=False, size=None
            ),
        ),
        migrations.AddField(
            "otherside", "shown_until", models.DateField(blank=True, editable=False, null=True)
        ),
        migrations.AddField(
            "otherside", "anew_hash", models.BinaryField(blank=True, null=True, unique=True)
        ),
        migrations.AddField(
            "otherside", "proof_ends",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.DateTimeField(), blank=True, default=list, size=None
            ),
        ),
        migrations.RemoveField("otherside", "proofs_end_at"),
        *(
            migrations.RunSQL(f"DROP TRIGGER {name} ON {table}", migrations.RunSQL.noop)
            for name, (table, _) in TRIGGERS.items()
        ),
        *(Anew(function, digest="d6217f774563") for function in FUNCTIONS),
        *(
            migrations.RunSQL(f"CREATE TRIGGER {name} {rule}", f"DROP TRIGGER {name} ON {table}")
            for name, table, rule in [
                *((name, *made) for name, made in TRIGGERS.items()), RESTRICTED,
            ]
        ),
        Wall(
            "introductions_otherside",
            see=READS_NOW,
            add=is_open(),
            change=is_open(),
            remove=among("person_id", "people.found"),
        ),
        migrations.RunSQL(  # by whom each was sent is not known any more: all who read it then count
            "UPDATE introductions_otherside SET sent_under = open_to || open_till",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(  # as each stands, by the rules that are new
            "UPDATE introductions_introduction SET state = state WHERE state IN ('MET', 'COULD_NOT');"
            " UPDATE introductions_otherside o SET over = true FROM people_person p"
            " WHERE p.id = o.person_id AND p.restricted_on IS NOT NULL",
            migrations.RunSQL.noop,
        ),
    ]  # fmt: skip
