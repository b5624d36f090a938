from django.db import migrations

from hearth.people.migrations._findable import WALLED, MakeFindable


class Migration(migrations.Migration):
    """Two words find somebody among a million as among a thousand: by more letters of each."""

    dependencies = [("people", "0006_fewer_indexes")]

    operations = [MakeFindable(anew=True), *WALLED]
