from django.db import migrations

from hearth.people.migrations._taken_back import taken_back
from hearth.people.migrations._themselves import own

STANDS = "person_id, open_to, open_till, closes_on"
UNDER_WAY = f"""
    SELECT {STANDS}, says_hello_id AS worker FROM support_keepintouch
     WHERE stopped_on IS NULL AND next_on IS NOT NULL
     UNION ALL
    SELECT {STANDS}, promised_by_id FROM support_promise WHERE state = 'OPEN'
     UNION ALL
    SELECT {STANDS}, with_worker_id FROM support_supportstrand
     WHERE state NOT IN ('NOT_NOW', 'FINISHED')
"""


class Migration(migrations.Migration):
    """
    Where sharing stops, what is under way is lost to nobody's sight without a word.

    On their own pages somebody reads whether the hello that was agreed is in anybody's hands; and
    whoever had it, a promise or a part of their support in hand is told how many, and no more.
    """

    dependencies = [("support", "0130_own_goals"), ("people", "0187_known_taken_back")]

    operations = [
        own("support_keepintouch"),
        taken_back("support_taken_back", UNDER_WAY),
    ]
