import django.db.models.deletion
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, WebMayOnly

IS_THE_OWNER = """(coalesce(current_setting('role', true), 'none') IN ('none', '') AND session_user = (
        SELECT tableowner FROM pg_tables
         WHERE schemaname = {schema} AND tablename = 'people_personkey'))"""

OWN_KEY = f"""
BEGIN
    IF (current_setting('app.partnership', true) IS DISTINCT FROM {{schema}}
        OR nullif(current_setting('app.user', true), '') IS NULL) AND NOT {IS_THE_OWNER} THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody acts here';
    END IF;
    IF made IS NOT NULL THEN
        INSERT INTO people_personkey (person_id, key_sealed)
        SELECT p.id, made FROM people_person p WHERE p.id = whose
        ON CONFLICT (person_id) DO NOTHING;
    END IF;
    RETURN (SELECT k.key_sealed FROM people_personkey k WHERE k.person_id = whose);
END
"""

FORGET = """
BEGIN
    IF current_setting('app.partnership', true) IS DISTINCT FROM {schema}
       OR NOT coalesce(
           whose = ANY (nullif(current_setting('people.found', true), '')::uuid[]), false) THEN
        RAISE insufficient_privilege USING MESSAGE = 'that person was not shown to be seen';
    END IF;
    DELETE FROM people_heldback WHERE person_id = whose;
    DELETE FROM people_opening WHERE person_id = whose;
    DELETE FROM people_openness WHERE person_id = whose;
    DELETE FROM people_personkey WHERE person_id = whose;
END
"""
"""Asked of somebody who is being forgotten altogether: their own key goes with the rest."""


class Migration(migrations.Migration):
    """What is kept of somebody's history is sealed under a key of their own, which forgetting destroys."""

    dependencies = [("people", "0170_kept_and_not_used")]

    operations = [
        migrations.CreateModel(
            name="PersonKey",
            fields=[
                ("person", models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE, primary_key=True,
                    related_name="own_key", serialize=False, to="people.person",
                )),
                ("key_sealed", models.BinaryField()),
            ],
        ),
        Wall("people_personkey", see="false"),
        WebMayOnly("people_personkey", never="ALL"),
        Function(
            "people_own_key", takes="whose uuid, made bytea", returns="bytea", body=OWN_KEY,
            for_web=True,
        ),
        Function(
            "people_forget_openings", takes="whose uuid", returns="void", body=FORGET, for_web=True
        ),
    ]
