from django.db import migrations

from hearth.foundation.functions import Function

TO_DO = """
#variable_conflict use_column
DECLARE
    me uuid := nullif(current_setting('app.user', true), '')::uuid;
    kept uuid[] := nullif(current_setting('accounts.keep_workers', true), '')::uuid[];
BEGIN
    IF me IS NULL OR current_setting('app.partnership', true) IS DISTINCT FROM {schema} THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH agreed AS (
        SELECT k.person_id, k.says_hello_id AS worker, true AS is_hello FROM support_keepintouch k
         WHERE k.stopped_on IS NULL AND k.next_on IS NOT NULL
         UNION ALL
        SELECT r.person_id, r.promised_by_id, false FROM support_promise r
         WHERE r.state = 'OPEN' AND r.promised_by_id IS NOT NULL
    )
    SELECT p.id, a.worker, (count(*) FILTER (WHERE a.is_hello))::integer,
           (count(*) FILTER (WHERE NOT a.is_hello))::integer
      FROM people_person p JOIN agreed a ON a.person_id = p.id
     WHERE CASE WHEN whose IS NULL THEN p.worker_id IS NOT NULL ELSE p.id = whose END
       AND p.worker_id IS DISTINCT FROM me AND p.died_recorded_at IS NULL
       AND (coalesce(p.known_at && kept, false) OR (p.worker_id IS NOT NULL AND a.worker = me))
     GROUP BY p.id, a.worker;
END
"""


class Migration(migrations.Migration):
    """
    How many hellos and promises are still to be done with somebody who works here too, and by whom.

    Their record is closed, and so these stand on nobody's list.
    """

    dependencies = [
        ("support", "0030_promises_before"),
        ("people", "0080_agreed_before"),
    ]

    operations = [
        Function(
            "support_still_to_do", takes="whose uuid",
            returns="TABLE (person_id uuid, who uuid, hellos integer, promises integer)",
            body=TO_DO, for_web=True, settings="STABLE",
        ),
    ]  # fmt: skip
