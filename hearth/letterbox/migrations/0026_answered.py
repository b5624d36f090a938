from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among, is_actor
from hearth.people.migrations._standing import is_open

WALLS = import_module("hearth.letterbox.migrations.0002_walls")
BEFORE = import_module("hearth.letterbox.migrations.0024_read_by_somebody")
OPEN_ANSWER = f"(kind = 'ANSWERED' AND {is_open()})"
"""Whoever writes a reading down with somebody writes this too, and may read that it is there."""

WRITES = (
    f"(({WALLS.MINE}) AND {is_actor('written_by_id')}) OR {WALLS.READS}"
    f" OR ({OPEN_ANSWER} AND {is_actor('written_by_id')} AND taken_at IS NULL AND done_at IS NULL)"
)
UNREAD = BEFORE.UNREAD.replace("l.kind = 'WORST_DAY'", "l.kind IN ('WORST_DAY', 'ANSWERED')")


class Migration(migrations.Migration):
    """
    What somebody answered to a questionnaire comes to whoever is on duty, as their worst day does.

    Whoever writes the reading down need not read at that hub.
    """

    dependencies = [("letterbox", "0025_handed_over"), ("people", "0010_layers_are_guarded")]

    operations = [
        migrations.AlterField(
            "letter",
            "kind",
            models.TextField(
                choices=[
                    ("MESSAGE", "A message"),
                    ("WORST_DAY", "My worst day"),
                    ("OFFER", "An offer of help"),
                    ("ANSWERED", "An answer to look at now"),
                ]
            ),
        ),
        migrations.AlterField(
            "letter",
            "written_by",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="+", to=settings.AUTH_USER_MODEL,
            ),
        ),
        Wall(
            "letterbox_letter",
            see=f"{WALLS.SEES} OR {OPEN_ANSWER}",
            add=WRITES,
            change=WALLS.CHANGES,
            becomes=WALLS.WAITS_AGAIN,
            remove=WALLS.FORGETS,
        ),
        Function(
            "letterbox_unread", takes="", returns="TABLE (site_id uuid, days integer)",
            body=UNREAD, language="sql", for_web=True, settings="STABLE",
        ),
    ]  # fmt: skip
