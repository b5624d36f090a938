import django.contrib.postgres.fields
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among, is_actor
from hearth.people.migrations._standing import OPENED, SHARED_WITH_ME, TRIGGER

HEARTH_ITSELF = "nullif(current_setting('app.user', true), '')::uuid = '00000000-0000-7000-8000-000000000001'"
"""SQL: nobody is acting but the timer (places.timer)."""

IS_OPEN = f"({SHARED_WITH_ME} OR {among('person_id', OPENED)})"
NOT_A_COLLEAGUES = f"(their_sign_in_id IS NULL OR {among('person_id', OPENED)})"
NOT_MINE = f"(their_sign_in_id IS NULL OR NOT ({is_actor('their_sign_in_id')}))"
READS = (
    f"{HEARTH_ITSELF} OR ({among('site_id', 'people.see')}) AND {NOT_MINE} AND ({is_actor('asked_by_id')}"
    f" OR (of_team OR {IS_OPEN}) AND {NOT_A_COLLEAGUES})"
)

STAND = """
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.layer := OLD.layer; NEW.of_team := NEW.of_team AND OLD.of_team;
    END IF;
    IF NEW.person_id IS NULL THEN
        NEW.layer := ''; NEW.of_team := true;
    END IF;
    SELECT o.open_to, o.open_till, o.closes_on INTO NEW.open_to, NEW.open_till, NEW.closes_on
      FROM people_openness o WHERE o.person_id = NEW.person_id AND o.layer = NEW.layer;
    IF FOUND THEN
        NEW.of_team := false;
    ELSE
        NEW.open_to := '{}'; NEW.open_till := '{}'; NEW.closes_on := NULL;
    END IF;
    NEW.their_sign_in_id := (SELECT p.worker_id FROM people_person p WHERE p.id = NEW.person_id);
    RETURN NEW;
END
"""
"""Said before a message is written: whatever the statement says of these columns. What is shared once is the
team's no more; of somebody forgotten nothing is left that could be read."""

REMINDERS = """
UPDATE outgoing_outgoingmessage m
   SET layer = 'SUPPORT', of_team = NOT EXISTS (
       SELECT FROM people_sharing s WHERE s.person_id = m.person_id AND 'SUPPORT' = ANY (s.layers))
 WHERE m.template = 'meeting' AND m.person_id IS NOT NULL
"""


class Migration(migrations.Migration):
    """
    What is sent to somebody may be of a layer of their record: a reminder of a meeting is of their support,
    and read by those with whom they share it, and by whoever asked for it. The trigger has the name by which
    people finds what a sharing opens and closes.
    """

    dependencies = [("outgoing", "0005_reminders"), ("people", "0010_layers_are_guarded")]

    operations = [
        migrations.AddField(
            model_name="outgoingmessage",
            name="layer",
            field=models.TextField(blank=True, choices=[('HELLO', 'Hello: my name, and how to welcome me'), ('ABOUT', 'About me: what matters to me, and how to reach me'), ('CIRCLE', 'My circle: the people round me'), ('PLAN', 'My stay-well plan'), ('SUPPORT', 'My support: what we do together')], default=""),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="of_team",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="open_to",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="open_till",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="closes_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="outgoingmessage",
            name="their_sign_in_id",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="outgoingmessage",
            name="reasons",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('DIED', 'They have died'), ('OBJECTED', 'They want no messages'), ('ASK_ELSEWHERE', 'Ask them first: they may not want messages, or not this way'), ('NO_WAY', 'No way to contact them is written down'), ('NOT_ASKED', 'They have not been asked whether it is safe'), ('ASK_FIRST', 'It is safe only after asking them'), ('NOT_SAFE', 'It is not safe for them'), ('LARGE_PRINT', 'They need large print'), ('EASY_READ', 'They need Easy Read'), ('BRAILLE', 'They need braille'), ('AUDIO', 'They need audio, not print'), ('READ_ALOUD', 'They need it read aloud'), ('BSL', 'They need British Sign Language'), ('INTERPRETER', 'They need it in their own language'), ('NO_PHONE_CALLS', 'It asks them to ring, and they need no phone calls'), ('NO_MAIL_SERVICE', 'No email service is set up here'), ('NO_TEXT_SERVICE', 'No text service is set up here'), ('NO_LINKS', 'There are no private links here yet'), ('NOT_LISTED', 'The public does not see the entry any more'), ('NOT_NEUTRAL', 'The sender or the subject would give away what it is about'), ('COULD_NOT_SEND', 'The email service did not take it'), ('NOT_NEEDED', 'It is not needed any more'), ('NOT_SHARED', 'They share their support with whom they were to meet no more'), ('NOT_HERE', 'Whoever they were to meet does not work here any more'), ('UNSURE', 'It may have gone: something stopped while it was being sent')]), blank=True, default=list, size=None),
        ),
        migrations.RunSQL(REMINDERS, migrations.RunSQL.noop),
        Function("outgoing_stand_on_message", takes="", returns="trigger", body=STAND, as_owner=True),
        migrations.RunSQL(
            f"CREATE TRIGGER {TRIGGER} BEFORE INSERT OR UPDATE ON outgoing_outgoingmessage FOR EACH ROW"
            " EXECUTE FUNCTION outgoing_stand_on_message()",
            f"DROP TRIGGER {TRIGGER} ON outgoing_outgoingmessage",
        ),
        migrations.RunSQL(
            "UPDATE outgoing_outgoingmessage SET person_id = person_id WHERE person_id IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        Wall(
            "outgoing_outgoingmessage",
            see=READS,
            add=f"({among('site_id', 'people.see', 'people.greet')}) AND (asked_by_id IS NULL OR {is_actor('asked_by_id')})",
            change=READS,
        ),
    ]
