from django.db import migrations

from hearth.foundation.functions import Function
from hearth.foundation.walls import among

UNREAD = f"""
    SELECT l.site_id, count(*)::integer
      FROM letterbox_letter l
     WHERE l.kind = 'WORST_DAY' AND l.taken_at IS NULL AND l.done_at IS NULL
       AND l.late_told_at IS NOT NULL
       AND current_setting('app.partnership', true) = {{schema}}
       AND ({among("l.site_id", "safety.unanswered")})
     GROUP BY l.site_id ORDER BY l.site_id
"""


class Migration(migrations.Migration):
    """
    A worst day that nobody at a hub has read goes beyond it: how many and where, and no more.

    Whoever leads the network, or answers for safety, cannot read what a person wrote to a hub.
    """

    dependencies = [("letterbox", "0002_walls")]

    operations = [
        Function(
            "letterbox_unread", takes="", returns="TABLE (site_id uuid, days integer)",
            body=UNREAD, language="sql", for_web=True, settings="STABLE",
        ),
    ]
