from importlib import import_module

from django.db import migrations

from hearth.foundation.walls import Wall
from hearth.people.migrations._standing import is_open

FIRST = import_module("hearth.rights.migrations.0001_initial")
SEES, SHOWN, THEIRS, ANSWERS = FIRST.SEES, FIRST.SHOWN, FIRST.THEIRS, FIRST.ANSWERS
TOLD_THEM = f"({THEIRS}) AND kind IN ('EXTENDED', 'NOT_AGREED', 'LIFTED', 'ENDED')"


class Migration(migrations.Migration):
    """
    On their own pages somebody reads their own statement, why something was not done, and what their
    record is not used for: in the words in which they were told. And that a copy may be given now.
    """

    dependencies = [("rights", "0002_read_through")]

    operations = [
        Wall(
            "rights_statement",
            see=f"({is_open()}) OR {ANSWERS} OR ({THEIRS})",
            add=f"({is_open()}) OR {ANSWERS}",
            change=f"({is_open()}) OR {ANSWERS}",
            remove=SHOWN,
        ),
        Wall(
            "rights_rightsline",
            see=f"{SEES} OR ({TOLD_THEM})",
            add=f"{SEES} OR {SHOWN} OR (({THEIRS}) AND by_id IS NULL AND kind = 'ASKED')",
            remove=SHOWN,
        ),
        Wall(
            "rights_pack",
            see=f"{ANSWERS} OR (({THEIRS}) AND state = 'RELEASED')",
            add=ANSWERS,
            change=ANSWERS,
            remove=SHOWN,
        ),
        Wall(
            "rights_limit",
            see=f"{SEES} OR ({THEIRS})",
            add=f"{SEES} OR {SHOWN}",
            change=SEES,
            remove=SHOWN,
        ),
    ]
