from importlib import import_module

from django.db import migrations

from hearth.foundation.walls import Wall

WALLS = import_module("hearth.letterbox.migrations.0002_walls")
BEFORE = import_module("hearth.letterbox.migrations.0026_answered")
BY_A_LINK = f"(({WALLS.MINE}) AND kind = 'ANSWERED' AND written_by_id IS NULL)"


class Migration(migrations.Migration):
    """What somebody answers by a link comes to whoever is on duty too. No sign-in wrote it."""

    dependencies = [("letterbox", "0026_answered")]

    operations = [
        Wall(
            "letterbox_letter",
            see=f"{WALLS.SEES} OR {BEFORE.OPEN_ANSWER}",
            add=f"{BEFORE.WRITES} OR {BY_A_LINK}",
            change=WALLS.CHANGES,
            becomes=WALLS.WAITS_AGAIN,
            remove=WALLS.FORGETS,
        ),
    ]
