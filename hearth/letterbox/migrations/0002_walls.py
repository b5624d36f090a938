from django.db import migrations

from hearth.foundation.walls import Wall, WebMayOnly, among, is_actor, overlaps
from hearth.people.migrations._standing import AUDIENCES, OPENED, StandsOnRow, is_open

READ, KEEP = "letterbox.read", "letterbox.keep"
MINE = among("person_id", "people.themselves")
"""The person who acts, on their own pages."""

NOT_MY_OWN = f"(worker_id IS NULL OR NOT ({is_actor('worker_id')}))"
"""Nobody reads as a worker what they wrote as a person."""

READS = (
    f"({NOT_MY_OWN} AND (({among('site_id', KEEP)})"
    f" OR (({among('site_id', READ)}) AND ({overlaps('for_roles', AUDIENCES)}))))"
)
"""The roles that were named to the person, at that hub; and whoever runs it."""

SEES = f"({MINE}) OR {READS} OR ({NOT_MY_OWN} AND ({among('person_id', OPENED)}))"
WRITES = f"(({MINE}) AND {is_actor('written_by_id')}) OR {READS}"
CHANGES = f"({MINE}) OR {READS}"
WAITS_AGAIN = f"(({MINE}) AND taken_by_id IS NULL AND done_at IS NULL) OR {READS}"
"""Whoever writes more lets it wait again. That somebody read or answered it, they never say."""

ADDS_A_LINE = f"(({MINE}) AND {is_actor('by_id')} AND kind = 'MORE') OR {READS}"
SAYS_HOW = f"(({MINE}) AND {is_actor('written_by_id')}) OR ({is_open()})"
FORGETS = among("person_id", "people.found")


class Migration(migrations.Migration):

    dependencies = [("letterbox", "0001_initial")]

    operations = [
        StandsOnRow("letterbox_letter", layer="SUPPORT"),
        StandsOnRow("letterbox_letterline", layer="SUPPORT"),
        StandsOnRow("letterbox_howiam", layer="SUPPORT"),
        Wall(
            "letterbox_letter", see=SEES, add=WRITES, change=CHANGES, becomes=WAITS_AGAIN,
            remove=FORGETS,
        ),
        Wall("letterbox_letterline", see=SEES, add=ADDS_A_LINE, remove=FORGETS),
        Wall(
            "letterbox_howiam",
            see=f"({MINE}) OR ({is_open()})",
            add=SAYS_HOW,
            remove=f"({MINE}) OR ({FORGETS})",
        ),
        WebMayOnly("letterbox_letterline", never="UPDATE, TRUNCATE"),
        WebMayOnly("letterbox_howiam", never="UPDATE, TRUNCATE"),
    ]
