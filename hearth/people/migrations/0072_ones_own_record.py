from django.db import migrations

from hearth.foundation.functions import Function

OWN = """
BEGIN
    RETURN (
        SELECT coalesce(array_agg(p.id), '{}') FROM people_person p
         WHERE current_setting('app.partnership', true) = {schema}
           AND p.worker_id = nullif(current_setting('app.user', true), '')::uuid
    );
END
"""


class Migration(migrations.Migration):
    """Which record is the reader's own, so that the trail can leave it out: nobody sees its row."""

    dependencies = [("people", "0071_whose_answers_are_closed")]

    operations = [
        Function(
            "people_own_records", takes="", returns="uuid[]", body=OWN, for_web=True,
            settings="STABLE",
        ),
    ]  # fmt: skip
