import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0187_known_taken_back'),
        ('places', '0004_wall_before_photos'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MeasureUsed',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('slug', models.TextField(unique=True)),
                ('is_used', models.BooleanField(default=True)),
                ('words', models.TextField(blank=True, default='')),
                ('edited_at', models.DateTimeField(auto_now=True)),
                ('edited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'measures used',
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('measure', models.TextField()),
                ('version', models.TextField()),
                ('given_on', models.DateField()),
                ('how', models.TextField(choices=[('DESK', 'Together with a worker'), ('PAPER', 'On paper, and typed in'), ('OWN_PAGE', 'On their own page'), ('LINK', 'By a link')])),
                ('is_total', models.BooleanField(default=False)),
                ('said_sealed', models.BinaryField(blank=True, default=b'')),
                ('came_to', models.JSONField(default=dict)),
                ('missing', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None)),
                ('made_up', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('came_for', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, size=None)),
                ('written_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ReadingBefore',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('was_sealed', models.BinaryField()),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='before', to='outcomes.reading')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NotNow',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('measure', models.SlugField(db_index=False)),
                ('said_on', models.DateField()),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'not now',
                'indexes': [models.Index(fields=['person', 'measure'], name='outcomes_not_now_of')],
            },
        ),
        migrations.AddIndex(
            model_name='reading',
            index=models.Index(models.F('person'), models.OrderBy(models.F('given_on'), descending=True), models.OrderBy(models.F('id'), descending=True), name='outcomes_reading_lately'),
        ),
        migrations.AddIndex(
            model_name='reading',
            index=models.Index(fields=['site', 'measure', 'given_on'], name='outcomes_reading_at'),
        ),
    ]
