
import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('arrived_at', models.DateTimeField()),
                ('arrived_on', models.DateField()),
                ('arrived_hour', models.PositiveSmallIntegerField()),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_gone_at', models.DateTimeField(blank=True, null=True)),
                ('still_here_at', models.DateTimeField(blank=True, null=True)),
                ('source', models.TextField(choices=[('DOOR', 'At the door'), ('PAPER', 'From a paper sheet'), ('FILE', 'From a file'), ('DEMONSTRATION', 'Invented, for the demonstration')], default='DOOR')),
                ('sheet_id', models.UUIDField(blank=True, null=True)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('brought', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('COMPANY', 'Company or a cup of tea'), ('TALK', 'To talk to someone'), ('ACTIVITY', 'A group or activity'), ('PRACTICAL', 'Practical help'), ('HARD_TIME', 'Things are hard right now'), ('SOMEONE_ELSE', 'Worried about somebody else'), ('HELPING_OUT', 'To help out'), ('FIRST_LOOK', 'Having a first look')]), blank=True, default=list, size=None)),
                ('how_today', models.TextField(blank=True, choices=[('WELL', 'Well'), ('OK', 'OK'), ('NOT_GREAT', 'Not great'), ('WORST_DAY', 'My worst day'), ('GROWING', 'Growing')], default='')),
                ('how_came', models.TextField(blank=True, choices=[('ALONE', 'By themselves'), ('WITH_SOMEBODY', 'With somebody'), ('POLICE', 'Brought by the police'), ('EMERGENCY', 'From A&E'), ('AMBULANCE', 'Brought by ambulance'), ('OTHER_SERVICE', 'Another service walked them here')], default='')),
                ('otherwise', models.TextField(blank=True, choices=[('NOWHERE', 'Nowhere'), ('GP', 'Their GP'), ('EMERGENCY', 'A&E'), ('CRISIS_TEAM', 'The crisis team'), ('AMBULANCE_OR_POLICE', 'Called 999'), ('HELPLINE', 'A helpline'), ('FAMILY_OR_FRIENDS', 'Family or friends'), ('ANOTHER_PLACE', 'Another group or place')], default='')),
                ('came_with_sealed', models.BinaryField(blank=True, default=b'')),
                ('note_sealed', models.BinaryField(blank=True, default=b'')),
                ('child_alone', models.BooleanField(default=False)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='places.site')),
                ('welcomed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Conversation',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('wanted_at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('left_before', models.BooleanField(default=False)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conversations', to='places.site')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conversations', to='frontdoor.visit')),
            ],
        ),
        migrations.CreateModel(
            name='ChildAlert',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('raised_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('seen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='child_alerts', to='places.site')),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='child_alert', to='frontdoor.visit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('arrival_id', models.UUIDField()),
                ('was_sealed', models.BinaryField()),
                ('person_changed', models.BooleanField(default=False)),
                ('corrected_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person_was', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='places.site')),
            ],
            options={
                'indexes': [models.Index(fields=['arrival_id', 'recorded_at'], name='frontdoor_correction_of')],
            },
        ),
        migrations.CreateModel(
            name='Headcount',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('arrived_at', models.DateTimeField()),
                ('arrived_on', models.DateField()),
                ('arrived_hour', models.PositiveSmallIntegerField()),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('confirmed_gone_at', models.DateTimeField(blank=True, null=True)),
                ('still_here_at', models.DateTimeField(blank=True, null=True)),
                ('source', models.TextField(choices=[('DOOR', 'At the door'), ('PAPER', 'From a paper sheet'), ('FILE', 'From a file'), ('DEMONSTRATION', 'Invented, for the demonstration')], default='DOOR')),
                ('sheet_id', models.UUIDField(blank=True, null=True)),
                ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                ('how_many', models.PositiveIntegerField()),
                ('what', models.TextField(blank=True, default='')),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='places.site')),
                ('welcomed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('taken_back_at__isnull', True)), fields=['site', 'arrived_on'], name='frontdoor_headcount_report'), models.Index(condition=models.Q(('confirmed_gone_at__isnull', True), ('left_at__isnull', True), ('taken_back_at__isnull', True), models.Q(('source__in', ['PAPER', 'FILE']), _negated=True)), fields=['site', 'arrived_at'], name='frontdoor_headcount_still_in')],
                'constraints': [models.CheckConstraint(condition=models.Q(('how_many__gte', 1), ('how_many__lte', 5000)), name='frontdoor_headcount_counts_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.TextField(choices=[('STAFF', 'Staff'), ('VOLUNTEER', 'Volunteer'), ('CONTRACTOR', 'Contractor or visitor on business')])),
                ('name', models.TextField()),
                ('came_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('signed_in_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='places.site')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('left_at__isnull', True)), fields=['site'], name='frontdoor_presence_now')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('site', 'user'), name='frontdoor_presence_once')],
            },
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(condition=models.Q(('taken_back_at__isnull', True)), fields=['site', 'arrived_on'], include=('person', 'arrived_hour'), name='frontdoor_visit_report'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(condition=models.Q(('taken_back_at__isnull', True), models.Q(models.Q(('brought', []), _negated=True), models.Q(('how_came', ''), _negated=True), models.Q(('otherwise', ''), _negated=True), _connector='OR')), fields=['site', 'arrived_on'], include=('brought', 'how_came', 'otherwise'), name='frontdoor_visit_asked'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['person', 'arrived_on'], name='frontdoor_visit_of_person'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(condition=models.Q(('confirmed_gone_at__isnull', True), ('left_at__isnull', True), ('taken_back_at__isnull', True), models.Q(('source__in', ['PAPER', 'FILE']), _negated=True)), fields=['site', 'arrived_at'], name='frontdoor_visit_still_in'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('left_at__isnull', True), ('left_at__gte', models.F('arrived_at')), _connector='OR'), name='frontdoor_visit_left_after_arriving'),
        ),
        migrations.AddIndex(
            model_name='conversation',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['site', 'wanted_at'], name='frontdoor_conversation_waiting'),
        ),
        migrations.AddConstraint(
            model_name='conversation',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('visit',), name='frontdoor_conversation_one_at_a_time'),
        ),
    ]
