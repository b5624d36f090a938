from django.db import migrations

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among, is_actor
from hearth.people.migrations._standing import OPENED, SHARED_WITH_ME

HEARTH_ITSELF = "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
"""SQL: nobody is acting but the timer (places.timer)."""

ASKED = is_actor("asked_by_id")
AT_MY_SITES = f"({among('site_id', 'people.see')})"
NOT_MINE = f"(their_sign_in_id IS NULL OR NOT ({is_actor('their_sign_in_id')}))"
IS_OPEN = (
    f"((of_team OR {SHARED_WITH_ME} OR {among('person_id', OPENED)})"
    f" AND (their_sign_in_id IS NULL OR {among('person_id', OPENED)}))"
)
READS = f"{HEARTH_ITSELF} OR {AT_MY_SITES} AND {NOT_MINE} AND (layer = '' AND {ASKED} OR {IS_OPEN})"

NOT_GONE = f"""
SELECT count(*)::integer FROM outgoing_outgoingmessage
 WHERE current_setting('app.partnership', true) = {{schema}}
   AND {AT_MY_SITES} AND {NOT_MINE} AND {ASKED} AND layer <> '' AND {IS_OPEN} IS NOT TRUE
   AND dealt_with_at IS NULL AND no_use_after > now()
   AND (state = 'HELD_BACK' OR (state = 'WAITING' AND kind = 'LETTER'))
"""


class Migration(migrations.Migration):
    """
    What is of a layer of somebody's record is read by those to whom the layer is open, and by nobody
    because they asked for it once. Whoever did is told how many of those wait, and nothing of them.
    """

    dependencies = [("outgoing", "0010_of_a_layer"), ("people", "0010_layers_are_guarded")]

    operations = [
        Wall(
            "outgoing_outgoingmessage",
            see=READS,
            add=f"({among('site_id', 'people.see', 'people.greet')}) AND (asked_by_id IS NULL OR {ASKED})",
            change=READS,
        ),
        Function(
            "outgoing_not_gone", takes="", returns="integer", body=NOT_GONE, language="sql",
            as_owner=True, for_web=True, settings="STABLE",
        ),
    ]
