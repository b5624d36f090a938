from django.db import migrations

from hearth.foundation.functions import Function

UNMEET = """
BEGIN
    PERFORM FROM people_person
      WHERE id = person AND known_at = ARRAY[site]
        AND recorded_at > now() - interval '10 minutes'
        AND edited_at < recorded_at + interval '1 second'
        AND current_setting('app.partnership', true) = {schema}
        AND site = ANY (nullif(current_setting('people.greet', true), '')::uuid[])
        FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM people_acquaintance WHERE person_id = person;
    DELETE FROM people_person WHERE id = person;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
    RETURN true;
EXCEPTION WHEN foreign_key_violation THEN
    RETURN false;
END
"""


class Migration(migrations.Migration):
    """
    Letting go of somebody who was met by mistake, minutes ago, at the door.

    A greeter removes no records: this removes one that only their own site
    knows, that nobody has edited since (both its moments are then those of its
    making), and to which no other row in the whole partnership points. What
    points to it, the database knows best: it is asked, and then nothing is done.
    """

    dependencies = [("people", "0004_died")]

    operations = [
        Function("people_unmeet", takes="person uuid, site uuid", returns="boolean", body=UNMEET, for_web=True)
    ]
