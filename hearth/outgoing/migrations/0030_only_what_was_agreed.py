from django.db import migrations

from hearth.foundation.functions import Function
from hearth.people.migrations._agreed import is_agreed
from hearth.people.migrations._standing import TRIGGER

DROP = f"DROP TRIGGER {TRIGGER} ON outgoing_outgoingmessage"
MAKE = (
    f"CREATE TRIGGER {TRIGGER} BEFORE INSERT OR UPDATE ON outgoing_outgoingmessage FOR EACH ROW"
    " EXECUTE FUNCTION outgoing_stand_on_message()"
)

STAND = f"""
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.layer := OLD.layer; NEW.of_team := NEW.of_team AND OLD.of_team;
    END IF;
    IF NEW.person_id IS NULL THEN
        NEW.layer := ''; NEW.of_team := true;
    END IF;
    SELECT o.open_to, o.open_till, o.closes_on INTO NEW.open_to, NEW.open_till, NEW.closes_on
      FROM people_openness o WHERE o.person_id = NEW.person_id AND o.layer = NEW.layer;
    IF NOT FOUND THEN
        NEW.open_to := '{{}}'; NEW.open_till := '{{}}'; NEW.closes_on := NULL;
    END IF;
    IF NEW.of_team AND NEW.layer <> '' AND {is_agreed("NEW.layer")} THEN
        NEW.of_team := false;
    END IF;
    NEW.their_sign_in_id := (SELECT p.worker_id FROM people_person p WHERE p.id = NEW.person_id);
    RETURN NEW;
END
"""
"""Said before a message is written: whatever the statement says of these columns. What they agreed once to
share is the team's no more; of somebody forgotten nothing is left that could be read."""

GIVEN_BACK = """
UPDATE outgoing_outgoingmessage m SET of_team = true
  FROM people_person p
 WHERE p.id = m.person_id AND NOT m.of_team AND m.layer <> '' AND m.site_id = ANY (p.known_at)
   AND p.worker_id IS NULL
   AND EXISTS (SELECT FROM people_sharing s
                WHERE s.person_id = p.id AND s.basis <> '' AND m.layer = ANY (s.layers))
   AND NOT EXISTS (SELECT FROM people_sharing s
                    WHERE s.person_id = p.id AND s.basis = '' AND m.layer = ANY (s.layers))
"""
"""What was taken from the team by a sharing that nobody agreed to, while no trigger says otherwise."""


class Migration(migrations.Migration):
    """A message of a layer leaves the team when the person agrees to share that, and for no other reason."""

    dependencies = [
        ("outgoing", "0020_not_by_having_asked"),
        ("people", "0080_agreed_before"),
    ]

    operations = [
        migrations.RunSQL(DROP, migrations.RunSQL.noop),
        migrations.RunSQL(GIVEN_BACK, migrations.RunSQL.noop),
        Function("outgoing_stand_on_message", takes="", returns="trigger", body=STAND, as_owner=True),
        migrations.RunSQL(MAKE, DROP),
    ]
