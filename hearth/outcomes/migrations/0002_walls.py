from django.db import migrations

from hearth.people.migrations._standing import guard
from hearth.people.migrations._themselves import own


class Migration(migrations.Migration):
    """
    A reading is of somebody's support: open to those with whom they share that, and to themselves.

    On their own pages somebody adds one, and says "not now". What is put right, or taken back, is
    done with a worker.
    """

    dependencies = [("outcomes", "0001_initial"), ("people", "0187_known_taken_back")]

    operations = [
        *guard("outcomes_reading", "SUPPORT"),
        *guard("outcomes_readingbefore", "SUPPORT", only_added=True),
        *guard("outcomes_notnow", "SUPPORT", only_added=True),
        own("outcomes_reading", writes="written_by_id", only_if="taken_back_at IS NULL"),
        own("outcomes_readingbefore", only_added=True),
        own("outcomes_notnow", writes="written_by_id", only_added=True),
    ]
