from django.db import migrations

from hearth.people.migrations._findable import MakeFindable


class Migration(migrations.Migration):
    """
    Finding people by an imperfect name. The web never writes these tables.

    It reads people_findable behind a wall. The words of all names (people_spelling) it does not
    read at all: two functions answer for it, to whoever may look for people somewhere.
    """

    dependencies = [("people", "0002_second_wall")]

    operations = [MakeFindable()]
