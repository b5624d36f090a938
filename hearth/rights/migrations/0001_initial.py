import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


from hearth.foundation.functions import Function
from hearth.foundation.walls import Wall, WebMayOnly, among, is_actor
from hearth.people.migrations._standing import StandsOnRow, is_open, not_a_colleagues

NOT_MINE = f"(worker_id IS NULL OR NOT ({is_actor('worker_id')}))"
ANSWERS = f"(({among('site_id', 'rights.answer')}) AND {NOT_MINE})"
TEAM = f"(({among('site_id', 'people.see')}) AND {not_a_colleagues()})"
SHOWN = among("person_id", "people.found")
SEES = f"({TEAM} OR {ANSWERS})"
THEIRS = among("person_id", "people.themselves")
ASKS = f"(({THEIRS}) AND taken_by_id IS NULL AND asked_by = 'PERSON' AND asked_how = 'OWN_PAGE')"

# Every table that knows a person says so by a column that leads to them, or is called person_id.
COUNTED = """
DECLARE
    one record;
    found bigint;
BEGIN
    IF coalesce(current_setting('app.partnership', true), '') <> {schema}
       OR coalesce(cardinality(nullif(current_setting('rights.answer', true), '')::uuid[]), 0) = 0 THEN
        RAISE EXCEPTION 'who answers for what people ask may count, and nobody else';
    END IF;
    RETURN QUERY SELECT 'people_person', count(*) FROM people_person p WHERE p.id = ANY (people);
    FOR one IN
        SELECT t.relname AS name,
               array_agg(DISTINCT a.attname::text ORDER BY a.attname::text) AS columns
          FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0
          LEFT JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'f'
               AND c.confrelid = 'people_person'::regclass AND a.attnum = ANY (c.conkey)
         WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r'
           AND NOT a.attisdropped AND (c.oid IS NOT NULL OR a.attname = 'person_id')
         GROUP BY t.relname ORDER BY t.relname
    LOOP
        EXECUTE format('SELECT count(*) FROM %I WHERE ', one.name)
             || (SELECT string_agg(format('%I = ANY ($1)', c), ' OR ') FROM unnest(one.columns) AS c)
           INTO found USING people;
        name := one.name; how_many := found;
        RETURN NEXT;
    END LOOP;
END
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0170_kept_and_not_used'),
        ('places', '0004_wall_before_photos'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RightsRequest',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('asks', models.TextField(choices=[('ACCESS', 'Everything that is kept about them'), ('CORRECTION', 'That something is put right'), ('RESTRICTION', 'That it is kept, and not used for now'), ('OBJECTION', 'That it is not used in reports')])),
                ('asked_on', models.DateField()),
                ('asked_by', models.TextField(choices=[('PERSON', 'The person'), ('FOR_THEM', 'Somebody whom they asked to, such as an advocate or a solicitor'), ('PARENT', 'Somebody with parental responsibility'), ('ATTORNEY', 'An attorney for health and welfare'), ('DEPUTY', 'A deputy of the Court of Protection')])),
                ('asked_how', models.TextField(choices=[('SAID', 'They said so'), ('WRITTEN', 'A letter, an email or a form'), ('OWN_PAGE', 'On their own page')])),
                ('asker_sealed', models.BinaryField(blank=True, default=b'')),
                ('words_sealed', models.BinaryField(blank=True, default=b'')),
                ('part', models.TextField(blank=True, choices=[('HELLO', 'Name, and how to welcome them'), ('DETAILS', 'Details: full name, birth date, where they live'), ('ABOUT', 'What they told about themselves'), ('CIRCLE', 'The people round them'), ('PLAN', 'The stay-well plan'), ('SUPPORT', 'What they and the hub do together')], default='')),
                ('identity_asked_on', models.DateField(blank=True, null=True)),
                ('identity_seen_on', models.DateField(blank=True, null=True)),
                ('extended_on', models.DateField(blank=True, null=True)),
                ('due_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True, choices=[('GIVEN', 'They were given it'), ('PUT_RIGHT', 'It was put right'), ('STATEMENT', 'Their own statement stands beside it'), ('STANDS', 'It is done, and stands until they say otherwise'), ('TAKEN_BACK', 'They do not ask for it any more'), ('NOT_DONE', 'It was not done, and they were told why')], default='')),
                ('edited_at', models.DateTimeField(auto_now=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='RightsLine',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('kind', models.TextField(choices=[('ASKED', 'Asked'), ('IDENTITY_ASKED', 'We asked who they are: the clock stands still'), ('IDENTITY_SEEN', 'We know who they are: the clock goes on'), ('EXTENDED', 'It takes longer, and they were told why'), ('GATHERED', 'Everything was gathered'), ('COULD_NOT', 'Not everything could be gathered'), ('RELEASED', 'Looked at a second time, and free to be given'), ('GIVEN', 'Given to them'), ('TAKEN_OUT', 'Taken out as a file'), ('PUT_RIGHT', 'Put right'), ('NOT_AGREED', 'We did not agree, and said why'), ('STATEMENT', 'Their own statement was put beside it'), ('TOLD', 'Told to whoever it was shared with'), ('BEGUN', 'It stands from today'), ('LIFTED', 'Lifted'), ('ENDED', 'Ended'), ('NOTE', 'Note')])),
                ('at', models.DateTimeField()),
                ('words_sealed', models.BinaryField(blank=True, default=b'')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='rights.rightsrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Pack',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('state', models.TextField(choices=[('GATHERING', 'It is being gathered'), ('FAILED', 'Not everything could be gathered'), ('REVIEW', 'It is being read through'), ('RELEASED', 'It may be given'), ('GIVEN', 'It was given')], default='GATHERING')),
                ('done', models.IntegerField(default=0)),
                ('total', models.IntegerField(default=0)),
                ('counts', models.JSONField(default=dict)),
                ('gathered_at', models.DateTimeField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('given_at', models.DateTimeField(blank=True, null=True)),
                ('goes_on', models.DateField()),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='packs', to='rights.rightsrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Limit',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('kind', models.TextField(choices=[('RESTRICTED', 'Kept, and not used'), ('NOT_COUNTED', 'Not used in reports')])),
                ('from_on', models.DateField()),
                ('lifted_on', models.DateField(blank=True, null=True)),
                ('lifted_why_sealed', models.BinaryField(blank=True, default=b'')),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='limits', to='rights.rightsrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('layer', models.TextField(choices=[('HELLO', 'Hello: my name, and how to welcome me'), ('ABOUT', 'About me: what matters to me, and how to reach me'), ('CIRCLE', 'My circle: the people round me'), ('PLAN', 'My stay-well plan'), ('SUPPORT', 'My support: what we do together')])),
                ('part', models.TextField(choices=[('HELLO', 'Name, and how to welcome them'), ('DETAILS', 'Details: full name, birth date, where they live'), ('ABOUT', 'What they told about themselves'), ('CIRCLE', 'The people round them'), ('PLAN', 'The stay-well plan'), ('SUPPORT', 'What they and the hub do together')])),
                ('words_sealed', models.BinaryField()),
                ('why_not_sealed', models.BinaryField(blank=True, default=b'')),
                ('written_on', models.DateField()),
                ('taken_away_on', models.DateField(blank=True, null=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='rights.rightsrequest')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
        ),
        migrations.CreateModel(
            name='ToTell',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('whom_sealed', models.BinaryField()),
                ('told_on', models.DateField(blank=True, null=True)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='to_tell', to='rights.rightsrequest')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PackRow',
            fields=[
                ('id', models.UUIDField(default=hearth.foundation.identifiers.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('open_to', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('open_till', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('closes_on', models.DateField(editable=False, null=True)),
                ('worker_id', models.UUIDField(editable=False, null=True)),
                ('number', models.IntegerField()),
                ('app', models.TextField()),
                ('on', models.DateField(blank=True, null=True)),
                ('what_sealed', models.BinaryField()),
                ('says_sealed', models.BinaryField()),
                ('facts_sealed', models.BinaryField(blank=True, default=b'')),
                ('answers', models.TextField(blank=True, default='')),
                ('flag', models.TextField(blank=True, choices=[('NAMES', 'It may name somebody else'), ('COLLEAGUE', 'A worker’s own words'), ('SAFETY', 'A worry, or a concern for somebody’s safety'), ('INCIDENT', 'Something that happened, perhaps to others too'), ('HELD_BACK', 'Held back for somebody’s safety'), ('UNTOLD', 'It is not told them anywhere else')], default='')),
                ('decided', models.TextField(blank=True, choices=[('GIVE', 'Give it as it is'), ('TAKE_OUT', 'Give it, with some words taken out'), ('WITHHOLD', 'Do not give it')], default='')),
                ('given_sealed', models.BinaryField(blank=True, default=b'')),
                ('why', models.TextField(blank=True, choices=[('THIRD_PARTY', 'It is about somebody else (schedule 2, paragraph 16)'), ('SERIOUS_HARM', 'It would do serious harm to somebody (schedule 3, part 2)'), ('CHILD_ABUSE', 'It is about the abuse of a child (schedule 3, part 5)'), ('CRIME', 'It would hinder preventing a crime (schedule 2, paragraph 2)'), ('LEGAL', 'It is between us and a lawyer (schedule 2, paragraph 19)')], default='')),
                ('reason_sealed', models.BinaryField(blank=True, default=b'')),
                ('professional_sealed', models.BinaryField(blank=True, default=b'')),
                ('asked_professional_on', models.DateField(blank=True, null=True)),
                ('listed', models.BooleanField(default=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.organisation')),
                ('pack', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='rights.pack')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='people.person')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(models.Q(('flag', ''), _negated=True), ('decided', '')), fields=['pack', 'number'], name='rights_undecided')],
                'constraints': [models.UniqueConstraint(fields=('pack', 'number'), name='rights_row_numbered'), models.CheckConstraint(condition=models.Q(('decided__in', ['', 'GIVE']), models.Q(('why', ''), _negated=True), _connector='OR'), name='rights_withheld_for_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('why', 'SERIOUS_HARM'), _negated=True), models.Q(models.Q(('professional_sealed', b''), _negated=True), ('asked_professional_on__isnull', False)), _connector='OR'), name='rights_serious_harm_was_asked')],
            },
        ),
        migrations.AddIndex(
            model_name='rightsrequest',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['due_on'], name='rights_open'),
        ),
        migrations.AddIndex(
            model_name='rightsrequest',
            index=models.Index(fields=['person', '-asked_on'], name='rights_of'),
        ),
        migrations.AddConstraint(
            model_name='rightsrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('outcome', '')), models.Q(('closed_on__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='rights_ended_somehow'),
        ),
        migrations.AddIndex(
            model_name='rightsline',
            index=models.Index(fields=['request', 'at'], name='rights_line_of'),
        ),
        migrations.AddIndex(
            model_name='pack',
            index=models.Index(fields=['goes_on'], name='rights_pack_goes'),
        ),
        migrations.AddConstraint(
            model_name='pack',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['RELEASED', 'GIVEN']), _negated=True), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='rights_released_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='limit',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_on', None)), fields=('person', 'kind'), name='rights_one_limit_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='limit',
            constraint=models.CheckConstraint(condition=models.Q(('lifted_on', None), models.Q(('lifted_by__isnull', False), models.Q(('lifted_why_sealed', b''), _negated=True)), _connector='OR'), name='rights_lifted_by_somebody'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('taken_away_on', None)), fields=['person'], name='rights_statement_of'),
        ),
        *(
            StandsOnRow(f"rights_{table}", layer="SUPPORT")
            for table in ("rightsrequest", "rightsline", "pack", "packrow", "totell", "limit")
        ),
        StandsOnRow("rights_statement"),
        *(
            Wall(f"rights_{table}", see=SEES, add=f"{SEES} OR {SHOWN}", change=SEES, remove=SHOWN)
            for table in ("totell", "limit")
        ),
        Wall(
            "rights_rightsrequest",
            see=f"{SEES} OR {THEIRS}",
            add=f"{SEES} OR {SHOWN} OR {ASKS}",
            change=SEES,
            remove=SHOWN,
        ),
        Wall(
            "rights_rightsline",
            see=SEES,
            add=f"{SEES} OR {SHOWN} OR (({THEIRS}) AND by_id IS NULL AND kind = 'ASKED')",
            remove=SHOWN,
        ),
        WebMayOnly("rights_rightsline", never="UPDATE, TRUNCATE"),
        *(
            Wall(f"rights_{table}", see=ANSWERS, add=ANSWERS, change=ANSWERS, remove=SHOWN)
            for table in ("pack", "packrow")
        ),
        WebMayOnly(
            "rights_packrow",
            may="UPDATE (decided, given_sealed, why, reason_sealed, professional_sealed,"
            " asked_professional_on, listed, decided_by_id, decided_at)",
            never="UPDATE, TRUNCATE",
        ),
        Wall(
            "rights_statement",
            see=f"({is_open()}) OR {ANSWERS}",
            add=f"({is_open()}) OR {ANSWERS}",
            change=f"({is_open()}) OR {ANSWERS}",
            remove=SHOWN,
        ),
        Function(
            "rights_counted", takes="people uuid[]", returns="TABLE (name text, how_many bigint)",
            body="#variable_conflict use_column" + COUNTED, for_web=True, settings="STABLE",
        ),  # fmt: skip
    ]
