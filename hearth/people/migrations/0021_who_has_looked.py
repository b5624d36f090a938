from django.db import migrations

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, WebMayOnly, is_actor, overlaps

HOLD_BACK = "people.hold_back"
ACTOR = "nullif(current_setting('app.user', true), '')::uuid"


def ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


LOOKED = f"""
#variable_conflict use_column
DECLARE
    whom uuid;
    holds_back boolean;
BEGIN
    SELECT p.id, coalesce(p.known_at && {ids(HOLD_BACK)}, false)
                 AND p.worker_id IS DISTINCT FROM {ACTOR}
      INTO whom, holds_back
      FROM people_person p
     WHERE current_setting('app.partnership', true) = {{schema}}
       AND CASE WHEN whose IS NULL THEN p.worker_id = {ACTOR}
           ELSE p.id = whose AND p.worker_id IS DISTINCT FROM {ACTOR} AND (
                p.known_at && {ids(HOLD_BACK)}
                OR p.id = ANY ({ids("people.opened")})
                OR (p.worker_id IS NULL AND p.known_at && {ids("people.see")}))
           END;
    IF whom IS NULL OR (with_held AND NOT holds_back) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT l.id, l.at, l.actor_id, l.page, l.place_id, o.id, o.reason_sealed, h.until_on
      FROM foundation_accessline l
      LEFT JOIN LATERAL (
            SELECT o.id, o.reason_sealed FROM people_opening o
             WHERE o.person_id = whom AND o.opened_by_id = l.actor_id
               AND l.at BETWEEN o.opened_at AND o.ends_at
             ORDER BY o.opened_at DESC LIMIT 1) o ON true
      LEFT JOIN LATERAL (
            SELECT max(h.until_on) AS until_on FROM people_heldback h
             WHERE h.line_id = l.id
               AND h.until_on >= (now() AT TIME ZONE 'Europe/London')::date) h ON true
     WHERE l.person_id = whom AND (earlier_than IS NULL OR l.id < earlier_than)
       AND (h.until_on IS NULL OR with_held)
     ORDER BY l.id DESC LIMIT least(most, 1000);
END
"""

STAND_ON_HELD = """
DECLARE
    whose_sign_in uuid;
BEGIN
    SELECT p.known_at, p.worker_id INTO NEW.known_at, whose_sign_in
      FROM people_person p WHERE p.id = NEW.person_id;
    IF whose_sign_in = NEW.reviewer_id OR NOT EXISTS (
        SELECT FROM foundation_accessline l WHERE l.id = NEW.line_id
           AND l.person_id = NEW.person_id AND l.actor_id <> NEW.reviewer_id
    ) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'a line of one''s own, or of somebody else''s, is not held back';
    END IF;
    RETURN NEW;
END
"""

FORGET = f"""
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}}
       OR NOT coalesce(whose = ANY ({ids("people.found")}), false) THEN
        RAISE insufficient_privilege USING MESSAGE = 'that person was not shown to be seen';
    END IF;
    DELETE FROM people_heldback WHERE person_id = whose;
    DELETE FROM people_opening WHERE person_id = whose;
    DELETE FROM people_openness WHERE person_id = whose;
END
"""

HOLDS_BACK = f"{overlaps('known_at', HOLD_BACK)}"


class Migration(migrations.Migration):
    """
    Who has looked, for a person's team to read with them; and what is held back of it for a while.

    The trail stays walled: people_who_looked tells the lines of one person.
    """

    dependencies = [("people", "0020_held_back"), ("foundation", "0002_trail_is_only_added_to")]

    operations = [
        Function(
            "people_who_looked",
            takes="whose uuid, earlier_than uuid, most integer, with_held boolean",
            returns="TABLE (line_id uuid, at timestamptz, actor_id uuid, page text, place_id uuid,"
            " opening_id uuid, reason_sealed bytea, held_until date)",
            body=LOOKED,
            for_web=True,
            settings="STABLE",
        ),
        Function(
            "people_stand_on_held", takes="", returns="trigger", body=STAND_ON_HELD, as_owner=True
        ),
        migrations.RunSQL(
            "CREATE TRIGGER people_heldback_stands BEFORE INSERT ON people_heldback FOR EACH ROW"
            " EXECUTE FUNCTION people_stand_on_held()",
            "DROP TRIGGER people_heldback_stands ON people_heldback",
        ),
        Function(
            "people_forget_openings", takes="whose uuid", returns="void", body=FORGET, for_web=True
        ),
        Wall(
            "people_heldback",
            see=HOLDS_BACK,
            add=f"({HOLDS_BACK}) AND {is_actor('reviewer_id')}",
            change=HOLDS_BACK,
        ),
        WebMayOnly(
            "people_heldback", may="UPDATE (until_on)", never="UPDATE, DELETE, TRUNCATE"
        ),
    ]
