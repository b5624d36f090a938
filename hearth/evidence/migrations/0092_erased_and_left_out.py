from django.db import migrations

from hearth.evidence.migrations._support import COUNTED
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """Who objected is not counted by what was erased of them before either."""

    dependencies = [("evidence", "0091_shared_with_nobody")]

    operations = [Anew(COUNTED, digest="99d685c7750a")]
