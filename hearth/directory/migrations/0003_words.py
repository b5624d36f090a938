from django.db import migrations

from hearth.directory.migrations._laying import LayWords
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """The hubs' own taxonomy, and the words that people use for it."""

    dependencies = [("directory", "0002_walls_and_the_map")]

    operations = [Anew(LayWords(), digest="7975a7201ef9")]
