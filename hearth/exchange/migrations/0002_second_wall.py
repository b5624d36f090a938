from django.db import migrations

from hearth.foundation.walls import Wall, holds, is_actor

KEEPS = holds("directory.keep")


class Migration(migrations.Migration):
    """The second wall: a list that was brought in may name people who work for an organisation."""

    dependencies = [("exchange", "0001_initial")]

    operations = [
        Wall(
            "exchange_broughtlist",
            see=KEEPS,
            add=f"{KEEPS} AND {is_actor('brought_by_id')}",
            change=KEEPS,
        ),
    ]
