from django.db import migrations

from hearth.evidence.migrations._introductions import COUNTED
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """What is shared with nobody is in nobody's hands: it is not counted as carried by a worker."""

    dependencies = [
        ("evidence", "0090_introductions_counted"),
        ("introductions", "0044_sharing_stops"),
    ]

    operations = [Anew(function, digest="e484af443d33") for function in COUNTED]
