import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, among, holds, is_actor
from hearth.introductions.migrations._other_side import NOT_HERE
from hearth.people.migrations._standing import OPENED

COLLEAGUES = (
    f"(their_sign_in_id IS NULL OR (NOT ({is_actor('their_sign_in_id')})"
    f" AND ({among('person_id', OPENED)})))"
)
OF_THE_TEAM = f"({among('site_id', 'people.change')}) AND {COLLEAGUES}"
"""SQL: the reader supports people at that hub, and it is not about themselves or a colleague."""
FRESH = "stands = 'NEW' AND owner_id IS NULL AND person_id IS NULL AND their_sign_in_id IS NULL"
BY_WHOEVER = f"introduced_by_id IS NULL OR ({is_actor('introduced_by_id')})"

STAND = """
BEGIN
    NEW.their_sign_in_id := (SELECT p.worker_id FROM people_person p WHERE p.id = NEW.person_id);
    RETURN NEW;
END
"""
WORKER_NOTED = """
BEGIN
    UPDATE introductions_incoming SET their_sign_in_id = NULL WHERE person_id = NEW.id;
    RETURN NULL;
END
"""
"""What is set is not what is written: introductions_stand_on_incoming says it as it is."""
HEARD = f"""
BEGIN
    IF {NOT_HERE} THEN RETURN; END IF;
    RETURN QUERY
    SELECT i.id, i.site_id, i.recorded_at, i.name_sealed,
           ARRAY(SELECT each FROM unnest(i.may_hear) AS each
                  WHERE each = 'HELLO' AND i.stands IN ('HELLO', 'WELCOMED')
                     OR each = 'WELCOMED' AND i.stands = 'WELCOMED')
      FROM introductions_incoming i
     WHERE i.token_hash = token
        OR (token IS NULL AND coalesce({holds('people.see_shared')}, false)
            AND i.came = 'PARTNER' AND {is_actor('i.introduced_by_id')})
     ORDER BY i.id DESC LIMIT 50;
END
"""
CAME_IN = """
BEGIN
    INSERT INTO foundation_told (id, at, what, about_id)
    VALUES (gen_random_uuid(), now(), 'introductions.came_in', NEW.id);
    RETURN NULL;
END
"""
TRIGGERS = {
    "introductions_incoming_is_told": (
        "introductions_incoming",
        "AFTER INSERT ON introductions_incoming FOR EACH ROW"
        " EXECUTE FUNCTION introductions_came_in()",
    ),
    "introductions_incoming_stands": (
        "introductions_incoming",
        "BEFORE INSERT OR UPDATE OF person_id, their_sign_in_id ON introductions_incoming"
        " FOR EACH ROW EXECUTE FUNCTION introductions_stand_on_incoming()",
    ),
    "introductions_person_works_here": (
        "people_person",
        "AFTER UPDATE OF worker_id ON people_person FOR EACH ROW"
        " WHEN (NEW.worker_id IS DISTINCT FROM OLD.worker_id)"
        " EXECUTE FUNCTION introductions_worker_noted()",
    ),
}


class Migration(migrations.Migration):
    """Somebody is introduced to a hub: by a partner, by a form, or on paper."""

    dependencies = [
        ('introductions', '0011_other_side'),
        ('people', '0120_who_decided_that_it_stops'),
        ('places', '0004_wall_before_photos'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Incoming',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('came', models.TextField(choices=[('PARTNER', 'From a partner’s own page'), ('FORM', 'By the form that anybody can use'), ('PAPER', 'On paper, or told to us')])),
                ('introducer_sealed', models.BinaryField()),
                ('reply_to_sealed', models.BinaryField(blank=True, default=b'')),
                ('name_sealed', models.BinaryField()),
                ('safe_way', models.TextField(choices=[('RING', 'Ring them'), ('TEXT', 'Send a text message'), ('EMAIL', 'Send an email'), ('LETTER', 'Send a letter'), ('THROUGH_US', 'Only through whoever introduces them'), ('COMES', 'Not at all: they come by themselves')])),
                ('where_sealed', models.BinaryField(blank=True, default=b'')),
                ('when_sealed', models.BinaryField(blank=True, default=b'')),
                ('hope_sealed', models.BinaryField(blank=True, default=b'')),
                ('agreed_how', models.TextField(choices=[('TOGETHER', 'We write this together'), ('ASKED', 'They asked for it, and know what is written here'), ('SIGNED', 'They signed a paper')])),
                ('may_hear', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('HELLO', 'That we have said hello to them'), ('WELCOMED', 'That they have been welcomed')]), blank=True, default=list, size=None)),
                ('stands', models.TextField(choices=[('NEW', 'Waits for somebody to take it'), ('TAKEN', 'Somebody looks after it'), ('HELLO', 'We have said hello'), ('WELCOMED', 'They have been welcomed'), ('RATHER_NOT', 'They would rather not, for now')], default='NEW')),
                ('next_step_sealed', models.BinaryField(blank=True, default=b'')),
                ('next_on', models.DateField(blank=True, null=True)),
                ('story_sealed', models.BinaryField(blank=True, default=b'')),
                ('their_sign_in_id', models.UUIDField(editable=False, null=True)),
                ('token_hash', models.BinaryField(blank=True, null=True, unique=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('edited_at', models.DateTimeField(auto_now=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('introduced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='brought_to_us', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_on', None)), fields=['site', 'next_on'], name='introductions_come_in')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('next_on', None), ('stands__in', ('WELCOMED', 'RATHER_NOT'))), models.Q(models.Q(('stands__in', ('WELCOMED', 'RATHER_NOT')), _negated=True), ('ended_on', None), ('next_on__isnull', False)), _connector='OR'), name='introductions_incoming_goes_on'), models.CheckConstraint(condition=models.Q(('stands', 'NEW'), ('owner__isnull', False), _connector='OR'), name='introductions_incoming_has_an_owner')],
            },
        ),
        Function(
            "introductions_stand_on_incoming", takes="", returns="trigger", body=STAND, as_owner=True
        ),
        Function(
            "introductions_worker_noted", takes="", returns="trigger", body=WORKER_NOTED,
            as_owner=True,
        ),
        Function("introductions_came_in", takes="", returns="trigger", body=CAME_IN, as_owner=True),
        Function(
            "introductions_heard", takes="token bytea", body=HEARD, for_web=True,
            returns="TABLE(id uuid, site uuid, at timestamptz, name bytea, said text[])",
        ),
        *(
            migrations.RunSQL(f"CREATE TRIGGER {name} {rule}", f"DROP TRIGGER {name} ON {table}")
            for name, (table, rule) in TRIGGERS.items()
        ),
        Wall(
            "introductions_incoming",
            see=OF_THE_TEAM,
            add=f"({BY_WHOEVER}) AND {FRESH}",
            change=OF_THE_TEAM,
            becomes=among("site_id", "people.change"),
            remove=among("person_id", "people.found"),
        ),
    ]
