import django.db.models.deletion
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among
from hearth.introductions.migrations._incoming import FRESH, READS, REMOVES, STANDS
from hearth.people.migrations._agreed import is_agreed
from hearth.people.migrations._standing import TODAY

STAND = f"""
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.of_team := NEW.of_team AND OLD.of_team;
        NEW.about_id := OLD.about_id;
    ELSE
        NEW.about_id := NULL;
    END IF;
    SELECT o.open_to, o.open_till, o.closes_on INTO NEW.open_to, NEW.open_till, NEW.closes_on
      FROM people_openness o WHERE o.person_id = NEW.person_id AND o.layer = 'SUPPORT';
    IF NOT FOUND THEN
        NEW.open_to := '{{}}'; NEW.open_till := '{{}}'; NEW.closes_on := NULL;
    END IF;
    IF NEW.of_team AND NEW.person_id IS NOT NULL AND {is_agreed("'SUPPORT'")} THEN
        NEW.of_team := false;
    END IF;
    NEW.their_sign_in_id := (SELECT p.worker_id FROM people_person p WHERE p.id = NEW.person_id);
    IF NEW.person_id IS NOT NULL THEN
        NEW.about_id := NULL;
    ELSIF NEW.about_id IS NULL THEN
        NEW.about_id := (SELECT x.person_id FROM introductions_introduction x
                          WHERE x.id = NEW.introduction_id);
    END IF;
    NEW.over := EXISTS (SELECT FROM people_person p
                         WHERE p.id IN (NEW.person_id, NEW.about_id)
                           AND p.died_recorded_at IS NOT NULL);
    RETURN NEW;
END
"""
"""Who was introduced from another hub of ours is written by the database alone, and stays once the introduction
itself is erased; until somebody says whose record it is, at the hub that was asked."""

NOTED = """
BEGIN
    UPDATE introductions_incoming SET their_sign_in_id = NULL
     WHERE person_id = NEW.id OR about_id = NEW.id;
    RETURN NULL;
END
"""
"""What is set is not what is written: introductions_stand_on_incoming says it as it is."""

FOLLOWS = f"""
BEGIN
    UPDATE introductions_incoming
       SET stands = CASE WHEN NEW.state = 'MET' THEN 'MET' ELSE 'RATHER_NOT' END,
           ended_on = {TODAY}, next_on = NULL, edited_at = now()
     WHERE introduction_id = NEW.id AND ended_on IS NULL;
    RETURN NULL;
END
"""

WORKS_HERE = (
    "AFTER UPDATE OF worker_id, died_recorded_at ON people_person FOR EACH ROW"
    " WHEN (NEW.worker_id IS DISTINCT FROM OLD.worker_id"
    " OR NEW.died_recorded_at IS DISTINCT FROM OLD.died_recorded_at)"
    " EXECUTE FUNCTION introductions_worker_noted()"
)
STOPS = (
    "AFTER UPDATE OF state ON introductions_introduction FOR EACH ROW"
    " WHEN (NEW.state IN ('MET', 'STOPPED', 'OTHER_WAY', 'COULD_NOT'))"
    " EXECUTE FUNCTION introductions_incoming_follows()"
)
STOOD, TABLE, STANDS_ON = STANDS

ALREADY = f"""
    UPDATE introductions_incoming i
       SET stands = CASE WHEN x.state IS NULL THEN i.stands ELSE 'MET' END,
           ended_on = CASE WHEN x.state IS NULL THEN i.ended_on ELSE {TODAY} END,
           next_on = CASE WHEN x.state IS NULL THEN i.next_on END
      FROM introductions_incoming same
      LEFT JOIN introductions_introduction x
             ON x.id = same.introduction_id AND x.state = 'MET' AND same.ended_on IS NULL
     WHERE same.id = i.id AND (i.person_id IS NOT NULL OR i.introduction_id IS NOT NULL)
"""
"""Every row says anew whom it is about; and those who have met long since wait for nobody."""


class Migration(migrations.Migration):
    """
    Somebody introduced to a hub of ours is theirs there too: it is erased by whoever holds it, and told them. They
    have met, or have died: then nobody waits for them.
    """

    dependencies = [
        ("introductions", "0047_rung_not_left_to_a_link"),
        ("people", "0180_keys_of_their_own"),
    ]

    operations = [
        migrations.AddField(
            model_name="incoming",
            name="about",
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"),
        ),
        migrations.AddField(
            model_name="incoming",
            name="over",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="incoming",
            name="stands",
            field=models.TextField(choices=[('NEW', 'Waits for somebody to take it'), ('TAKEN', 'Somebody looks after it'), ('HELLO', 'We have said hello'), ('WELCOMED', 'They have been welcomed'), ('RATHER_NOT', 'They would rather not, for now'), ('MET', 'They have met')], default='NEW'),
        ),
        migrations.RemoveConstraint(model_name="incoming", name="introductions_incoming_goes_on"),
        migrations.AddConstraint(
            model_name="incoming",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('next_on', None), ('stands__in', ('WELCOMED', 'RATHER_NOT', 'MET'))), models.Q(models.Q(('stands__in', ('WELCOMED', 'RATHER_NOT', 'MET')), _negated=True), ('ended_on', None), ('next_on__isnull', False)), _connector='OR'), name='introductions_incoming_goes_on'),
        ),
        *(
            migrations.RunSQL(f"DROP TRIGGER {name} ON {table}", migrations.RunSQL.noop)
            for name, table in (
                (STOOD, TABLE),
                ("introductions_incoming_goes", "introductions_introduction"),
                ("introductions_incoming_stops", "introductions_introduction"),
                ("introductions_person_works_here", "people_person"),
            )
        ),
        Function("introductions_stand_on_incoming", takes="", returns="trigger", body=STAND, as_owner=True),
        Function("introductions_incoming_follows", takes="", returns="trigger", body=FOLLOWS, as_owner=True),
        Function("introductions_worker_noted", takes="", returns="trigger", body=NOTED, as_owner=True),
        *(
            migrations.RunSQL(f"CREATE TRIGGER {name} {rule}", migrations.RunSQL.noop)
            for name, rule in (
                (STOOD, STANDS_ON),
                ("introductions_incoming_stops", STOPS),
                ("introductions_person_works_here", WORKS_HERE),
            )
        ),
        Wall(
            "introductions_incoming",
            see=READS,
            add=FRESH,
            change=READS,
            becomes=among("site_id", "people.change"),
            remove=f"({REMOVES}) OR ({among('about_id', 'people.found')})",
        ),
        migrations.RunSQL(ALREADY, migrations.RunSQL.noop),
    ]
