import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0030_told_once'),
        ('places', '0004_wall_before_photos'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('called_off_at', models.DateTimeField(blank=True, null=True)),
                ('reminder_id', models.UUIDField(blank=True, null=True)),
                ('booked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('called_off_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DayOff',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DayTime',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('begins', models.TimeField()),
                ('ends', models.TimeField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='LoneVisit',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('began_at', models.DateTimeField()),
                ('back_by', models.DateTimeField()),
                ('louder_after', models.PositiveSmallIntegerField(default=15)),
                ('over_at', models.DateTimeField(blank=True, null=True)),
                ('buddy_told_at', models.DateTimeField(blank=True, null=True)),
                ('manager_told_at', models.DateTimeField(blank=True, null=True)),
                ('buddy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lone_visits', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='LoneVisitDetails',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('over_at', models.DateTimeField(blank=True, null=True)),
                ('where_sealed', models.BinaryField(blank=True, default=b'')),
                ('whom_sealed', models.BinaryField(blank=True, default=b'')),
                ('plan_sealed', models.BinaryField(blank=True, default=b'')),
                ('done_sealed', models.BinaryField(blank=True, default=b'')),
                ('buddy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='lone_visits', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('visit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='details', to='diary.lonevisit')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('of_team', models.BooleanField(default=False)),
                ('what_for', models.TextField(choices=[('WELCOMING', 'Welcoming conversation'), ('ONE_TO_ONE', 'One to one'), ('OTHER', 'Something else')])),
                ('meet_at', models.TextField(choices=[('HUB', 'At the hub'), ('ELSEWHERE', 'Somewhere else'), ('PHONE', 'By phone'), ('ONLINE', 'Online')], default='HUB')),
                ('where_sealed', models.BinaryField(blank=True, default=b'')),
                ('who_sealed', models.BinaryField(blank=True, default=b'')),
                ('who_else_sealed', models.BinaryField(blank=True, default=b'')),
                ('suits_sealed', models.BinaryField(blank=True, default=b'')),
                ('remind_way_id', models.UUIDField(blank=True, null=True)),
                ('let_go_at', models.DateTimeField(blank=True, null=True)),
                ('booking', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='meeting', to='diary.booking')),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('wants', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='WeeklyTime',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')])),
                ('begins', models.TimeField()),
                ('ends', models.TimeField()),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['worker', 'begins_at'], name='diary_booking_of'),
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['site', 'begins_at'], name='diary_booking_at'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='diary_booking_goes_forward'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.CheckConstraint(condition=models.Q(('called_off_by', None), ('called_off_at__isnull', False), _connector='OR'), name='diary_booking_is_called_off_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='dayoff',
            constraint=models.UniqueConstraint(fields=('worker', 'on'), name='diary_day_off_once'),
        ),
        migrations.AddIndex(
            model_name='daytime',
            index=models.Index(fields=['worker', 'on'], name='diary_day_time_of'),
        ),
        migrations.AddConstraint(
            model_name='daytime',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gt', models.F('begins'))), name='diary_day_time_goes_forward'),
        ),
        migrations.AddIndex(
            model_name='lonevisit',
            index=models.Index(condition=models.Q(('over_at__isnull', True)), fields=['back_by'], name='diary_lone_visit_out'),
        ),
        migrations.AddIndex(
            model_name='lonevisit',
            index=models.Index(fields=['worker', 'began_at'], name='diary_lone_visit_of'),
        ),
        migrations.AddIndex(
            model_name='lonevisit',
            index=models.Index(fields=['site', 'began_at'], name='diary_lone_visit_at'),
        ),
        migrations.AddConstraint(
            model_name='lonevisit',
            constraint=models.CheckConstraint(condition=models.Q(('worker', models.F('buddy')), _negated=True), name='diary_lone_visit_is_watched_by_another'),
        ),
        migrations.AddConstraint(
            model_name='lonevisit',
            constraint=models.UniqueConstraint(condition=models.Q(('over_at__isnull', True)), fields=('worker',), name='diary_lone_visit_one_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(condition=models.Q(('booking__isnull', True), ('let_go_at__isnull', True)), fields=['site', 'recorded_at'], name='diary_meeting_asked_for'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), models.Q(('who_sealed', b''), _negated=True), _connector='OR'), name='diary_meeting_is_with_somebody'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', False), ('of_team', True), _connector='OR'), name='diary_meeting_without_a_name_is_the_teams'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('remind_way_id', None), ('person__isnull', False), _connector='OR'), name='diary_meeting_reminds_somebody_known'),
        ),
        migrations.AddIndex(
            model_name='weeklytime',
            index=models.Index(fields=['worker', 'weekday'], name='diary_weekly_time_of'),
        ),
        migrations.AddConstraint(
            model_name='weeklytime',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gt', models.F('begins'))), name='diary_weekly_time_goes_forward'),
        ),
        migrations.AddConstraint(
            model_name='weeklytime',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='diary_weekly_time_is_on_a_weekday'),
        ),
    ]
