from django.db import migrations, models

from hearth.foundation.functions import Anew
from hearth.introductions.migrations._incoming import FUNCTIONS

STOPS = (
    "AFTER UPDATE OF state ON introductions_introduction FOR EACH ROW"
    " WHEN (NEW.state <> OLD.state AND NEW.state IN ('MET', 'STOPPED', 'OTHER_WAY', 'COULD_NOT'))"
    " EXECUTE FUNCTION introductions_incoming_follows()"
)
ALREADY = """
    UPDATE introductions_incoming came SET stands = x.state
      FROM introductions_introduction x
     WHERE x.id = came.introduction_id AND came.stands = 'RATHER_NOT'
       AND x.state IN ('OTHER_WAY', 'COULD_NOT')
       AND NOT EXISTS (SELECT FROM introductions_introductionline l
                        WHERE l.introduction_id = x.id AND l.kind = 'NOT_NOW')
"""
"""That they would rather not, as a hub that was asked wrote itself, is a line of the story; so these ended without it."""


class Migration(migrations.Migration):
    """At a hub of ours that was asked it ends as it ended: another way was found, or it could not be done."""

    dependencies = [("introductions", "0060_it_did_not_fit")]

    operations = [
        migrations.AlterField(
            model_name="incoming",
            name="stands",
            field=models.TextField(choices=[('NEW', 'Waits for somebody to take it'), ('TAKEN', 'Somebody looks after it'), ('HELLO', 'We have said hello'), ('WELCOMED', 'They have been welcomed'), ('RATHER_NOT', 'They would rather not, for now'), ('MET', 'They have met'), ('OTHER_WAY', 'They found another way'), ('COULD_NOT', 'It could not be done')], default='NEW'),
        ),
        migrations.RemoveConstraint(model_name="incoming", name="introductions_incoming_goes_on"),
        migrations.AddConstraint(
            model_name="incoming",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('next_on', None), ('stands__in', ('WELCOMED', 'RATHER_NOT', 'MET', 'OTHER_WAY', 'COULD_NOT'))), models.Q(models.Q(('stands__in', ('WELCOMED', 'RATHER_NOT', 'MET', 'OTHER_WAY', 'COULD_NOT')), _negated=True), ('ended_on', None), ('next_on__isnull', False)), _connector='OR'), name='introductions_incoming_goes_on'),
        ),
        migrations.RunSQL(
            "DROP TRIGGER introductions_incoming_stops ON introductions_introduction",
            migrations.RunSQL.noop,
        ),
        *(
            Anew(each, digest="6f05ca6dcca2")
            for each in FUNCTIONS
            if each.name == "introductions_incoming_follows"
        ),
        migrations.RunSQL(
            f"CREATE TRIGGER introductions_incoming_stops {STOPS}", migrations.RunSQL.noop
        ),
        migrations.RunSQL(ALREADY, migrations.RunSQL.noop),
    ]
