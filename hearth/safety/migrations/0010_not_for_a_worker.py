import django.contrib.postgres.fields
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, WebMayOnly, among, holds, is_actor
from hearth.people.migrations._standing import TODAY, is_open

TELL, SEE_WORRIES, KEEP_WORRIES = "safety.tell", "safety.see_worries", "safety.keep_worries"
SEE_CONCERNS, KEEP_CONCERNS = "safety.see_concerns", "safety.keep_concerns"
UNANSWERED = "safety.unanswered"
ACTOR = "nullif(current_setting('app.user', true), '')::uuid"
MAY_OWN = "'TEAM_MEMBER', 'CONNECTOR', 'HUB_MANAGER', 'SAFEGUARDING_LEAD'"


def ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


FOR_ME = (
    f"(worker_id IS NULL OR NOT ({is_actor('worker_id')}))"
    f" AND NOT coalesce({ACTOR} = ANY (not_for), false)"
)
"""Nobody reads as a worker what is about themselves, nor what was said not to be for them."""

OWNS = f"({is_actor('owner_id')} AND ({among('site_id', TELL)}))"
WROTE = f"({is_actor('written_by_id')} AND ({among('site_id', TELL)}))"

KEEP_WORRY = f"(({OWNS} OR {among('site_id', KEEP_WORRIES)}) AND {FOR_ME})"
SEE_WORRY = (
    f"{KEEP_WORRY} OR (NOT confidential AND {FOR_ME} AND ({WROTE}"
    f" OR (person_id IS NULL AND ({among('site_id', SEE_WORRIES)}))"
    f" OR (person_id IS NOT NULL AND {holds(SEE_WORRIES)} AND {is_open()})))"
)
KEEP_CONCERN = f"(({OWNS} OR {among('site_id', KEEP_CONCERNS)}) AND {FOR_ME})"
WRITE_IN_CONCERN = f"({KEEP_CONCERN} OR ({WROTE} AND {FOR_ME}))"
SEE_CONCERN = f"({WRITE_IN_CONCERN} OR ({among('site_id', SEE_CONCERNS)} AND {FOR_ME}))"


def works_there(row: str) -> str:
    return f"""EXISTS (
        SELECT FROM accounts_grant g JOIN accounts_user u ON u.id = g.user_id
         WHERE g.user_id = {row}.owner_id AND u.is_active AND g.role IN ({MAY_OWN})
           AND (g.site_id = {row}.site_id OR g.site_id IS NULL)
           AND (g.from_on IS NULL OR g.from_on <= {TODAY})
           AND (g.until_on IS NULL OR g.until_on >= {TODAY})
    )"""


OWNER = f"""
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.owner_id = OLD.owner_id THEN
        IF NOT NEW.owner_id = ANY (NEW.not_for) THEN
            RETURN NEW;
        END IF;
    ELSIF NEW.owner_id IS DISTINCT FROM NEW.worker_id AND NOT NEW.owner_id = ANY (NEW.not_for)
          AND {works_there("NEW")} THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege
        USING MESSAGE = 'whoever answers for somebody''s safety works there, and is another';
END
"""

STAND_ON_CHECK = """
BEGIN
    SELECT w.site_id, w.owner_id, w.written_by_id, w.confidential, w.not_for, w.person_id,
           w.open_to, w.open_till, w.closes_on, w.worker_id
      INTO NEW.site_id, NEW.owner_id, NEW.written_by_id, NEW.confidential, NEW.not_for,
           NEW.person_id, NEW.open_to, NEW.open_till, NEW.closes_on, NEW.worker_id
      FROM safety_worry w WHERE w.id = NEW.worry_id;
    RETURN NEW;
END
"""

STAND_ON_ENTRY = """
BEGIN
    SELECT c.site_id, c.owner_id, c.written_by_id, c.worker_id, c.not_for
      INTO NEW.site_id, NEW.owner_id, NEW.written_by_id, NEW.worker_id, NEW.not_for
      FROM safety_safetyconcern c WHERE c.id = NEW.concern_id;
    RETURN NEW;
END
"""

HERE = f"""
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}} OR {ACTOR} IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody acts here';
    END IF;
"""

HAND_OVER = f"""
DECLARE
    handed integer;
BEGIN
    {HERE}
    UPDATE safety_worry SET owner_id = new_owner
     WHERE id = which AND settled_at IS NULL AND {FOR_ME}
       AND ((owner_id = {ACTOR} AND site_id = ANY ({ids(TELL)}))
            OR site_id = ANY ({ids(KEEP_WORRIES)}));
    GET DIAGNOSTICS handed = ROW_COUNT;
    IF handed = 0 THEN
        UPDATE safety_safetyconcern SET owner_id = new_owner
         WHERE id = which AND finished_at IS NULL AND {FOR_ME}
           AND ((owner_id = {ACTOR} AND site_id = ANY ({ids(TELL)}))
            OR site_id = ANY ({ids(KEEP_CONCERNS)}));
        GET DIAGNOSTICS handed = ROW_COUNT;
    END IF;
    RETURN handed = 1;
END
"""


def alone(table: str, over: str) -> str:
    return f"""(
        SELECT count(*)::integer FROM {table} r
         WHERE r.site_id = place AND r.{over} IS NULL
           AND r.worker_id IS DISTINCT FROM {ACTOR} AND NOT {ACTOR} = ANY (r.not_for)
           AND (r.worker_id IS NOT DISTINCT FROM r.owner_id OR NOT {works_there("r")})
    )"""


ALONE = f"""
BEGIN
    {HERE}
    RETURN QUERY
    SELECT place, {alone("safety_worry", "settled_at")},
           {alone("safety_safetyconcern", "finished_at")}
      FROM unnest({ids(UNANSWERED)}) AS place;
END
"""

OF_OWNERS = "safety_owner_works_here()"
TRIGGERS = [
    ("safety_worry_owner", "safety_worry", "INSERT OR UPDATE OF owner_id, not_for", OF_OWNERS),
    (
        "safety_concern_owner", "safety_safetyconcern", "INSERT OR UPDATE OF owner_id, not_for",
        OF_OWNERS,
    ),
    ("safety_check_stands", "safety_worrycheck", "INSERT OR UPDATE", "safety_stand_on_check()"),
    (
        "safety_entry_stands", "safety_concernentry", "INSERT OR UPDATE",
        "safety_stand_on_entry()",
    ),
]  # fmt: skip


def not_for() -> models.Field:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.UUIDField(), blank=True, default=list, size=None
    )


def beside() -> models.Field:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.UUIDField(), default=list, editable=False, size=None
    )


CHECKS = [
    ("ASKED", "Asked somebody about them"), ("RANG", "Rang or wrote to them"),
    ("VISIT", "Went to see them"), ("CAME_IN", "They came in, or somebody saw them"),
    ("EMERGENCY", "Rang 999, or asked the police to look in"), ("OTHER", "Something else"),
    ("HANDED_OVER", "Handed over"), ("TAKEN_UP", "Taken up again"),
    ("LINKED", "Found on the list"), ("UNLINKED", "It was not them"),
    ("KEPT_FROM", "Who works here and must not read it"),
    ("CONFIDENCE", "Kept in confidence, or not any more"),
]  # fmt: skip
ENTRIES = [
    ("TOLD", "Somebody was told"), ("DONE", "Something was done"),
    ("SAID", "The person said something"), ("LOOKED", "Looked at it, and nothing has changed"),
    ("CHANGED", "Put right"), ("HANDED_OVER", "Handed over"), ("FINISHED", "Finished for now"),
    ("TAKEN_UP", "Taken up again"), ("LINKED", "Found on the list"),
    ("UNLINKED", "It was not them"), ("KEPT_FROM", "Who works here and must not read it"),
]  # fmt: skip


class Migration(migrations.Migration):
    """
    A worry or a concern can be kept from somebody who works here, whatever their role.

    It can be unlinked from the wrong person, and kept in confidence later. Where nobody answers for
    one any more, that is counted for whoever leads the network.
    """

    dependencies = [("safety", "0002_walls"), ("people", "0010_layers_are_guarded")]

    operations = [
        migrations.AddField("worry", "not_for", not_for()),
        migrations.AddField("safetyconcern", "not_for", not_for()),
        migrations.AddField("worrycheck", "not_for", beside()),
        migrations.AddField("concernentry", "not_for", beside()),
        migrations.AlterField("worrycheck", "kind", models.TextField(choices=CHECKS)),
        migrations.AlterField("concernentry", "kind", models.TextField(choices=ENTRIES)),
        *(
            migrations.RunSQL(f"DROP TRIGGER {name} ON {table}", migrations.RunSQL.noop)
            for name, table, _, _ in TRIGGERS
        ),
        Function("safety_owner_works_here", takes="", returns="trigger", body=OWNER),
        Function(
            "safety_stand_on_check", takes="", returns="trigger", body=STAND_ON_CHECK,
            as_owner=True,
        ),  # fmt: skip
        Function(
            "safety_stand_on_entry", takes="", returns="trigger", body=STAND_ON_ENTRY,
            as_owner=True,
        ),  # fmt: skip
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {name} BEFORE {when} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {does}",
                migrations.RunSQL.noop,
            )
            for name, table, when, does in TRIGGERS
        ),
        Function(
            "safety_hand_over", takes="which uuid, new_owner uuid", returns="boolean",
            body=HAND_OVER, for_web=True,
        ),  # fmt: skip
        Function(
            "safety_unanswered", takes="",
            returns="TABLE (site_id uuid, worries integer, concerns integer)",
            body="#variable_conflict use_column" + ALONE, for_web=True, settings="STABLE",
        ),  # fmt: skip
        Wall(
            "safety_worry",
            see=SEE_WORRY,
            add=f"({among('site_id', TELL)}) AND {is_actor('written_by_id')}",
            change=KEEP_WORRY,
        ),
        WebMayOnly(
            "safety_worry",
            may="UPDATE (person_id, about_sealed, confidential, not_for, teller_told, settled_at,"
            " settled_by_id, settled_sealed)",
            never="UPDATE, DELETE, TRUNCATE",
        ),
        Wall(
            "safety_worrycheck",
            see=SEE_WORRY,
            add=f"({SEE_WORRY}) AND {is_actor('noted_by_id')}",
        ),
        Wall(
            "safety_safetyconcern",
            see=SEE_CONCERN,
            add=f"({among('site_id', TELL)}) AND {is_actor('written_by_id')}",
            change=KEEP_CONCERN,
        ),
        WebMayOnly(
            "safety_safetyconcern",
            may="UPDATE (person_id, about_sealed, not_for, kinds, wish_sealed, knows,"
            " knows_note_sealed, look_on, finished_at, finished_by_id, learned_sealed)",
            never="UPDATE, DELETE, TRUNCATE",
        ),
        Wall(
            "safety_concernentry",
            see=SEE_CONCERN,
            add=f"{WRITE_IN_CONCERN} AND {is_actor('noted_by_id')}",
        ),
    ]
