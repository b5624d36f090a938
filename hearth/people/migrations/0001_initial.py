import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('known_as', models.TextField()),
                ('pronouns', models.TextField(blank=True, default='')),
                ('welcome_sealed', models.BinaryField(blank=True, default=b'')),
                ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(choices=[('STEP_FREE', 'Step-free way in'), ('QUIET', 'A quiet space'), ('HEARING_LOOP', 'Hearing loop'), ('BSL', 'British Sign Language'), ('INTERPRETER', 'An interpreter'), ('LARGE_PRINT', 'Large print'), ('EASY_READ', 'Easy Read'), ('BRAILLE', 'Braille'), ('AUDIO', 'Audio, not print'), ('READ_ALOUD', 'Read things aloud'), ('WRITE_FOR_ME', 'Help with writing'), ('NO_PHONE_CALLS', 'No phone calls'), ('MORE_TIME', 'More time'), ('ASSISTANCE_DOG', 'Comes with an assistance dog'), ('SEATING', 'A seat straight away')]), blank=True, default=list, size=None)),
                ('needs_note_sealed', models.BinaryField(blank=True, default=b'')),
                ('listed', models.BooleanField(default=True)),
                ('wants_no_messages', models.BooleanField(default=False)),
                ('died_on', models.DateField(blank=True, null=True)),
                ('died_source_sealed', models.BinaryField(blank=True, default=b'')),
                ('died_recorded_at', models.DateTimeField(blank=True, null=True)),
                ('known_at', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('greeted_at', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('edited_at', models.DateTimeField(auto_now=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='OtherName',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('known_at', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('name', models.TextField()),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('one_known_at', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('other_known_at', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('why_sealed', models.BinaryField(blank=True, default=b'')),
                ('unlinked_at', models.DateTimeField(blank=True, null=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('linked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unlinked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_from', to='people.person')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links_to', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='FindingKey',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.TextField(choices=[('NAME_AND_BIRTH', 'Full name and date of birth'), ('CARD', 'A card the person carries'), ('NHS_NUMBER', 'NHS number')])),
                ('key', models.BinaryField()),
                ('known_at', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='finding_keys', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Details',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('known_at', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('given_name', models.TextField(blank=True, default='')),
                ('family_name', models.TextField(blank=True, default='')),
                ('born_on', models.DateField(blank=True, null=True)),
                ('postcode', models.TextField(blank=True, default='')),
                ('no_fixed_place', models.BooleanField(default=False)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('nhs_number_sealed', models.BinaryField(blank=True, default=b'')),
                ('edited_at', models.DateTimeField(auto_now=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='details', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Acquaintance',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('since', models.DateField()),
                ('last_welcomed_on', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acquaintances', to='places.site')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acquaintances', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='WayToContact',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('known_at', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ('kind', models.TextField(choices=[('MOBILE', 'Mobile phone'), ('PHONE', 'Home phone'), ('EMAIL', 'Email'), ('LETTER', 'Letter to an address')])),
                ('value_sealed', models.BinaryField()),
                ('safe', models.TextField(choices=[('YES', 'Yes, it is safe'), ('ASK_FIRST', 'Only after asking them'), ('NO', 'No, never use it'), ('NOT_ASKED', 'We have not asked yet')], default='NOT_ASKED')),
                ('note_sealed', models.BinaryField(blank=True, default=b'')),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ways_to_contact', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FindingAttempt',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('actor_id', models.UUIDField()),
                ('kind', models.TextField(choices=[('NAME_AND_BIRTH', 'Full name and date of birth'), ('CARD', 'A card the person carries'), ('NHS_NUMBER', 'NHS number')])),
                ('found_id', models.UUIDField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['actor_id', 'recorded_at'], name='people_finding_attempt_by')],
            },
        ),
        migrations.AddIndex(
            model_name='person',
            index=django.contrib.postgres.indexes.GinIndex(fields=['known_at'], name='people_person_known_at'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('known_as', ''), _negated=True), name='people_person_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('known_at', []), _negated=True), name='people_person_is_known_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='othername',
            constraint=models.UniqueConstraint(fields=('person', 'name'), name='people_other_name_once'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('one', models.F('other')), _negated=True), name='people_link_is_of_two'),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.UniqueConstraint(condition=models.Q(('unlinked_at__isnull', True)), fields=('one', 'other'), name='people_link_once'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('died_recorded_at__isnull', False)), fields=['died_recorded_at'], name='people_person_died'),
        ),
        migrations.AddIndex(
            model_name='findingkey',
            index=models.Index(fields=['key'], name='people_finding_key'),
        ),
        migrations.AddIndex(
            model_name='acquaintance',
            index=models.Index(models.F('site'), models.OrderBy(models.F('last_welcomed_on'), descending=True, nulls_last=True), models.OrderBy(models.F('person'), descending=True), condition=models.Q(('until__isnull', True)), name='people_acquaintance_lately'),
        ),
        migrations.AddConstraint(
            model_name='acquaintance',
            constraint=models.UniqueConstraint(fields=('person', 'site'), name='people_acquaintance_once'),
        ),
    ]
