from django.db import migrations

from hearth.foundation.walls import Wall, among
from hearth.people.migrations._standing import is_open
from hearth.people.migrations._themselves import own, theirs

OPENS = f"({is_open()})"


class Migration(migrations.Migration):
    """
    On their own pages somebody says a goal of theirs, and reads what was promised.

    A goal that they say is one that they work on; what it said before, and how it stands, is
    changed with a worker.
    """

    dependencies = [("support", "0110_counted")]

    operations = [
        Wall(
            "support_goal",
            see=f"{OPENS} OR {theirs()}",
            add=f"{OPENS} OR ({theirs()} AND state = 'WORKING' AND came_for_id IS NULL)",
            change=f"{OPENS} OR {theirs()}",  # they hold it while they write beside it
            becomes=OPENS,
            remove=among("person_id", "people.found"),
        ),
        own("support_goalwording", writes="written_by_id", only_added=True),
        own("support_promise"),
    ]
