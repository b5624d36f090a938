from django.db import migrations


class Migration(migrations.Migration):
    """
    What was noted of a record before is carried to those it was linked with.

    Where two of them say different sign-ins already, each keeps its own.
    """

    dependencies = [("people", "0110_linked_records_of_workers")]

    operations = [
        migrations.RunSQL(
            "SELECT people_carry_worker(p.id, p.worker_id) FROM people_person p"
            " WHERE p.worker_id IS NOT NULL ORDER BY p.id",
            migrations.RunSQL.noop,
        ),
    ]
