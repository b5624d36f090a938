from django.db import migrations

from hearth.foundation.functions import Function


def ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


THEIRS = "person_id = whose AND (holders IS NULL OR held_by_id = ANY (holders))"

FORGET = f"""
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}}
       OR NOT coalesce(whose = ANY ({ids("people.found")}), false)
       OR EXISTS (SELECT FROM places_site s
                   WHERE NOT coalesce(s.id = ANY ({ids("people.see")}), false)) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'only who keeps records at every site forgets somebody';
    END IF;
    UPDATE diary_booking SET called_off_at = coalesce(called_off_at, now()), reminder_id = NULL
     WHERE ends_at > now() AND id IN (SELECT booking_id FROM diary_meeting WHERE {THEIRS});
    DELETE FROM diary_meeting WHERE {THEIRS};
    DELETE FROM diary_lonevisitdetails WHERE {THEIRS} AND over_at IS NOT NULL;
    UPDATE diary_lonevisitdetails SET person_id = NULL, whom_sealed = '' WHERE {THEIRS};
END
"""


class Migration(migrations.Migration):
    """Somebody is forgotten by those organisations alone that decided it, where others keep."""

    dependencies = [("diary", "0060_own_pages")]

    operations = [
        Function(
            "diary_forget_person", takes="whose uuid, holders uuid[]", returns="void",
            body=FORGET, for_web=True,
        ),
    ]
