from django.db import migrations

from hearth.evidence.migrations._outcomes import READ
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """What readings came to, with numbers in place of people."""

    dependencies = [("evidence", "0092_erased_and_left_out"), ("outcomes", "0002_walls")]

    operations = [Anew(READ, digest="51eb051a0de5")]
