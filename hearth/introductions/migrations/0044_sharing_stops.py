from importlib import import_module

from django.db import migrations

from hearth.foundation.functions import Function
from hearth.people.migrations._taken_back import SHARES_SUPPORT, taken_back

STANDS = "id, person_id, open_to, open_till, closes_on"
UNDER_WAY = f"""
    SELECT {STANDS}, owner_id AS worker FROM introductions_introduction WHERE ended_on IS NULL
     UNION
    SELECT {STANDS}, goes_with_id FROM introductions_introduction WHERE ended_on IS NULL
"""
"""Once, where the same worker looks after one and goes along."""
FOR_CARER = import_module("hearth.introductions.migrations.0037_for_carers").FOR_CARER
SAYS = f"""i.met_on,
           i.ended_on IS NULL AND NOT EXISTS (
               SELECT FROM people_sharing s WHERE s.person_id = i.person_id AND {SHARES_SUPPORT})
      FROM"""
FOR_CARER_NOW = FOR_CARER.replace("i.met_on\n      FROM", SAYS)
assert FOR_CARER_NOW != FOR_CARER


class Migration(migrations.Migration):
    """
    Where sharing stops, nobody can look after an introduction: a carer reads so, and whoever had it
    in hand is told how many, and no more.
    """

    dependencies = [
        ("introductions", "0041_going_along"), ("people", "0187_known_taken_back"),
    ]  # fmt: skip

    operations = [
        Function(
            "introductions_for_carer", takes="which uuid", body=FOR_CARER_NOW, language="sql",
            returns="TABLE (to_whom text, state text, answer_by date, met_on date, nobodys boolean)",
            for_web=True, settings="STABLE",
        ),
        taken_back("introductions_taken_back", UNDER_WAY),
    ]
