from importlib import import_module

from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among, is_actor

WALLS = import_module("hearth.letterbox.migrations.0002_walls")

ADDS_A_LINE = (
    f"(({WALLS.MINE}) AND {is_actor('by_id')} AND kind IN ('MORE', 'SEEN')) OR {WALLS.READS}"
)
UNREAD = f"""
    SELECT l.site_id, count(*)::integer
      FROM letterbox_letter l
     WHERE l.kind = 'WORST_DAY' AND (l.taken_at IS NULL OR l.holder_saw_at IS NULL)
       AND l.done_at IS NULL AND l.late_told_at IS NOT NULL
       AND current_setting('app.partnership', true) = {{schema}}
       AND ({among("l.site_id", "safety.unanswered")})
     GROUP BY l.site_id ORDER BY l.site_id
"""
WHO_IS_THERE = """
    SELECT count(*) > 0,
           coalesce(bool_or(EXISTS (
               SELECT FROM letterbox_onduty d
                WHERE d.site_id = where_at AND d.worker_id = u.id
                  AND d.from_at <= moment AND d.until_at > moment)), false),
           coalesce(bool_or(EXISTS (
               SELECT FROM frontdoor_presence p
                WHERE p.site_id = where_at AND p.user_id = u.id AND p.left_at IS NULL
                  AND p.came_at <= moment AND p.came_at > moment - interval '16 hours')), false)
      FROM accounts_user u
     WHERE current_setting('app.partnership', true) = {schema}
       AND u.is_active AND NOT u.own_pages AND u.id IS DISTINCT FROM but_not
       AND EXISTS (
           SELECT FROM accounts_grant g
            WHERE g.user_id = u.id AND g.role = ANY (named)
              AND (g.site_id = where_at OR g.site_id IS NULL)
              AND (g.from_on IS NULL OR g.from_on <= (moment AT TIME ZONE 'Europe/London')::date)
              AND (g.until_on IS NULL OR g.until_on >= (moment AT TIME ZONE 'Europe/London')::date))
"""


class Migration(migrations.Migration):
    """
    Who is told that somebody reads is told so of those who do, today; and handing on is no reading.

    A person on their own pages sees nobody's coming and going. They are told whether anybody who
    reads at a hub is there, and not who.
    """

    dependencies = [
        ("letterbox", "0003_unread"),
        ("accounts", "0031_own_pages"),
        ("frontdoor", "0002_second_wall"),
    ]

    operations = [
        migrations.RemoveConstraint("letter", "letterbox_taken_by_somebody"),
        migrations.AddConstraint(
            "letter",
            models.CheckConstraint(
                name="letterbox_taken_by_somebody",
                condition=models.Q(taken_at=None, taken_by=None)
                | models.Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            "letter",
            models.CheckConstraint(
                name="letterbox_read_by_somebody",
                condition=models.Q(first_read_at=None, first_read_by=None)
                | models.Q(first_read_at__isnull=False, first_read_by__isnull=False),
            ),
        ),
        migrations.AlterField(
            "letterline",
            "kind",
            models.TextField(
                choices=[
                    ("ANSWER", "The hub answered"),
                    ("MORE", "They wrote more"),
                    ("TAKEN", "Read"),
                    ("HANDED_ON", "Handed on"),
                    ("DONE", "Nothing more is needed for now"),
                    ("SEEN", "They opened the answer"),
                ]
            ),
        ),
        Wall("letterbox_letterline", see=WALLS.SEES, add=ADDS_A_LINE, remove=WALLS.FORGETS),
        Function(
            "letterbox_unread", takes="", returns="TABLE (site_id uuid, days integer)",
            body=UNREAD, language="sql", for_web=True, settings="STABLE",
        ),
        Function(
            "letterbox_who_is_there",
            takes="where_at uuid, named text[], moment timestamptz, but_not uuid",
            returns="TABLE (readers boolean, on_duty boolean, inside boolean)",
            body=WHO_IS_THERE, language="sql", for_web=True, settings="STABLE",
        ),
    ]  # fmt: skip
