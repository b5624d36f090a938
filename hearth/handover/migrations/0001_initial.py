import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.walls import Wall, WebMayOnly, among, is_actor
from hearth.people.migrations._standing import StandsOnRow, is_open

HERE = among("site_id", "handover.hand_over")
KEEPS = among("site_id", "places.keep")
READS = f"(person_id IS NULL AND ({HERE})) OR (person_id IS NOT NULL AND ({is_open()}))"
FORGETS = among("person_id", "people.found")


def only_added(table, who, *, see=HERE, add=HERE):
    """What a worker did, in their own name: read where they hand over, and never changed."""
    return [
        Wall(table, see=see, add=f"({add}) AND {is_actor(who)}"),
        WebMayOnly(table, never="UPDATE, DELETE, TRUNCATE"),
    ]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0120_who_decided_that_it_stops'),
        ('places', '0004_wall_before_photos'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BoardLine',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('what_sealed', models.BinaryField()),
                ('due_at', models.DateTimeField()),
                ('state', models.TextField(choices=[('OPEN', 'To do'), ('DONE', 'Done')], default='OPEN')),
                ('kind', models.TextField(choices=[('TO_DO', 'Something to do'), ('MAY_COME', 'Somebody said they may come'), ('BUILDING', 'Something about the building')])),
                ('written_at', models.DateTimeField()),
                ('came', models.TextField(choices=[('WRITTEN', 'Written'), ('TAKEN', 'Taken over'), ('GIVEN', 'Handed over'), ('NOBODY', 'Put down: nobody has it'), ('CARRIED', 'Carried on'), ('CHANGED', 'Put right'), ('DONE', 'Done'), ('AGAIN', 'Not done after all')], default='WRITTEN')),
                ('came_at', models.DateTimeField()),
                ('times', models.PositiveIntegerField(default=1)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('lasted_long', models.BooleanField(default=False)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='BoardLineOnce',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('what_sealed', models.BinaryField()),
                ('due_at', models.DateTimeField()),
                ('state', models.TextField(choices=[('OPEN', 'To do'), ('DONE', 'Done')], default='OPEN')),
                ('number', models.PositiveIntegerField()),
                ('came', models.TextField(choices=[('WRITTEN', 'Written'), ('TAKEN', 'Taken over'), ('GIVEN', 'Handed over'), ('NOBODY', 'Put down: nobody has it'), ('CARRIED', 'Carried on'), ('CHANGED', 'Put right'), ('DONE', 'Done'), ('AGAIN', 'Not done after all')])),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='onces', to='handover.boardline')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
        ),
        migrations.CreateModel(
            name='HandedOver',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ShiftPattern',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('changes', django.contrib.postgres.fields.ArrayField(base_field=models.TimeField(), size=None)),
                ('set_at', models.DateTimeField()),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
        ),
        migrations.CreateModel(
            name='TookOver',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('handed', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken', to='handover.handedover')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
        ),
        migrations.AddIndex(
            model_name='boardline',
            index=models.Index(fields=['site', 'written_at'], name='handover_line_written'),
        ),
        migrations.AddIndex(
            model_name='boardline',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['site', 'due_at'], name='handover_line_open'),
        ),
        migrations.AddIndex(
            model_name='boardline',
            index=models.Index(condition=models.Q(('lasted_long', True)), fields=['site', 'ended_at'], name='handover_line_long'),
        ),
        migrations.AddConstraint(
            model_name='boardline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'OPEN')), models.Q(('ended_at__isnull', False), ('state', 'DONE')), _connector='OR'), name='handover_line_ends_when_it_is_done'),
        ),
        migrations.AddConstraint(
            model_name='boardline',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at', None), ('lasted_long', True), ('ended_at__lte', django.db.models.expressions.CombinedExpression(models.F('written_at'), '+', models.Value(datetime.timedelta(days=31)))), _connector='OR'), name='handover_line_says_that_it_lasted'),
        ),
        migrations.AddConstraint(
            model_name='boardlineonce',
            constraint=models.UniqueConstraint(fields=('line', 'number'), name='handover_line_once'),
        ),
        migrations.AddIndex(
            model_name='handedover',
            index=models.Index(fields=['site', 'at'], name='handover_handed_at'),
        ),
        migrations.AddIndex(
            model_name='shiftpattern',
            index=models.Index(fields=['site', 'set_at'], name='handover_pattern_at'),
        ),
        migrations.AddIndex(
            model_name='tookover',
            index=models.Index(fields=['site', 'at'], name='handover_took_at'),
        ),
        StandsOnRow("handover_boardline", layer="SUPPORT"),
        StandsOnRow("handover_boardlineonce", layer="SUPPORT"),
        Wall(
            "handover_boardline",
            see=READS,
            add=f"({HERE}) AND ({READS}) AND {is_actor('written_by_id')}",
            change=READS,
            remove=FORGETS,
        ),
        Wall(
            "handover_boardlineonce",
            see=READS,
            add=f"({HERE}) AND ({READS}) AND {is_actor('by_id')}",
            remove=FORGETS,
        ),
        WebMayOnly("handover_boardlineonce", never="UPDATE, TRUNCATE"),
        *only_added("handover_handedover", "by_id"),
        *only_added("handover_tookover", "by_id"),
        *only_added("handover_shiftpattern", "set_by_id", see=f"{HERE} OR {KEEPS}", add=KEEPS),
    ]
