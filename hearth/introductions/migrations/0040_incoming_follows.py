import django.contrib.postgres.fields
from django.db import migrations, models

from hearth.foundation.walls import Wall, among
from hearth.introductions.migrations._incoming import (
    FOLLOW,
    FRESH,
    FUNCTIONS,
    READS,
    REMOVES,
    STANDS,
)

BEFORE = "introductions_incoming_stands"
EARLIER = (
    "BEFORE INSERT OR UPDATE OF person_id, their_sign_in_id ON introductions_incoming"
    " FOR EACH ROW EXECUTE FUNCTION introductions_stand_on_incoming()"
)

def trigger(name: str, table: str, rule: str) -> migrations.RunSQL:
    return migrations.RunSQL(f"CREATE TRIGGER {name} {rule}", f"DROP TRIGGER {name} ON {table}")

class Migration(migrations.Migration):
    """
    Who was introduced to a hub is read as their support is, once they agreed to share that. A hub of ours, or a
    colleague, is asked too, and answers. Whoever introduced somebody hears for sixty days.
    """

    dependencies = [("introductions", "0033_what_the_other_side_was_agreed"), ("people", "0180_keys_of_their_own")]

    operations = [
        migrations.AddField(
            model_name="incoming",
            name="of_team",
            field=models.BooleanField(default=True, editable=False),
        ),
        migrations.AddField(
            model_name="incoming",
            name="open_to",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name="incoming",
            name="open_till",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name="incoming",
            name="closes_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="incoming",
            name="introduction_id",
            field=models.UUIDField(blank=True, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="incoming",
            name="came",
            field=models.TextField(choices=[('PARTNER', 'From a partner’s own page'), ('FORM', 'By the form that anybody can use'), ('PAPER', 'On paper, or told to us'), ('OURS', 'From another hub of ours')]),
        ),
        migrations.RemoveConstraint(
            model_name="incoming", name="introductions_incoming_has_an_owner"
        ),
        migrations.AddConstraint(
            model_name="incoming",
            constraint=models.CheckConstraint(condition=models.Q(('stands', 'NEW'), ('owner__isnull', False), models.Q(('ended_on__isnull', False), ('introduction_id__isnull', False)), _connector='OR'), name='introductions_incoming_has_an_owner'),
        ),
        migrations.RunSQL(
            f"DROP TRIGGER {BEFORE} ON introductions_incoming",
            f"CREATE TRIGGER {BEFORE} {EARLIER}",
        ),
        *FUNCTIONS,
        trigger(*STANDS),
        *(trigger(*each) for each in FOLLOW),
        migrations.RunSQL(
            "UPDATE introductions_incoming SET person_id = person_id WHERE person_id IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        Wall(
            "introductions_incoming",
            see=READS,
            add=FRESH,
            change=READS,
            becomes=among("site_id", "people.change"),
            remove=REMOVES,
        ),
    ]
