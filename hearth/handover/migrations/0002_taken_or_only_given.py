from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import among, is_actor
from hearth.people.migrations._standing import is_open

ONCES = """
    UPDATE handover_boardlineonce o
       SET given_at = (
           SELECT g.at FROM handover_boardlineonce g
            WHERE g.line_id = o.line_id AND g.number <= o.number
              AND (g.came = 'GIVEN' OR g.came = 'WRITTEN') AND g.owner_id = o.owner_id
              AND g.by_id <> g.owner_id
              AND NOT EXISTS (
                  SELECT 1 FROM handover_boardlineonce t
                   WHERE t.line_id = o.line_id AND t.number > g.number AND t.number <= o.number
                     AND (t.owner_id IS DISTINCT FROM g.owner_id OR t.by_id = g.owner_id))
            ORDER BY g.number DESC LIMIT 1)
     WHERE o.owner_id IS NOT NULL
"""
"""Given to them, and nothing done by themselves since: else they took it."""
TAKEN = """
    UPDATE handover_boardlineonce o
       SET taken_at = coalesce(
           (SELECT max(t.at) FROM handover_boardlineonce t
             WHERE t.line_id = o.line_id AND t.number <= o.number AND t.by_id = o.owner_id), o.at)
     WHERE o.owner_id IS NOT NULL AND o.given_at IS NULL
"""
LINES = """
    UPDATE handover_boardline l
       SET given_at = o.given_at, taken_at = o.taken_at
      FROM handover_boardlineonce o
     WHERE o.line_id = l.id AND o.number = l.times AND l.owner_id IS NOT NULL
"""

UNREAD = f"""
    SELECT l.site_id, l.owner_id, l.given_at, l.taken_at, l.due_at, l.written_by_id,
           l.open_to, l.open_till, l.closes_on, l.worker_id IS NOT NULL
      FROM handover_boardline l
     WHERE l.person_id IS NOT NULL AND l.ended_at IS NULL
       AND current_setting('app.partnership', true) = {{schema}}
       AND ({among("l.site_id", "handover.hand_over")})
       AND ({is_open()}) IS NOT TRUE
       AND ({is_actor("l.worker_id")}) IS NOT TRUE
     ORDER BY l.due_at, l.id
"""


class Migration(migrations.Migration):
    """
    A line says since when somebody has it, or that it was only given to them; and what nobody
    has is counted also to those who may not read it.
    """

    dependencies = [("handover", "0001_initial")]

    operations = [
        *(
            migrations.AddField(
                model_name=model, name=name, field=models.DateTimeField(blank=True, null=True)
            )
            for model in ("boardline", "boardlineonce")
            for name in ("given_at", "taken_at")
        ),
        *(migrations.RunSQL(said, migrations.RunSQL.noop) for said in (ONCES, TAKEN, LINES)),
        Function(
            "handover_unread", takes="",
            returns="TABLE (site_id uuid, owner_id uuid, given_at timestamptz, taken_at timestamptz,"
            " due_at timestamptz, written_by_id uuid, open_to uuid[], open_till uuid[],"
            " closes_on date, of_colleague boolean)",
            body=UNREAD, language="sql", for_web=True, settings="STABLE",
        ),
    ]
