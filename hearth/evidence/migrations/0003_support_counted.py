from django.db import migrations

from hearth.evidence.migrations._support import COUNTED


class Migration(migrations.Migration):
    """Counting support without opening it, by strand: see docs/adr/0007."""

    dependencies = [
        ("evidence", "0002_counted_faster"),
        ("people", "0004_died"),
        ("support", "0005_goals"),
    ]

    operations = [COUNTED]
