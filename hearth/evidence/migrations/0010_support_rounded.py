from django.db import migrations

from hearth.evidence.migrations._support import COUNTED
from hearth.foundation.functions import Anew


class Migration(migrations.Migration):
    """Beyond a team, every number of its support is protected: small ones, and the others."""

    dependencies = [("evidence", "0003_support_counted")]

    operations = [Anew(COUNTED, digest="c987076adec3")]
