from django.db import migrations

from hearth.foundation.walls import Wall, among
from hearth.people.migrations._standing import is_open
from hearth.people.migrations._themselves import own, theirs


class Migration(migrations.Migration):
    """On their own pages somebody reads where an introduction of theirs is, and can stop it."""

    dependencies = [("introductions", "0030_counted"), ("people", "0150_own_pages")]

    operations = [
        Wall(
            "introductions_introduction",
            see=f"({is_open()}) OR {theirs()}",
            add=is_open(),
            change=f"({is_open()}) OR {theirs()}",
            becomes=f"({is_open()}) OR ({theirs()} AND state IN ('STOPPED', 'MET'))",
            remove=among("person_id", "people.found"),
        ),
        own(
            "introductions_introductionline", writes="by_id", only_added=True,
            only_if="kind IN ('STOPPED', 'FITTED')",
        ),
        own("introductions_sharedwiththem", only_added=True),
    ]  # fmt: skip
