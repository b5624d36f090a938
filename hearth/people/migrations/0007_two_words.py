from django.db import migrations

from hearth.foundation.functions import Anew
from hearth.people.migrations._findable import MakeFindable


class Migration(migrations.Migration):
    """Two words find somebody among a million as among a thousand: by more letters of each."""

    dependencies = [("people", "0006_fewer_indexes")]

    operations = [Anew(MakeFindable(), digest="60d2c0d2b4fc")]
