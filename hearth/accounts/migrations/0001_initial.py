import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('username', models.TextField(unique=True)),
                ('name', models.TextField()),
                ('is_active', models.BooleanField(default=True)),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('works_for', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='workers', to='places.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                ('session_data', models.TextField(verbose_name='session data')),
                ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SignInTry',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('username', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['username', 'at'], name='accounts_sign_in_tries')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('role', models.TextField(choices=[('GREETER', 'Greeter'), ('TEAM_MEMBER', 'Team member'), ('HUB_MANAGER', 'Hub manager'), ('CONNECTOR', 'Connector'), ('PARTNER_WORKER', 'Partner worker'), ('NETWORK_LEAD', 'Network lead'), ('BOARD_MEMBER', 'Board member'), ('INFORMATION_GOVERNANCE_LEAD', 'Information governance lead'), ('SAFEGUARDING_LEAD', 'Safeguarding lead')])),
                ('from_on', models.DateField(blank=True, null=True)),
                ('until_on', models.DateField(blank=True, null=True)),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='places.site')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('from_on__isnull', True), ('until_on__isnull', True), ('until_on__gte', models.F('from_on')), _connector='OR'), name='accounts_grant_ends_after_it_begins')],
            },
        ),
    ]
