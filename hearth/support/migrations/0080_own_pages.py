from django.db import migrations

from hearth.people.migrations._themselves import own


class Migration(migrations.Migration):
    """On their own pages somebody reads their goals, and says how far along they are."""

    dependencies = [("support", "0050_with_colleagues"), ("people", "0150_own_pages")]

    operations = [
        own("support_goal", locks=True),
        own("support_goalstep", writes="written_by_id", only_if="instead_of_id IS NULL", only_added=True),
    ]
