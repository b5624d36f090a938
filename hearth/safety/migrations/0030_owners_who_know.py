from django.db import migrations

BEFORE = "SELECT applied FROM django_migrations WHERE app = 'safety' AND name = '0020_owner_hears'"


def seen(table: str, entries: str, which: str) -> str:
    """Return SQL: whoever looks after it had it in hand before anybody asked if they had seen it."""
    handed = (
        f"(SELECT max(e.recorded_at) FROM {entries} e WHERE e.{which} = r.id"
        " AND e.kind = 'HANDED_OVER' AND e.noted_by_id <> r.owner_id)"
    )
    since = f"coalesce({handed}, '-infinity')"
    return f"""
        UPDATE {table} r SET owner_saw_at = now()
         WHERE r.owner_saw_at IS NULL AND r.recorded_at < ({BEFORE})
           AND ((r.written_by_id = r.owner_id AND {handed} IS NULL)
                OR EXISTS (SELECT FROM {entries} e WHERE e.{which} = r.id
                              AND e.noted_by_id = r.owner_id AND e.recorded_at > {since})
                OR EXISTS (SELECT FROM foundation_auditline a
                            WHERE a.subject_id = r.id AND a.actor_id = r.owner_id
                              AND a.verb = 'opened' AND a.at > {since}))
    """  # noqa: S608 (names are our own)


class Migration(migrations.Migration):
    """
    What somebody looked after before Hearth asked if they had seen it is not loud as new.

    They wrote it down, wrote in it or opened it, since it was last handed to them. Of the others nobody
    knows, and it stays loud until it is opened.
    """

    dependencies = [
        ("safety", "0020_owner_hears"),
        ("foundation", "0002_trail_is_only_added_to"),
    ]

    operations = [
        migrations.RunSQL(
            seen("safety_worry", "safety_worrycheck", "worry_id"), migrations.RunSQL.noop
        ),
        migrations.RunSQL(
            seen("safety_safetyconcern", "safety_concernentry", "concern_id"),
            migrations.RunSQL.noop,
        ),
    ]
