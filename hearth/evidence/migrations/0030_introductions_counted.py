from django.db import migrations

from hearth.evidence.migrations._introductions import COUNTED
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """How many of those who were introduced have met, how long it took, and who carries them."""

    dependencies = [
        ("evidence", "0020_not_asked_out_of_colleagues"),
        ("introductions", "0030_counted"),
    ]

    operations = [Anew(function, digest="636ad68bb769") for function in COUNTED]
