import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import WEB, Wall, WebMayOnly, among, is_actor
from hearth.people.migrations._standing import TODAY

ACTOR = "nullif(current_setting('app.user', true), '')::uuid"
LEADS = f"coalesce({among('site_id', 'incidents.lead')}, false)"
TEAM = f"({among('site_id', 'incidents.write')})"
SEES = f"({LEADS} OR ({TEAM} AND {ACTOR} = ANY (readers)))"
DOES = f"({TEAM} AND {is_actor('doer_id')})"
WRITE = "'GREETER', 'TEAM_MEMBER', 'CONNECTOR', 'HUB_MANAGER'"
"""The roles that allow incidents.write."""

REFUSE = """
BEGIN
    RAISE insufficient_privilege
        USING MESSAGE = 'what was said of an incident stays; whoever leads says that it was seen';
END
"""
SEEN = f"""
CREATE TRIGGER incidents_seen_by_a_leader BEFORE UPDATE ON incidents_incident
    FOR EACH ROW WHEN (current_user = '{WEB}'
        AND (NEW.seen_at, NEW.seen_by_id) IS DISTINCT FROM (OLD.seen_at, OLD.seen_by_id)
        AND NOT coalesce({among('NEW.site_id', 'incidents.lead')}, false))
    EXECUTE FUNCTION incidents_refuse()
"""
STAYS = f"""
CREATE TRIGGER incidents_told_stays BEFORE UPDATE ON incidents_incidenttold
    FOR EACH ROW WHEN (current_user = '{WEB}' AND (
        (OLD.told_at IS NOT NULL AND (NEW.told_at, NEW.told_by_id, NEW.note_sealed)
            IS DISTINCT FROM (OLD.told_at, OLD.told_by_id, OLD.note_sealed))
        OR (OLD.taken_back_at IS NOT NULL
            AND (NEW.taken_back_at, NEW.taken_back_by_id, NEW.why_back_sealed)
            IS DISTINCT FROM (OLD.taken_back_at, OLD.taken_back_by_id, OLD.why_back_sealed))))
    EXECUTE FUNCTION incidents_refuse()
"""
HERE = f"""
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}} OR {ACTOR} IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody acts here';
    END IF;
"""
HAND_ON = f"""
BEGIN
    {HERE}
    UPDATE incidents_incidentstep
       SET doer_id = new_doer, handed_by_id = {ACTOR}, handed_on = {TODAY}
     WHERE id = which AND done_on IS NULL AND ({SEES} OR {DOES})
       AND EXISTS (
        SELECT FROM accounts_grant g JOIN accounts_user u ON u.id = g.user_id
         WHERE g.user_id = new_doer AND u.is_active AND g.role IN ({WRITE})
           AND (g.site_id = incidents_incidentstep.site_id OR g.site_id IS NULL)
           AND (g.from_on IS NULL OR g.from_on <= {TODAY})
           AND (g.until_on IS NULL OR g.until_on >= {TODAY})
       );
    RETURN FOUND;
END
"""
COUNTED = f"""
BEGIN
    {HERE}
    RETURN QUERY
    SELECT i.site_id, date_trunc('month', i.happened_at AT TIME ZONE 'Europe/London')::date,
           i.kind, count(*)::integer
      FROM incidents_incident i
     WHERE {among('i.site_id', 'incidents.count')}
       AND (i.happened_at AT TIME ZONE 'Europe/London')::date >= since
     GROUP BY 1, 2, 3;
END
"""


def worker():
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+",
        to=settings.AUTH_USER_MODEL,
    )  # fmt: skip


class Migration(migrations.Migration):
    """
    An incident is seen by a leader alone; who was told is only added to, or taken back with why.

    A step can be handed on: whoever does so sees it no more, and a policy would refuse that. How
    many incidents there were is counted for whoever leads the network.
    """

    dependencies = [
        ("incidents", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "incidenttold", "taken_back_at", models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField("incidenttold", "taken_back_by", worker()),
        migrations.AddField(
            "incidenttold", "why_back_sealed", models.BinaryField(blank=True, default=b"")
        ),
        migrations.RemoveConstraint("incidenttold", "incidents_told_once"),
        migrations.AddConstraint(
            "incidenttold",
            models.UniqueConstraint(
                fields=["incident", "body"],
                name="incidents_to_be_told_once",
                condition=models.Q(told_at__isnull=True, taken_back_at__isnull=True),
            ),
        ),
        migrations.AddField("incidentstep", "handed_by", worker()),
        migrations.AddField("incidentstep", "handed_on", models.DateField(blank=True, null=True)),
        Function("incidents_refuse", takes="", returns="trigger", body=REFUSE),
        migrations.RunSQL(SEEN, "DROP TRIGGER incidents_seen_by_a_leader ON incidents_incident"),
        migrations.RunSQL(STAYS, "DROP TRIGGER incidents_told_stays ON incidents_incidenttold"),
        Function(
            "incidents_hand_on", takes="which uuid, new_doer uuid", returns="boolean",
            body=HAND_ON, for_web=True,
        ),  # fmt: skip
        Function(
            "incidents_counted", takes="since date",
            returns="TABLE (site_id uuid, month date, kind text, how_many integer)",
            body="#variable_conflict use_column" + COUNTED, for_web=True, settings="STABLE",
        ),  # fmt: skip
        Wall(
            "incidents_incident",
            see=SEES,
            add=f"{TEAM} AND {is_actor('written_by_id')} AND {SEES}"
            f" AND (seen_at IS NULL OR {LEADS})",
            change=SEES,
        ),
        Wall("incidents_incidenttold", see=SEES, add=SEES, change=SEES),
        WebMayOnly(
            "incidents_incidenttold",
            may="UPDATE (readers, told_at, told_by_id, note_sealed, taken_back_at,"
            " taken_back_by_id, why_back_sealed)",
            never="UPDATE, DELETE, TRUNCATE",
        ),
    ]
