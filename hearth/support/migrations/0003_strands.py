import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.walls import ANY_ACTOR, Wall, among
from hearth.people.migrations._standing import guard


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_layers_are_guarded'),
        ('places', '0004_wall_before_photos'),
        ('support', '0002_conversation_and_promises'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Strand',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.TextField(choices=[('PEER', 'Peer support'), ('CARER', 'Carer support'), ('SOCIAL_PRESCRIBING', 'Social prescribing'), ('RECOVERY', 'Recovery work'), ('CLINICAL', 'Clinical support'), ('SOCIAL_CARE', 'Social care')])),
                ('name', models.TextField(blank=True, default='')),
                ('is_offered', models.BooleanField(default=True)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strands', to='places.site')),
            ],
        ),
        migrations.CreateModel(
            name='SupportStrand',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('kind', models.TextField(choices=[('PEER', 'Peer support'), ('CARER', 'Carer support'), ('SOCIAL_PRESCRIBING', 'Social prescribing'), ('RECOVERY', 'Recovery work'), ('CLINICAL', 'Clinical support'), ('SOCIAL_CARE', 'Social care')])),
                ('state', models.TextField(choices=[('OFFERED', 'Offered'), ('WANTED', 'Wanted'), ('WITH', 'Under way'), ('PAUSED', 'Paused'), ('NOT_NOW', 'Not just now'), ('FINISHED', 'Finished for now')])),
                ('since_on', models.DateField()),
                ('with_who_sealed', models.BinaryField(blank=True, default=b'')),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('strand', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='support.strand')),
                ('with_worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='StrandChange',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('state', models.TextField(choices=[('OFFERED', 'Offered'), ('WANTED', 'Wanted'), ('WITH', 'Under way'), ('PAUSED', 'Paused'), ('NOT_NOW', 'Not just now'), ('FINISHED', 'Finished for now')])),
                ('changed_on', models.DateField()),
                ('with_who_sealed', models.BinaryField(blank=True, default=b'')),
                ('note_sealed', models.BinaryField(blank=True, default=b'')),
                ('circle_sealed', models.BinaryField(blank=True, default=b'')),
                ('comes_next_sealed', models.BinaryField(blank=True, default=b'')),
                ('welcome_back_sealed', models.BinaryField(blank=True, default=b'')),
                ('changed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('with_worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('support_strand', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='support.supportstrand')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='strand',
            constraint=models.UniqueConstraint(fields=('site', 'kind', 'name'), name='support_strand_once'),
        ),
        migrations.AddIndex(
            model_name='supportstrand',
            index=models.Index(condition=models.Q(('state__in', ['NOT_NOW', 'FINISHED']), _negated=True), fields=['with_worker'], name='support_strand_of_worker'),
        ),
        migrations.AddConstraint(
            model_name='supportstrand',
            constraint=models.UniqueConstraint(fields=('person', 'site', 'kind', 'strand'), name='support_strand_of_a_person_once', nulls_distinct=False),
        ),
        Wall(
            "support_strand",
            see=ANY_ACTOR,
            add=among("site_id", "places.keep"),
            change=among("site_id", "places.keep"),
        ),
        *guard("support_supportstrand", "SUPPORT"),
        *guard("support_strandchange", "SUPPORT", only_added=True),
    ]
