import django.db.models.deletion
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import WEB, Wall, among, is_actor, overlaps
from hearth.people.migrations._standing import AUDIENCES, OPENED, TODAY, not_a_colleagues

SEE, FOUND, HOLD_BACK = "people.see", "people.found", "people.hold_back"
OF_THE_TEAM = f"({overlaps('known_at', SEE)} OR {among('person_id', FOUND, OPENED)})"
TOLD_THE_TEAM = f"{OF_THE_TEAM} AND {not_a_colleagues()}"
NOT_OF_THEMSELVES = f"(worker_id IS NULL OR NOT ({is_actor('worker_id')}))"
HOLDS_BACK = f"({overlaps('known_at', HOLD_BACK)}) AND {NOT_OF_THEMSELVES}"
IS_SHOWN = (
    f"(held_back_until IS NULL OR held_back_until < {TODAY} OR {is_actor('recorded_by_id')}"
    f" OR {among('person_id', FOUND)})"
)

STAND_ON_HELD = """
BEGIN
    SELECT p.known_at, p.worker_id INTO NEW.known_at, NEW.worker_id
      FROM people_person p WHERE p.id = NEW.person_id;
    IF NEW.worker_id = NEW.reviewer_id OR NOT EXISTS (
        SELECT FROM foundation_accessline l WHERE l.id = NEW.line_id
           AND l.person_id = NEW.person_id AND l.actor_id <> NEW.reviewer_id
        UNION ALL
        SELECT FROM people_sharing s WHERE s.id = NEW.sharing_id AND s.basis <> ''
           AND s.person_id = NEW.person_id AND s.held_back_by_id = NEW.reviewer_id
    ) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'a line of one''s own, or of somebody else''s, is not held back';
    END IF;
    RETURN NEW;
END
"""

WORKER_NOTED_BESIDE = """
BEGIN
    UPDATE people_opening SET worker_id = NULL WHERE person_id = NEW.id;
    UPDATE people_saidbefore SET worker_id = NULL WHERE person_id = NEW.id;
    UPDATE people_heldback SET worker_id = NEW.worker_id WHERE person_id = NEW.id;
    RETURN NULL;
END
"""
"""What is set of the first two is not what is written: their triggers say it as it is."""

REFUSE = """
BEGIN
    RAISE insufficient_privilege
        USING MESSAGE = 'who holds things back, and nobody else, changes what is held back';
END
"""

HELD = "({0}.held_back_until, {0}.held_back_by_id, {0}.held_back_why_sealed)"
HELD_BY_LEADS = f"""
CREATE TRIGGER people_sharing_held_by_leads BEFORE UPDATE ON people_sharing
    FOR EACH ROW WHEN (current_user = '{WEB}'
        AND {HELD.format("NEW")} IS DISTINCT FROM {HELD.format("OLD")}
        AND NOT (coalesce({overlaps("NEW.known_at", HOLD_BACK)}, false)
            AND (NEW.held_back_by_id IS NOT DISTINCT FROM OLD.held_back_by_id
                 OR coalesce({is_actor("NEW.held_back_by_id")}, false))))
    EXECUTE FUNCTION people_refuse_held()
"""


class Migration(migrations.Migration):
    """
    Who held a sharing back, why and until when is kept, whoever does so after them.

    Whoever wrote a sharing down cannot show it: that is for who holds things back. Nobody reads
    what is held back of their own record.
    """

    dependencies = [("people", "0090_what_a_held_sharing_would_tell")]

    operations = [
        migrations.AddField(
            "heldback", "worker_id", models.UUIDField(editable=False, null=True)
        ),
        migrations.AddField(
            "heldback",
            "sharing",
            models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE,
                related_name="holds", to="people.sharing",
            ),
        ),
        migrations.AddIndex(
            "sharing",
            models.Index(
                fields=["held_back_until"],
                name="people_sharing_held_back",
                condition=models.Q(held_back_until__isnull=False),
            ),
        ),
        migrations.AlterField("heldback", "line_id", models.UUIDField(blank=True, null=True)),
        migrations.AddConstraint(
            "heldback",
            models.CheckConstraint(
                name="people_heldback_is_of_one",
                condition=models.Q(line_id__isnull=False, sharing=None)
                | models.Q(line_id=None, sharing__isnull=False),
            ),
        ),
        migrations.RunSQL(
            "DROP TRIGGER people_heldback_stands ON people_heldback;"
            " DROP TRIGGER people_person_works_here_beside ON people_person",
            migrations.RunSQL.noop,
        ),
        Function(
            "people_stand_on_held", takes="", returns="trigger", body=STAND_ON_HELD, as_owner=True
        ),
        Function(
            "people_worker_noted_beside", takes="", returns="trigger", body=WORKER_NOTED_BESIDE,
            as_owner=True,
        ),
        migrations.RunSQL(
            "CREATE TRIGGER people_heldback_stands BEFORE INSERT ON people_heldback FOR EACH ROW"
            " EXECUTE FUNCTION people_stand_on_held();"
            " CREATE TRIGGER people_person_works_here_beside"
            " AFTER UPDATE OF worker_id ON people_person FOR EACH ROW"
            " WHEN (NEW.worker_id IS DISTINCT FROM OLD.worker_id)"
            " EXECUTE FUNCTION people_worker_noted_beside()",
            migrations.RunSQL.noop,
        ),
        Function("people_refuse_held", takes="", returns="trigger", body=REFUSE),
        migrations.RunSQL(
            HELD_BY_LEADS, "DROP TRIGGER people_sharing_held_by_leads ON people_sharing"
        ),
        Wall(
            "people_heldback",
            see=f"({HOLDS_BACK}) OR (sharing_id IS NOT NULL AND {is_actor('reviewer_id')}"
            f" AND {NOT_OF_THEMSELVES})",
            add=f"(({HOLDS_BACK}) OR (sharing_id IS NOT NULL AND {TOLD_THE_TEAM}))"
            f" AND {is_actor('reviewer_id')}",
            change=f"line_id IS NOT NULL AND {HOLDS_BACK}",
        ),
        Wall(
            "people_sharing",
            see=f"({TOLD_THE_TEAM} AND {IS_SHOWN}) OR (basis <> '' AND {HOLDS_BACK})"
            f" OR (({overlaps('audiences', AUDIENCES)}) AND {not_a_colleagues()})",
            add=f"{TOLD_THE_TEAM} AND {is_actor('recorded_by_id')} AND withdrawn_at IS NULL"
            f" AND (held_back_by_id IS NULL OR {is_actor('held_back_by_id')})",
            change=f"({TOLD_THE_TEAM}) OR (basis <> '' AND {HOLDS_BACK})",
            remove=among("person_id", FOUND),
        ),
        migrations.RunSQL(
            "UPDATE people_heldback h SET worker_id = p.worker_id FROM people_person p"
            " WHERE p.id = h.person_id AND p.worker_id IS NOT NULL",
            migrations.RunSQL.noop,
        ),
    ]  # fmt: skip
