from django.db import migrations

from hearth.foundation.functions import Function

IS_THE_OWNER = """(coalesce(current_setting('role', true), 'none') IN ('none', '') AND session_user = (
        SELECT tableowner FROM pg_tables
         WHERE schemaname = {schema} AND tablename = 'people_personkey'))"""

OWN_KEYS = f"""
BEGIN
    IF (current_setting('app.partnership', true) IS DISTINCT FROM {{schema}}
        OR nullif(current_setting('app.user', true), '') IS NULL) AND NOT {IS_THE_OWNER} THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody acts here';
    END IF;
    IF made IS NOT NULL THEN
        INSERT INTO people_personkey (person_id, key_sealed)
        SELECT p.id, m.key FROM unnest(whose, made) AS m (id, key) JOIN people_person p ON p.id = m.id
         WHERE NOT EXISTS (SELECT FROM people_personkey k WHERE k.person_id = p.id)
         ORDER BY p.id
        ON CONFLICT (person_id) DO NOTHING;
    END IF;
    RETURN QUERY
    SELECT k.person_id, k.key_sealed FROM people_personkey k WHERE k.person_id = ANY (whose);
END
"""
"""As people_own_key, of many: in one order, so that no two who make them wait on each other."""


class Migration(migrations.Migration):
    """A page that reads what is kept of many people asks for their own keys once."""

    dependencies = [("people", "0185_carers_views")]

    operations = [
        Function(
            "people_own_keys", takes="whose uuid[], made bytea[]", body=OWN_KEYS, for_web=True,
            returns="TABLE(person uuid, key bytea)",
        ),
    ]
