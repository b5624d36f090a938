from django.db import migrations

from hearth.evidence.migrations._support import COUNTED
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """Support that was erased is counted as it was, under an id that is nobody's."""

    dependencies = [
        ("evidence", "0070_left_out_of_reports"),
        ("support", "0110_counted"),
    ]

    operations = [Anew(COUNTED, digest="12d21f55f119")]
