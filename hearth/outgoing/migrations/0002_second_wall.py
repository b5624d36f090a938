from django.db import migrations

from hearth.foundation.walls import Wall, among, is_actor

SEES = among("site_id", "people.see")


class Migration(migrations.Migration):
    """
    The second wall: what was sent is seen and looked after by the team of the site that sends it.
    Whoever welcomes people there may cause something to be sent, in nobody else's name. It is
    never deleted by the web.
    """

    dependencies = [("outgoing", "0001_initial")]

    operations = [
        Wall(
            "outgoing_outgoingmessage",
            see=SEES,
            add=f"({among('site_id', 'people.see', 'people.greet')}) AND (asked_by_id IS NULL OR {is_actor('asked_by_id')})",
            change=SEES,
        ),
    ]
