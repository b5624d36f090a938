import hearth.foundation.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='AccessLine',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('actor_id', models.UUIDField()),
                ('person_id', models.UUIDField()),
                ('page', models.TextField()),
                ('place_id', models.UUIDField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['person_id', 'at'], name='foundation_access_person')],
            },
        ),
        migrations.CreateModel(
            name='AuditLine',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('actor_id', models.UUIDField(null=True)),
                ('verb', models.TextField()),
                ('subject_type', models.TextField()),
                ('subject_id', models.UUIDField()),
                ('place_id', models.UUIDField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_id', 'at'], name='foundation_audit_subject')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('what', models.TextField()),
                ('about_id', models.UUIDField()),
                ('heard_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('heard_at__isnull', True)), fields=['at'], name='foundation_told_waiting')],
            },
        ),
    ]
