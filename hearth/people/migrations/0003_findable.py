from django.db import migrations

from hearth.foundation.walls import Wall, WebMayOnly
from hearth.people.migrations._findable import MakeFindable

WRITES = "INSERT, UPDATE, DELETE, TRUNCATE"


def stands_in(setting: str) -> str:
    """
    Return SQL: the row's site is among those that the setting lists.

    The setting is text here, not an array: as a filter it is looked through
    for each row, which costs a tenth of reading it as an array each time.
    """
    return f"position(site_id::text IN current_setting('{setting}', true)) > 0"


class Migration(migrations.Migration):
    """
    Finding people by an imperfect name. The web never writes these tables.

    It reads people_findable behind a wall. The words of all names (people_spelling) it does not
    read at all: two functions answer for it, to whoever may look for people somewhere.
    """

    dependencies = [("people", "0002_second_wall")]

    operations = [
        MakeFindable(),
        Wall(
            "people_findable",
            see=f"at_door AND {stands_in('people.greet')} OR {stands_in('people.see')}",
        ),
        Wall("people_spelling", see="false"),
        WebMayOnly("people_findable", may="SELECT", never=WRITES),
        WebMayOnly("people_spelling", never=f"SELECT, {WRITES}"),
    ]
