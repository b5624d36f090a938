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
        ('support', '0003_strands'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='KeepInTouch',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('in_person', models.BooleanField(default=False)),
                ('every_days', models.PositiveSmallIntegerField(choices=[(0, 'Once, and then we see'), (7, 'Every week'), (14, 'Every two weeks'), (28, 'Every four weeks'), (91, 'Every three months')], default=0)),
                ('next_on', models.DateField(blank=True, null=True)),
                ('if_no_answer_sealed', models.BinaryField()),
                ('try_again_days', models.PositiveSmallIntegerField(choices=[(1, 'The next day'), (3, 'After three days'), (7, 'After a week')], default=1)),
                ('agreed_on', models.DateField()),
                ('stopped_on', models.DateField(blank=True, null=True)),
                ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('says_hello', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('way_id', models.UUIDField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Hello',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('said_on', models.DateField()),
                ('due_on', models.DateField()),
                ('answered', models.BooleanField()),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('keep', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hellos', to='support.keepintouch')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='keepintouch',
            index=models.Index(condition=models.Q(('stopped_on__isnull', True)), fields=['says_hello', 'next_on'], name='support_keep_in_touch_of'),
        ),
        migrations.AddConstraint(
            model_name='keepintouch',
            constraint=models.UniqueConstraint(fields=('person',), name='support_keep_in_touch_once'),
        ),
        *guard("support_keepintouch", "SUPPORT"),
        *guard("support_hello", "SUPPORT"),
    ]
