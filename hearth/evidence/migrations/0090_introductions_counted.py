from django.db import migrations

from hearth.evidence.migrations._introductions import COUNTED
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """How many of those who were introduced have met, how long it took, and who carries them."""

    dependencies = [
        ("evidence", "0080_erased_counted"),
        ("introductions", "0032_counted_on"),
    ]

    operations = [Anew(function, digest="3d03e08ee0a4") for function in COUNTED]
