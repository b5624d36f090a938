import django.contrib.postgres.fields
from django.db import migrations, models

from hearth.foundation.walls import ANY_ACTOR, Wall, among, overlaps
from hearth.people.migrations._standing import OPENED, StandsOnRow, is_open, not_a_colleagues

GREET, SEE, FOUND = "people.greet", "people.see", "people.found"
OF_THE_TEAM = f"({overlaps('known_at', SEE)} OR {among('person_id', FOUND, OPENED)})"
TABLE = "people_waytocontact"


def an_array():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.UUIDField(), default=list, editable=False, size=None
    )


class Migration(migrations.Migration):
    """
    How to reach somebody is told to a team, and shared with whoever they share About me with.

    The team that was told keeps it. To whom else it is open stands on its rows, as on every row
    of that layer (see _standing.py).
    """

    dependencies = [("people", "0030_told_once")]

    operations = [
        migrations.AddField("waytocontact", "open_to", an_array()),
        migrations.AddField("waytocontact", "open_till", an_array()),
        migrations.AddField(
            "waytocontact", "closes_on", models.DateField(editable=False, null=True)
        ),
        migrations.RunSQL(  # whoever copies ways in need not know of them
            f"ALTER TABLE {TABLE} ALTER COLUMN open_to SET DEFAULT '{{}}',"
            " ALTER COLUMN open_till SET DEFAULT '{}'",
            f"ALTER TABLE {TABLE} ALTER COLUMN open_to DROP DEFAULT,"
            " ALTER COLUMN open_till DROP DEFAULT",
        ),
        StandsOnRow(TABLE, layer="ABOUT"),
        migrations.RunSQL(f"UPDATE {TABLE} SET person_id = person_id", migrations.RunSQL.noop),
        Wall(
            TABLE,
            see=f"({OF_THE_TEAM} AND {not_a_colleagues()}) OR ({is_open()})",
            add=f"({overlaps('known_at', GREET, SEE)}) AND {not_a_colleagues()}",
            change=f"({OF_THE_TEAM} OR {overlaps('known_at', GREET)}) AND {not_a_colleagues()}",
            becomes=ANY_ACTOR,
            remove=f"{overlaps('known_at', SEE)} AND {not_a_colleagues()}",
        ),
    ]
