import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.db import migrations, models

from hearth.foundation.walls import Wall, among
from hearth.introductions.migrations._other_side import FUNCTIONS, READS, TRIGGERS
from hearth.people.migrations._standing import StandsOnRow, is_open


class Migration(migrations.Migration):
    """The other side reads what was shared with it, by a link or in its inbox, and answers."""

    dependencies = [
        ('directory', '0100_houses'),
        ('introductions', '0001_initial'),
        ('people', '0120_who_decided_that_it_stops'),
        ('places', '0004_wall_before_photos'),
        ('outgoing', '0030_only_what_was_agreed'),
        ('foundation', '0003_hearth_hears_what_is_told'),
    ]

    operations = [
        migrations.AddField(
            model_name='introduction',
            name='silence_told_for',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='introductionline',
            name='kind',
            field=models.TextField(choices=[('BEGUN', 'Begun'), ('SHARED', 'What was shared'), ('RANG', 'We rang them'), ('SENT', 'We asked them in writing'), ('READ', 'They opened what was shared'), ('YES', 'They said yes'), ('NOT_NOW', 'They said: not now'), ('ASKS', 'They asked something'), ('SILENT', 'No answer came in time'), ('COULD_NOT', 'It could not happen'), ('CAME', 'They said that they have been there'), ('NEXT', 'What is next'), ('HANDED_OVER', 'Handed over'), ('MET', 'They met'), ('STOPPED', 'The person stopped it'), ('OTHER_WAY', 'Another way was found'), ('FITTED', 'Whether it fitted')]),
        ),
        migrations.CreateModel(
            name='OtherSide',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('words_sealed', models.BinaryField()),
                ('sent_on', models.DateField()),
                ('answer_by', models.DateField(blank=True, null=True)),
                ('over', models.BooleanField(default=False, editable=False)),
                ('met', models.BooleanField(default=False, editable=False)),
                ('answers', models.PositiveSmallIntegerField(default=0)),
                ('said', models.TextField(blank=True, choices=[('YES', 'Yes, they can come'), ('NOT_NOW', 'Not now'), ('ASKS', 'We need to know something first'), ('CAME', 'They have been here'), ('FITTED', 'Whether it fitted')], default='')),
                ('said_at', models.DateTimeField(blank=True, null=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('message_id', models.UUIDField(blank=True, null=True)),
                ('token_hash', models.BinaryField(blank=True, null=True, unique=True)),
                ('ends_at', models.DateTimeField(blank=True, null=True)),
                ('code_message_id', models.UUIDField(blank=True, null=True, unique=True)),
                ('code_asked_at', models.DateTimeField(blank=True, null=True)),
                ('codes_asked', models.PositiveSmallIntegerField(default=0)),
                ('code_hash', models.BinaryField(blank=True, default=b'')),
                ('code_ends_at', models.DateTimeField(blank=True, null=True)),
                ('code_tries', models.PositiveSmallIntegerField(default=0)),
                ('proofs', django.contrib.postgres.fields.ArrayField(base_field=models.BinaryField(), blank=True, default=list, size=None)),
                ('proofs_end_at', models.DateTimeField(blank=True, null=True)),
                ('from_site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('introduction', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='other_side', to='introductions.introduction')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('organisation__isnull', False), ('over', False)), fields=['organisation', '-sent_on', '-id'], name='introductions_inbox'), models.Index(fields=['message_id'], name='introductions_link_in')],
            },
        ),
        StandsOnRow("introductions_otherside", layer="SUPPORT"),
        *FUNCTIONS,
        *(
            migrations.RunSQL(f"CREATE TRIGGER {name} {rule}", f"DROP TRIGGER {name} ON {table}")
            for name, (table, rule) in TRIGGERS.items()
        ),
        Wall(
            "introductions_otherside",
            see=READS,
            add=is_open(),
            change=is_open(),
            remove=among("person_id", "people.found"),
        ),
    ]
