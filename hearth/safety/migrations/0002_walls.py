from django.db import migrations

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, WebMayOnly, among, holds, is_actor
from hearth.people.migrations._standing import TODAY, StandsOnRow, is_open

TELL, SEE_WORRIES, KEEP_WORRIES = "safety.tell", "safety.see_worries", "safety.keep_worries"
SEE_CONCERNS, KEEP_CONCERNS = "safety.see_concerns", "safety.keep_concerns"
ACTOR = "nullif(current_setting('app.user', true), '')::uuid"
MAY_OWN = "'TEAM_MEMBER', 'CONNECTOR', 'HUB_MANAGER', 'SAFEGUARDING_LEAD'"


def ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


NOT_MY_OWN = f"(worker_id IS NULL OR NOT ({is_actor('worker_id')}))"
"""Nobody reads as a worker what is written about themselves."""

OWNS = f"({is_actor('owner_id')} AND ({among('site_id', TELL)}))"
WROTE = f"({is_actor('written_by_id')} AND ({among('site_id', TELL)}))"
"""For as long as they work there: whoever left sees nothing of what they owned or wrote down."""

KEEP_WORRY = f"(({OWNS} OR {among('site_id', KEEP_WORRIES)}) AND {NOT_MY_OWN})"
SEE_WORRY = (
    f"{KEEP_WORRY} OR (NOT confidential AND {NOT_MY_OWN} AND ({WROTE}"
    f" OR (person_id IS NULL AND ({among('site_id', SEE_WORRIES)}))"
    f" OR (person_id IS NOT NULL AND {holds(SEE_WORRIES)} AND {is_open()})))"
)
KEEP_CONCERN = f"(({OWNS} OR {among('site_id', KEEP_CONCERNS)}) AND {NOT_MY_OWN})"
WRITE_IN_CONCERN = f"({KEEP_CONCERN} OR ({WROTE} AND {NOT_MY_OWN}))"
SEE_CONCERN = f"({WRITE_IN_CONCERN} OR ({among('site_id', SEE_CONCERNS)} AND {NOT_MY_OWN}))"

OWNER = f"""
BEGIN
    IF NEW.owner_id IS NOT DISTINCT FROM NEW.worker_id OR NOT EXISTS (
        SELECT FROM accounts_grant g JOIN accounts_user u ON u.id = g.user_id
         WHERE g.user_id = NEW.owner_id AND u.is_active AND g.role IN ({MAY_OWN})
           AND (g.site_id = NEW.site_id OR g.site_id IS NULL)
           AND (g.from_on IS NULL OR g.from_on <= {TODAY})
           AND (g.until_on IS NULL OR g.until_on >= {TODAY})
    ) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'whoever answers for somebody''s safety works there, and is another';
    END IF;
    RETURN NEW;
END
"""

STAND_ON_CONCERN = """
BEGIN
    NEW.worker_id := (SELECT p.worker_id FROM people_person p WHERE p.id = NEW.person_id);
    RETURN NEW;
END
"""

STAND_ON_CHECK = """
BEGIN
    SELECT w.site_id, w.owner_id, w.written_by_id, w.confidential, w.person_id, w.open_to,
           w.open_till, w.closes_on, w.worker_id
      INTO NEW.site_id, NEW.owner_id, NEW.written_by_id, NEW.confidential, NEW.person_id,
           NEW.open_to, NEW.open_till, NEW.closes_on, NEW.worker_id
      FROM safety_worry w WHERE w.id = NEW.worry_id;
    RETURN NEW;
END
"""

STAND_ON_ENTRY = """
BEGIN
    SELECT c.site_id, c.owner_id, c.written_by_id, c.worker_id
      INTO NEW.site_id, NEW.owner_id, NEW.written_by_id, NEW.worker_id
      FROM safety_safetyconcern c WHERE c.id = NEW.concern_id;
    RETURN NEW;
END
"""

WORRY_CHANGED = """
BEGIN
    UPDATE safety_worrycheck SET worry_id = worry_id WHERE worry_id = NEW.id;
    RETURN NULL;
END
"""

CONCERN_CHANGED = """
BEGIN
    UPDATE safety_concernentry SET concern_id = concern_id WHERE concern_id = NEW.id;
    RETURN NULL;
END
"""

WORKER_NOTED = """
BEGIN
    UPDATE safety_safetyconcern SET person_id = person_id WHERE person_id = NEW.id;
    RETURN NULL;
END
"""

HAND_OVER = f"""
DECLARE
    handed integer;
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}} OR {ACTOR} IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody acts here';
    END IF;
    UPDATE safety_worry SET owner_id = new_owner
     WHERE id = which AND settled_at IS NULL AND worker_id IS DISTINCT FROM {ACTOR}
       AND ((owner_id = {ACTOR} AND site_id = ANY ({ids(TELL)}))
            OR site_id = ANY ({ids(KEEP_WORRIES)}));
    GET DIAGNOSTICS handed = ROW_COUNT;
    IF handed = 0 THEN
        UPDATE safety_safetyconcern SET owner_id = new_owner
         WHERE id = which AND finished_at IS NULL AND worker_id IS DISTINCT FROM {ACTOR}
           AND ((owner_id = {ACTOR} AND site_id = ANY ({ids(TELL)}))
            OR site_id = ANY ({ids(KEEP_CONCERNS)}));
        GET DIAGNOSTICS handed = ROW_COUNT;
    END IF;
    RETURN handed = 1;
END
"""

FORGET = f"""
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}}
       OR NOT coalesce(whose = ANY ({ids("people.found")}), false)
       OR EXISTS (SELECT FROM places_site s
                   WHERE NOT coalesce(s.id = ANY ({ids("people.see")}), false)) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'only who keeps records at every site forgets somebody';
    END IF;
    DELETE FROM safety_worrycheck WHERE person_id = whose;
    DELETE FROM safety_worry WHERE person_id = whose;
    UPDATE safety_safetyconcern SET person_id = NULL WHERE person_id = whose;
END
"""

TRIGGERS = [
    (
        "safety_worry_owner",
        "BEFORE INSERT OR UPDATE OF owner_id ON safety_worry FOR EACH ROW"
        " EXECUTE FUNCTION safety_owner_works_here()",
    ),
    (
        "safety_worry_changed",
        "AFTER UPDATE ON safety_worry FOR EACH ROW WHEN (NEW.* IS DISTINCT FROM OLD.*)"
        " EXECUTE FUNCTION safety_worry_changed()",
    ),
    (
        "safety_check_stands",
        "BEFORE INSERT OR UPDATE ON safety_worrycheck FOR EACH ROW"
        " EXECUTE FUNCTION safety_stand_on_check()",
    ),
    # Triggers fire in the order of their names: whose sign-in it is stands there first.
    (
        "safety_concern_about",
        "BEFORE INSERT OR UPDATE ON safety_safetyconcern FOR EACH ROW"
        " EXECUTE FUNCTION safety_stand_on_concern()",
    ),
    (
        "safety_concern_owner",
        "BEFORE INSERT OR UPDATE OF owner_id ON safety_safetyconcern FOR EACH ROW"
        " EXECUTE FUNCTION safety_owner_works_here()",
    ),
    (
        "safety_concern_changed",
        "AFTER UPDATE ON safety_safetyconcern FOR EACH ROW WHEN (NEW.* IS DISTINCT FROM OLD.*)"
        " EXECUTE FUNCTION safety_concern_changed()",
    ),
    (
        "safety_entry_stands",
        "BEFORE INSERT OR UPDATE ON safety_concernentry FOR EACH ROW"
        " EXECUTE FUNCTION safety_stand_on_entry()",
    ),
    (
        "safety_worker_noted",
        "AFTER UPDATE OF worker_id ON people_person FOR EACH ROW"
        " WHEN (NEW.worker_id IS DISTINCT FROM OLD.worker_id)"
        " EXECUTE FUNCTION safety_worker_noted()",
    ),
]


def table_of(rule: str) -> str:
    return rule.partition(" ON ")[2].partition(" ")[0]


class Migration(migrations.Migration):
    """
    Who sees a worry and a safety concern, and that neither is ever without an owner.

    Who owns one stands on every row of it. The web changes that through safety_hand_over alone, for
    whoever hands a thing over does not see it afterwards, and a policy would refuse that.
    """

    dependencies = [("safety", "0001_initial"), ("people", "0010_layers_are_guarded")]

    operations = [
        Function("safety_owner_works_here", takes="", returns="trigger", body=OWNER),
        *(
            Function(name, takes="", returns="trigger", body=body, as_owner=True)
            for name, body in (
                ("safety_stand_on_concern", STAND_ON_CONCERN),
                ("safety_stand_on_check", STAND_ON_CHECK),
                ("safety_stand_on_entry", STAND_ON_ENTRY),
                ("safety_worry_changed", WORRY_CHANGED),
                ("safety_concern_changed", CONCERN_CHANGED),
                ("safety_worker_noted", WORKER_NOTED),
            )
        ),
        Function(
            "safety_hand_over",
            takes="which uuid, new_owner uuid",
            returns="boolean",
            body=HAND_OVER,
            for_web=True,
        ),
        Function(
            "safety_forget_person", takes="whose uuid", returns="void", body=FORGET, for_web=True
        ),
        StandsOnRow("safety_worry", layer="SUPPORT"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {name} {rule}", f"DROP TRIGGER {name} ON {table_of(rule)}"
            )
            for name, rule in TRIGGERS
        ),
        Wall(
            "safety_worry",
            see=SEE_WORRY,
            add=f"({among('site_id', TELL)}) AND {is_actor('written_by_id')}",
            change=KEEP_WORRY,
        ),
        WebMayOnly(
            "safety_worry",
            may="UPDATE (person_id, teller_told, settled_at, settled_by_id, settled_sealed)",
            never="UPDATE, DELETE, TRUNCATE",
        ),
        Wall(
            "safety_worrycheck",
            see=SEE_WORRY,
            add=f"({SEE_WORRY}) AND {is_actor('noted_by_id')}",
        ),
        WebMayOnly("safety_worrycheck", never="UPDATE, DELETE, TRUNCATE"),
        Wall(
            "safety_safetyconcern",
            see=SEE_CONCERN,
            add=f"({among('site_id', TELL)}) AND {is_actor('written_by_id')}",
            change=KEEP_CONCERN,
        ),
        WebMayOnly(
            "safety_safetyconcern",
            may="UPDATE (person_id, kinds, wish_sealed, knows, knows_note_sealed, look_on,"
            " finished_at, finished_by_id, learned_sealed)",
            never="UPDATE, DELETE, TRUNCATE",
        ),
        Wall(
            "safety_concernentry",
            see=SEE_CONCERN,
            add=f"{WRITE_IN_CONCERN} AND {is_actor('noted_by_id')}",
        ),
        WebMayOnly("safety_concernentry", never="UPDATE, DELETE, TRUNCATE"),
    ]
