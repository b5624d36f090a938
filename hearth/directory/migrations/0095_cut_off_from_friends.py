from django.db import migrations

from hearth.directory.migrations._laying import LayWords
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """Who is cut off from friends is lonely, and does not hurt themselves."""

    dependencies = [("directory", "0080_words_people_say")]

    operations = [Anew(LayWords(), digest="0251d37485f8")]
