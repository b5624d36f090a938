from django.db import migrations

from hearth.foundation.functions import Function
from hearth.people.migrations._standing import AUDIENCES, OPENED, TODAY, TRIGGER


def ids(setting: str) -> str:
    return f"nullif(current_setting('{setting}', true), '')::uuid[]"


UNSEEN = f"""
DECLARE
    guarded record;
    unseen boolean;
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {{schema}}
       OR NOT EXISTS (SELECT FROM people_person p
                       WHERE p.id = whose AND p.known_at && {ids("people.change")}) THEN
        RETURN true;
    END IF;
    IF coalesce(whose = ANY ({ids(OPENED)}), false) THEN
        RETURN false;
    END IF;
    FOR guarded IN
        SELECT t.tgrelid::regclass AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
         WHERE t.tgname = '{TRIGGER}' AND c.relnamespace = current_schema()::regnamespace
           AND c.relname <> 'diary_meeting'
           AND EXISTS (SELECT FROM pg_policies y
                        WHERE y.schemaname = current_schema() AND y.tablename = c.relname
                          AND y.cmd = 'SELECT' AND y.qual LIKE '%people.themselves%')
         ORDER BY c.relname
    LOOP
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %s WHERE person_id = $1 AND NOT coalesce('
            ' open_to && $2 OR (open_till && $2 AND closes_on >= $3), false))', guarded.name)
          INTO unseen USING whose, coalesce({ids(AUDIENCES)}, '{{}}'), {TODAY};
        IF unseen THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END
"""


class Migration(migrations.Migration):
    """
    Nobody comes to read more of somebody by writing down an address for their own pages.

    What counts is what own pages show of the layers. Meetings are the team's by its own right.
    """

    dependencies = [("people", "0151_old_links_go")]

    operations = [
        Function(
            "people_written_unseen", takes="whose uuid", returns="boolean", body=UNSEEN,
            for_web=True, settings="STABLE",
        ),
    ]  # fmt: skip
