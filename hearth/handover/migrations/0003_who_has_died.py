from django.db import migrations

from hearth.foundation.functions import Function
from hearth.foundation.walls import among, is_actor
from hearth.people.migrations._standing import is_open

UNREAD = f"""
    SELECT l.site_id, l.owner_id, l.given_at, l.taken_at, l.due_at, l.written_by_id,
           l.open_to, l.open_till, l.closes_on, l.worker_id IS NOT NULL
      FROM handover_boardline l
     WHERE l.person_id IS NOT NULL AND l.ended_at IS NULL
       AND current_setting('app.partnership', true) = {{schema}}
       AND ({among("l.site_id", "handover.hand_over")})
       AND ({is_open()}) IS NOT TRUE
       AND ({is_actor("l.worker_id")}) IS NOT TRUE
       AND NOT EXISTS (SELECT FROM people_person p
                        WHERE p.id = l.person_id AND p.died_recorded_at IS NOT NULL)
     ORDER BY l.due_at, l.id
"""


class Migration(migrations.Migration):
    """What nobody has is not counted of somebody who has died."""

    dependencies = [
        ("handover", "0002_taken_or_only_given"),
        ("people", "0180_keys_of_their_own"),
    ]

    operations = [
        Function(
            "handover_unread", takes="",
            returns="TABLE (site_id uuid, owner_id uuid, given_at timestamptz, taken_at timestamptz,"
            " due_at timestamptz, written_by_id uuid, open_to uuid[], open_till uuid[],"
            " closes_on date, of_colleague boolean)",
            body=UNREAD, language="sql", for_web=True, settings="STABLE",
        ),
    ]
