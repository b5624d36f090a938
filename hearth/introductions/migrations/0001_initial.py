import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models

from hearth.people.migrations._standing import guard


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0100_houses'),
        ('people', '0080_agreed_before'),
        ('places', '0004_wall_before_photos'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('way', models.TextField(choices=[('TOLD', 'Told about it: they go by themselves'), ('IN_TOUCH', 'Put in touch: we ask the other side first'), ('ALONG', 'Going along: somebody goes with them')])),
                ('hope_sealed', models.BinaryField(blank=True, default=b'')),
                ('state', models.TextField(choices=[('TO_GO', 'They are to meet'), ('WAITING', 'We wait for an answer'), ('YES', 'They said yes'), ('NOT_NOW', 'Not now: we try again'), ('ASKS', 'They need to know something'), ('SILENT', 'No answer came'), ('COULD_NOT', 'It could not happen like that'), ('MET', 'They have met'), ('STOPPED', 'The person stopped it'), ('OTHER_WAY', 'Another way was found')])),
                ('needed_today', models.BooleanField(default=False)),
                ('accepted_by_sealed', models.BinaryField(blank=True, default=b'')),
                ('next_step_sealed', models.BinaryField(blank=True, default=b'')),
                ('next_on', models.DateField(blank=True, null=True)),
                ('answer_by', models.DateField(blank=True, null=True)),
                ('begun_on', models.DateField()),
                ('met_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('fitted', models.TextField(blank=True, choices=[('YES', 'Yes'), ('PARTLY', 'Partly'), ('NO', 'No')], default='')),
                ('fitted_words_sealed', models.BinaryField(blank=True, default=b'')),
                ('other_fitted', models.TextField(blank=True, choices=[('YES', 'Yes'), ('PARTLY', 'Partly'), ('NO', 'No')], default='')),
                ('other_words_sealed', models.BinaryField(blank=True, default=b'')),
                ('edited_at', models.DateTimeField(auto_now=True)),
                ('colleague', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('instead_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='next_ideas', to='introductions.introduction')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.term')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('service', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
        ),
        migrations.CreateModel(
            name='IntroductionLine',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('kind', models.TextField(choices=[('BEGUN', 'Begun'), ('SHARED', 'What was shared'), ('RANG', 'We rang them'), ('YES', 'They said yes'), ('NOT_NOW', 'They said: not now'), ('ASKS', 'They asked something'), ('SILENT', 'No answer came in time'), ('COULD_NOT', 'It could not happen'), ('NEXT', 'What is next'), ('HANDED_OVER', 'Handed over'), ('MET', 'They met'), ('STOPPED', 'The person stopped it'), ('OTHER_WAY', 'Another way was found'), ('FITTED', 'Whether it fitted')])),
                ('at', models.DateTimeField()),
                ('words_sealed', models.BinaryField(blank=True, default=b'')),
                ('on', models.DateField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('introduction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='introductions.introduction')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='SharedWithThem',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('words_sealed', models.BinaryField()),
                ('agreed_how', models.TextField(choices=[('SAID', 'They said so'), ('SIGNED', 'They signed a paper'), ('OWN_PAGE', 'On their own page')])),
                ('agreed_on', models.DateField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('introduction', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shared', to='introductions.introduction')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='introduction',
            index=models.Index(condition=models.Q(('ended_on', None)), fields=['owner', 'next_on'], name='introductions_open'),
        ),
        migrations.AddIndex(
            model_name='introduction',
            index=models.Index(condition=models.Q(('state', 'WAITING')), fields=['answer_by'], name='introductions_silent'),
        ),
        migrations.AddIndex(
            model_name='introduction',
            index=models.Index(fields=['person', '-begun_on'], name='introductions_of'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('colleague', None), ('service__isnull', False), ('site', None)), models.Q(('colleague', None), ('service', None), ('site__isnull', False)), models.Q(('colleague__isnull', False), ('service', None), ('site', None)), _connector='OR'), name='introductions_to_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('next_on', None), ('state__in', ('MET', 'STOPPED', 'OTHER_WAY'))), models.Q(models.Q(('state__in', ('MET', 'STOPPED', 'OTHER_WAY')), _negated=True), ('ended_on', None), ('next_on__isnull', False), models.Q(('next_step_sealed', b''), _negated=True)), _connector='OR'), name='introductions_has_a_next_step_until_it_ends'),
        ),
        migrations.AddConstraint(
            model_name='introduction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'MET'), ('met_on__isnull', False)), models.Q(models.Q(('state', 'MET'), _negated=True), ('met_on', None)), _connector='OR'), name='introductions_met_on_a_day'),
        ),
        migrations.AddIndex(
            model_name='introductionline',
            index=models.Index(fields=['introduction', 'at'], name='introductions_line_of'),
        ),
        *guard("introductions_introduction", "SUPPORT"),
        *guard("introductions_introductionline", "SUPPORT", only_added=True),
        *guard("introductions_sharedwiththem", "SUPPORT", only_added=True),
    ]
