import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0150_own_pages'),
        ('places', '0004_wall_before_photos'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('kind', models.TextField(choices=[('MESSAGE', 'A message'), ('WORST_DAY', 'My worst day'), ('OFFER', 'An offer of help')])),
                ('for_roles', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('called_sealed', models.BinaryField(blank=True, default=b'')),
                ('words_sealed', models.BinaryField(blank=True, default=b'')),
                ('reach_sealed', models.BinaryField(blank=True, default=b'')),
                ('times_sealed', models.BinaryField(blank=True, default=b'')),
                ('written_at', models.DateTimeField()),
                ('said_aloud', models.BooleanField(default=False)),
                ('look_by', models.DateTimeField()),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('holder_saw_at', models.DateTimeField(blank=True, null=True)),
                ('first_read_at', models.DateTimeField(blank=True, null=True)),
                ('louder_at', models.DateTimeField(blank=True, null=True)),
                ('late_told_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first_read_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Letterbox',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('takes_messages', models.BooleanField(default=True)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('read_within', models.PositiveSmallIntegerField()),
                ('louder_after', models.PositiveSmallIntegerField()),
                ('edited_at', models.DateTimeField(auto_now=True)),
                ('site', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.site')),
            ],
            options={
                'verbose_name_plural': 'letterboxes',
            },
        ),
        migrations.CreateModel(
            name='LetterLine',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('kind', models.TextField(choices=[('ANSWER', 'The hub answered'), ('MORE', 'They wrote more'), ('TAKEN', 'Read'), ('HANDED_ON', 'Handed on'), ('DONE', 'Nothing more is needed for now')])),
                ('at', models.DateTimeField()),
                ('words_sealed', models.BinaryField(blank=True, default=b'')),
                ('for_roles', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='letterbox.letter')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='OnDuty',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('from_at', models.DateTimeField()),
                ('until_at', models.DateTimeField()),
                ('put_down_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.site')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'on duty',
            },
        ),
        migrations.CreateModel(
            name='HowIAm',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('how', models.TextField(choices=[('WELL', 'Well'), ('OK', 'OK'), ('NOT_GREAT', 'Not great'), ('WORST_DAY', 'My worst day'), ('GROWING', 'Growing')])),
                ('words_sealed', models.BinaryField(blank=True, default=b'')),
                ('said_at', models.DateTimeField()),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'how I am',
                'indexes': [models.Index(fields=['person', '-said_at'], name='letterbox_how_of')],
            },
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(condition=models.Q(('done_at', None)), fields=['site', 'look_by'], name='letterbox_open'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['person', '-written_at'], name='letterbox_of'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['site', '-done_at'], name='letterbox_done'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_at', None), ('taken_by', None)), models.Q(('first_read_at__isnull', False), ('first_read_by__isnull', False), ('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='letterbox_taken_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at', None), ('done_by', None)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='letterbox_done_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'WORST_DAY'), models.Q(('words_sealed', b''), _negated=True), _connector='OR'), name='letterbox_says_something'),
        ),
        migrations.AddIndex(
            model_name='letterline',
            index=models.Index(fields=['letter', 'at'], name='letterbox_line_of'),
        ),
        migrations.AddIndex(
            model_name='onduty',
            index=models.Index(fields=['site', 'until_at'], name='letterbox_on_duty'),
        ),
        migrations.AddConstraint(
            model_name='onduty',
            constraint=models.CheckConstraint(condition=models.Q(('until_at__gte', models.F('from_at'))), name='letterbox_duty_ends_after_it_begins'),
        ),
    ]
