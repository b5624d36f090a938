from django.db import migrations

from hearth.evidence.migrations._counting import COUNTING


class Migration(migrations.Migration):
    """
    Counting visits without opening them: see docs/adr/0007.

    Each function for the web insists on evidence.read_reports at every site it is asked about and
    answers with counts. The one that names visits, for a figure that is opened, insists on
    frontdoor.see_visits too, and returns ids: the visits and the people are then read through
    their own walls.
    """

    initial = True
    dependencies = [
        ("frontdoor", "0002_second_wall"),
        ("people", "0002_second_wall"),
        ("places", "0001_initial"),
    ]

    operations = list(COUNTING)
