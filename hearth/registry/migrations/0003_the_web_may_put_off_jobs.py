from django.db import migrations

TABLES = (
    "procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers"
)
NUMBERS = (
    "procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq, "
    "procrastinate_workers_id_seq"
)


class Migration(migrations.Migration):
    """
    The web puts jobs off, and the job worker, which is the same role, does them.

    Procrastinate's tables are made before 0002 says what the web may do with the tables to come.
    They are shared by all partnerships, and hold ids and the names of schemas; nobody's name.
    """

    dependencies = [
        ("registry", "0002_what_the_web_may_touch"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [
        migrations.RunSQL(
            [
                f"GRANT SELECT, INSERT, UPDATE, DELETE ON {TABLES} TO hearth_web",
                f"GRANT USAGE ON SEQUENCE {NUMBERS} TO hearth_web",
            ],
            [
                f"REVOKE ALL ON {TABLES} FROM hearth_web",
                f"REVOKE ALL ON SEQUENCE {NUMBERS} FROM hearth_web",
            ],
        ),
    ]
