import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.TextField(unique=True)),
                ('about', models.TextField()),
                ('site_ids', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('policy', models.TextField()),
                ('printed', models.JSONField()),
                ('ledger', models.JSONField()),
                ('counted', models.JSONField()),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['-recorded_at'], name='publishing_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='publishing_days_in_order')],
            },
        ),
    ]
