import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.TextField(unique=True)),
                ('kind', models.TextField(choices=[('CHARITY', 'Charity'), ('NHS_TRUST', 'NHS trust'), ('NHS_BODY', 'Another NHS body'), ('COUNCIL', 'Council'), ('PRACTICE', 'GP practice'), ('PRIMARY_CARE_NETWORK', 'Primary care network'), ('SOCIAL_ENTERPRISE', 'Community interest company or social enterprise'), ('PARTNERSHIP', 'Partnership of organisations'), ('GROUP', 'Community group'), ('FAITH_GROUP', 'Faith group'), ('OTHER', 'Something else')], default='OTHER')),
                ('ods_code', models.TextField(blank=True, default='')),
                ('charity_number', models.TextField(blank=True, default='')),
                ('company_number', models.TextField(blank=True, default='')),
                ('website', models.TextField(blank=True, default='')),
                ('edited_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.TextField()),
                ('slug', models.SlugField(unique=True)),
                ('kind', models.TextField(choices=[('HUB', 'Hub'), ('SATELLITE', 'Satellite'), ('OUTREACH', 'Outreach stop'), ('CAFE', 'Evening café')], default='HUB')),
                ('tier', models.TextField(blank=True, choices=[('UNIVERSAL', 'Universal'), ('TARGETED', 'Targeted'), ('SPECIALIST', 'Specialist')], default='')),
                ('status', models.TextField(choices=[('PLANNED', 'Planned'), ('OPEN', 'Open')], default='OPEN')),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('target', models.TextField(blank=True, default='')),
                ('about', models.TextField(blank=True, default='')),
                ('address', models.TextField(blank=True, default='')),
                ('postcode', models.TextField(blank=True, default='')),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('neighbourhoods', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('primary_care_networks', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('phone', models.TextField(blank=True, default='')),
                ('always_open', models.BooleanField(default=False)),
                ('bank_holidays', models.TextField(choices=[('AS_USUAL', 'Open as usual'), ('CLOSED', 'Closed'), ('OWN_HOURS', 'Open at other times')], default='CLOSED')),
                ('step_free', models.BooleanField(blank=True, null=True)),
                ('toilet', models.BooleanField(blank=True, null=True)),
                ('accessible_toilet', models.BooleanField(blank=True, null=True)),
                ('quiet_space', models.BooleanField(blank=True, null=True)),
                ('private_rooms', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('hearing_loop', models.BooleanField(blank=True, null=True)),
                ('kettle', models.BooleanField(blank=True, null=True)),
                ('wifi', models.BooleanField(blank=True, null=True)),
                ('parking', models.TextField(blank=True, default='')),
                ('nearest_bus', models.TextField(blank=True, default='')),
                ('access_note', models.TextField(blank=True, default='')),
                ('wait_limit_minutes', models.PositiveSmallIntegerField(default=20)),
                ('edited_at', models.DateTimeField(auto_now=True)),
                ('part_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='satellites', to='places.site')),
                ('run_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sites', to='places.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Closure',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, default='')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closures', to='places.site')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gt', models.F('begins_at')), _connector='OR'), name='places_closure_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='OpeningSpell',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('weekday', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('opens', models.TimeField()),
                ('closes', models.TimeField()),
                ('weeks_of_month', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), blank=True, default=list, size=None)),
                ('every_weeks', models.PositiveSmallIntegerField(default=1)),
                ('counted_from', models.DateField(blank=True, null=True)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_until', models.DateField(blank=True, null=True)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spells', to='places.site')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__isnull', True), ('weekday__lte', 6), _connector='OR'), name='places_spell_weekday')],
            },
        ),
        migrations.CreateModel(
            name='DayException',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('opens', models.TimeField(blank=True, null=True)),
                ('closes', models.TimeField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, default='')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='places.site')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('closes__isnull', True), ('opens__isnull', True)), models.Q(('closes__isnull', False), ('opens__isnull', False)), _connector='OR'), name='places_exception_both_or_neither')],
            },
        ),
    ]
