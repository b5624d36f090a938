from django.db import migrations

from hearth.foundation.functions import Function
from hearth.people.migrations._agreed import is_agreed

DROP = "DROP TRIGGER then_leaves_the_team ON diary_meeting"
TRIGGER = (
    "CREATE TRIGGER then_leaves_the_team BEFORE INSERT OR UPDATE ON diary_meeting"
    " FOR EACH ROW EXECUTE FUNCTION diary_leaves_the_team()"
)

LEAVES_THE_TEAM = f"""
BEGIN
    IF NEW.of_team AND NEW.person_id IS NOT NULL AND {is_agreed("'SUPPORT'")} THEN
        NEW.of_team := false;
    END IF;
    RETURN NEW;
END
"""

GIVEN_BACK = """
UPDATE diary_meeting m SET of_team = true
  FROM people_person p
 WHERE p.id = m.person_id AND NOT m.of_team AND m.site_id = ANY (p.known_at) AND p.worker_id IS NULL
   AND EXISTS (SELECT FROM people_sharing s
                WHERE s.person_id = p.id AND s.basis <> '' AND 'SUPPORT' = ANY (s.layers))
   AND NOT EXISTS (SELECT FROM people_sharing s
                    WHERE s.person_id = p.id AND s.basis = '' AND 'SUPPORT' = ANY (s.layers))
"""
"""What was taken from the team by a sharing that nobody agreed to."""


class Migration(migrations.Migration):
    """A meeting leaves the team when the person agrees to share their support, and for no other reason."""

    dependencies = [
        ("diary", "0021_not_of_oneself"),
        ("people", "0080_agreed_before"),
    ]

    operations = [
        migrations.RunSQL(DROP, migrations.RunSQL.noop),
        Function(
            "diary_leaves_the_team", takes="", returns="trigger", body=LEAVES_THE_TEAM, as_owner=True
        ),
        migrations.RunSQL(TRIGGER, DROP),
        migrations.RunSQL(GIVEN_BACK, migrations.RunSQL.noop),
    ]
