from django.db import migrations

from hearth.foundation.functions import Function


def ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


FORGET = f"""
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}}
       OR NOT coalesce(whose = ANY ({ids("people.found")}), false)
       OR EXISTS (SELECT FROM places_site s
                   WHERE NOT coalesce(s.id = ANY ({ids("people.see")}), false)) THEN
        RAISE insufficient_privilege
            USING MESSAGE = 'only who keeps records at every site forgets somebody';
    END IF;
    DELETE FROM safety_worrycheck
     WHERE person_id = whose AND (holders IS NULL OR worry_id IN (
        SELECT w.id FROM safety_worry w WHERE w.held_by_id = ANY (holders)));
    DELETE FROM safety_worry
     WHERE person_id = whose AND (holders IS NULL OR held_by_id = ANY (holders));
    UPDATE safety_safetyconcern SET person_id = NULL
     WHERE person_id = whose AND (holders IS NULL OR held_by_id = ANY (holders));
END
"""


class Migration(migrations.Migration):
    """Somebody is forgotten by those organisations alone that decided it, where others keep."""

    dependencies = [("safety", "0032_sent_before")]

    operations = [
        Function(
            "safety_forget_person", takes="whose uuid, holders uuid[]", returns="void",
            body=FORGET, for_web=True,
        ),
    ]
