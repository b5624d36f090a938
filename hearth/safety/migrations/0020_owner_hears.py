from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import WebMayOnly, is_actor

TELL, KEEP_WORRIES, KEEP_CONCERNS = "safety.tell", "safety.keep_worries", "safety.keep_concerns"
ACTOR = "nullif(current_setting('app.user', true), '')::uuid"


def ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


FOR_ME = (
    f"(worker_id IS NULL OR NOT ({is_actor('worker_id')}))"
    f" AND NOT coalesce({ACTOR} = ANY (not_for), false)"
)
HANDED = f"owner_id = new_owner, owner_saw_at = CASE WHEN new_owner = {ACTOR} THEN now() END"
"""Whoever takes it on themselves has seen it; anybody else has not."""

HAND_OVER = f"""
DECLARE
    handed integer;
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}} OR {ACTOR} IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody acts here';
    END IF;
    UPDATE safety_worry SET {HANDED}
     WHERE id = which AND settled_at IS NULL AND {FOR_ME}
       AND ((owner_id = {ACTOR} AND site_id = ANY ({ids(TELL)}))
            OR site_id = ANY ({ids(KEEP_WORRIES)}));
    GET DIAGNOSTICS handed = ROW_COUNT;
    IF handed = 0 THEN
        UPDATE safety_safetyconcern SET {HANDED}
         WHERE id = which AND finished_at IS NULL AND {FOR_ME}
           AND ((owner_id = {ACTOR} AND site_id = ANY ({ids(TELL)}))
            OR site_id = ANY ({ids(KEEP_CONCERNS)}));
        GET DIAGNOSTICS handed = ROW_COUNT;
    END IF;
    RETURN handed = 1;
END
"""


def saw_at() -> models.Field:
    return models.DateTimeField(blank=True, null=True)


class Migration(migrations.Migration):
    """Whether whoever looks after it has opened it stands on it; handed on, it is new again."""

    dependencies = [("safety", "0010_not_for_a_worker")]

    operations = [
        migrations.AddField("worry", "owner_saw_at", saw_at()),
        migrations.AddField("safetyconcern", "owner_saw_at", saw_at()),
        Function(
            "safety_hand_over", takes="which uuid, new_owner uuid", returns="boolean",
            body=HAND_OVER, for_web=True,
        ),  # fmt: skip
        WebMayOnly(
            "safety_worry",
            may="UPDATE (person_id, about_sealed, confidential, not_for, teller_told, settled_at,"
            " settled_by_id, settled_sealed, owner_saw_at)",
            never="UPDATE, DELETE, TRUNCATE",
        ),
        WebMayOnly(
            "safety_safetyconcern",
            may="UPDATE (person_id, about_sealed, not_for, kinds, wish_sealed, knows,"
            " knows_note_sealed, look_on, finished_at, finished_by_id, learned_sealed,"
            " owner_saw_at)",
            never="UPDATE, DELETE, TRUNCATE",
        ),
    ]
