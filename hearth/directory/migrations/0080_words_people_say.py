from django.db import migrations

from hearth.directory.migrations._laying import LayWords
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """Far more of the words that people use, as they say them of themselves and of others."""

    dependencies = [("directory", "0061_what_is_told")]

    operations = [Anew(LayWords(), digest="cdea262aea19")]
