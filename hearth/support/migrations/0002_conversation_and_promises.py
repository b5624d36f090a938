import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models

from hearth.people.migrations._standing import guard


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_layers_are_guarded'),
        ('places', '0004_wall_before_photos'),
        ('support', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConversationWording',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('part', models.TextField(choices=[('BRINGS', 'What brings you here?'), ('MATTERS', 'What matters to you?'), ('STRONG', 'What is strong in your life?'), ('ROUND_YOU', 'Who is round you?'), ('HELP', 'What would help?'), ('AGREE', 'What do we agree to do, and by when?')])),
                ('words_sealed', models.BinaryField(blank=True, default=b'')),
                ('note_sealed', models.BinaryField(blank=True, default=b'')),
                ('written_at', models.DateTimeField()),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConversationPart',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('part', models.TextField(choices=[('BRINGS', 'What brings you here?'), ('MATTERS', 'What matters to you?'), ('STRONG', 'What is strong in your life?'), ('ROUND_YOU', 'Who is round you?'), ('HELP', 'What would help?'), ('AGREE', 'What do we agree to do, and by when?')])),
                ('words_sealed', models.BinaryField(blank=True, default=b'')),
                ('note_sealed', models.BinaryField(blank=True, default=b'')),
                ('edited_at', models.DateTimeField()),
                ('edited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'part'), name='support_part_once')],
            },
        ),
        migrations.CreateModel(
            name='Promise',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('what_sealed', models.BinaryField()),
                ('due_on', models.DateField()),
                ('first_due_on', models.DateField()),
                ('times_carried', models.PositiveSmallIntegerField(default=0)),
                ('state', models.TextField(choices=[('OPEN', 'To do'), ('DONE', 'Done'), ('LET_GO', 'We agreed to leave it')], default='OPEN')),
                ('settled_on', models.DateField(blank=True, null=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('promised_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'OPEN')), fields=['promised_by', 'due_on'], name='support_promise_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_on', None), ('state', 'OPEN')), models.Q(models.Q(('state', 'OPEN'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='support_promise_is_settled_on_a_day')],
            },
        ),
        *guard("support_conversationpart", "SUPPORT"),
        *guard("support_conversationwording", "SUPPORT", only_added=True),
        *guard("support_promise", "SUPPORT"),
    ]
