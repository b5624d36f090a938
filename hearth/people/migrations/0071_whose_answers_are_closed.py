from django.db import migrations

from hearth.foundation.functions import Function

CLOSED = """
BEGIN
    RETURN EXISTS (
        SELECT FROM people_person p
         WHERE p.id = whose AND current_setting('app.partnership', true) = {schema}
           AND nullif(current_setting('app.user', true), '') IS NOT NULL
           AND (p.worker_id = nullif(current_setting('app.user', true), '')::uuid
                OR (p.worker_id IS NOT NULL AND NOT coalesce(
                    p.id = ANY (nullif(current_setting('people.opened', true), '')::uuid[]), false)))
    );
END
"""


class Migration(migrations.Migration):
    """
    Whether somebody's record is the reader's own, or a colleague's that was not opened for a reason.

    Nobody sees the row of a record that is their own, so only the owner can say whose it is.
    """

    dependencies = [("people", "0070_sharings_held_back")]

    operations = [
        Function(
            "people_closed_as_a_workers", takes="whose uuid", returns="boolean", body=CLOSED,
            for_web=True, settings="STABLE",
        ),
    ]  # fmt: skip
