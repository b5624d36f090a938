from django.db import migrations

from hearth.evidence.migrations._support import COUNTED
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """Support that was erased is counted as it was, under an id that is nobody's."""

    dependencies = [
        ("evidence", "0020_not_asked_out_of_colleagues"),
        ("support", "0110_counted"),
    ]

    operations = [Anew(COUNTED, digest="0918d4fe14c9")]
