from django.db import migrations

from hearth.foundation.walls import Wall, holds, is_actor

KEEPS, TELLS, SEES = "directory.keep", "directory.tell_need", "directory.see_needs"


class Migration(migrations.Migration):
    """
    The second wall around what people told us, and the map that searches walk over.

    Anybody may add a tip, a search or a need, and sees none of them again. What a worker wrote in
    their own words is a worker's to write.
    """

    dependencies = [("directory", "0001_initial")]

    operations = [
        Wall(
            "directory_providercontact",
            see=holds(KEEPS), add=holds(KEEPS), change=holds(KEEPS), remove=holds(KEEPS),
        ),
        Wall("directory_tip", see=holds(KEEPS), add="state = 'WAITING'", change=holds(KEEPS)),
        Wall("directory_search", see=holds(KEEPS), add="true", change=holds(KEEPS)),
        Wall(
            "directory_unmetneed",
            see=holds(SEES),
            add=f"told IN ('SEARCH', 'NOT_THIS') AND note_sealed = '' OR {holds(TELLS)}",
        ),
        Wall(
            "directory_outing",
            see=holds(SEES),
            add=f"{is_actor('by_id')} AND {holds(KEEPS)}",
            change=f"{is_actor('by_id')} AND {holds(KEEPS)}",
            remove=is_actor("by_id"),
        ),
        migrations.RunSQL(
            "CREATE INDEX directory_findkey_map ON directory_findkey"
            " USING gist (point(key * 10000::float8 + east, north))"
            ' INCLUDE (key, east, north, findable_id, "when", facts, age_from, age_to)'
            " WHERE east IS NOT NULL",
            "DROP INDEX directory_findkey_map",
        ),
        migrations.RunSQL(  # read for each of some two hundred lines in a search: never squeezed
            "ALTER TABLE directory_findable ALTER COLUMN keys SET STORAGE PLAIN",
            "ALTER TABLE directory_findable ALTER COLUMN keys SET STORAGE EXTENDED",
        ),
    ]  # fmt: skip
