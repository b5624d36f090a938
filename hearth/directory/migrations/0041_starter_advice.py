from django.db import migrations

from hearth.directory.migrations._advice import LayAdvice
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """The advice that Hearth starts a partnership with."""

    dependencies = [("directory", "0040_advice")]

    operations = [Anew(LayAdvice(), digest="96ef6c64d681")]
