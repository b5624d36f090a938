import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import hearth.foundation.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_only_ones_own_sites"),
        ("places", "0004_wall_before_photos"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="details",
            name="worker_id",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="othername",
            name="worker_id",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="closes_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="person",
            name="open_till",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
               
                default=list,
                editable=False,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="open_to",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(),
               
                default=list,
                editable=False,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="worker",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="waytocontact",
            name="worker_id",
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.CreateModel(
            name="CircleMember",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hearth.foundation.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "open_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "open_till",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                ("name_sealed", models.BinaryField()),
                (
                    "bond",
                    models.TextField(
                        choices=[
                            ("CARER", "Cares for me"),
                            ("YOUNG_CARER", "Cares for me, and is under 18"),
                            ("FAMILY", "Family"),
                            ("PARTNER", "Partner"),
                            ("FRIEND", "Friend or neighbour"),
                            ("WORKER", "Worker"),
                            ("CARED_FOR", "I care for them"),
                            ("OTHER", "Somebody else"),
                        ]
                    ),
                ),
                ("number_sealed", models.BinaryField(blank=True, default=b"")),
                ("note_sealed", models.BinaryField(blank=True, default=b"")),
                (
                    "may_know",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("HELLO", "Hello: my name, and how to welcome me"),
                                ("ABOUT", "About me: what matters to me, and how to reach me"),
                                ("CIRCLE", "My circle: the people round me"),
                                ("PLAN", "My stay-well plan"),
                                ("SUPPORT", "My support: what we do together"),
                            ]
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("edited_at", models.DateTimeField(auto_now=True)),
                (
                    "edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hearth.foundation.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "known_at",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("of_colleague", models.BooleanField(default=False)),
                ("reason_sealed", models.BinaryField()),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("seen_note_sealed", models.BinaryField(blank=True, default=b"")),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="people.person",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["opened_by", "ends_at"], name="people_opening_by"),
                    models.Index(
                        condition=models.Q(("seen_at__isnull", True)),
                        fields=["opened_at"],
                        name="people_opening_unseen",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at__gt", models.F("opened_at")),
                            (
                                "ends_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("opened_at"),
                                    "+",
                                    models.Value(datetime.timedelta(seconds=3600)),
                                ),
                            ),
                        ),
                        name="people_opening_lasts_an_hour",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason_sealed", b""), _negated=True),
                        name="people_opening_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Openness",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hearth.foundation.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "layer",
                    models.TextField(
                        choices=[
                            ("HELLO", "Hello: my name, and how to welcome me"),
                            ("ABOUT", "About me: what matters to me, and how to reach me"),
                            ("CIRCLE", "My circle: the people round me"),
                            ("PLAN", "My stay-well plan"),
                            ("SUPPORT", "My support: what we do together"),
                        ]
                    ),
                ),
                (
                    "open_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                (
                    "open_till",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("closes_on", models.DateField(null=True)),
                ("worker_id", models.UUIDField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closes_on__isnull", False)),
                        fields=["closes_on"],
                        name="people_openness_closes",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "layer"), name="people_openness_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hearth.foundation.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "open_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "open_till",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                (
                    "layer",
                    models.TextField(
                        choices=[
                            ("HELLO", "Hello: my name, and how to welcome me"),
                            ("ABOUT", "About me: what matters to me, and how to reach me"),
                            ("CIRCLE", "My circle: the people round me"),
                            ("PLAN", "My stay-well plan"),
                            ("SUPPORT", "My support: what we do together"),
                        ]
                    ),
                ),
                (
                    "heading",
                    models.TextField(
                        choices=[
                            ("MATTERS", "What matters to me"),
                            ("STRENGTHS", "What I am good at, and what keeps me going"),
                            ("KNOW", "What people should know about me"),
                            ("HELP_ME", "How best to help me"),
                            ("COMMUNICATE", "How I like to talk and be talked to"),
                            ("SLIPPING", "Signs that I am slipping"),
                            ("WELL", "What helps when I am well"),
                            ("OK", "What helps when I am OK"),
                            ("NOT_GREAT", "What helps when I am not great"),
                            ("WORST_DAY", "What helps on my worst day"),
                            ("WORSE", "What makes things worse"),
                            ("PEOPLE_AND_PLACES", "People and places that help"),
                            ("SAFER", "Making things safer"),
                        ]
                    ),
                ),
                ("words_sealed", models.BinaryField(blank=True, default=b"")),
                ("note_sealed", models.BinaryField(blank=True, default=b"")),
                ("edited_at", models.DateTimeField()),
                (
                    "edited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "heading"), name="people_passage_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sharing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hearth.foundation.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "known_at",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                (
                    "layers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("HELLO", "Hello: my name, and how to welcome me"),
                                ("ABOUT", "About me: what matters to me, and how to reach me"),
                                ("CIRCLE", "My circle: the people round me"),
                                ("PLAN", "My stay-well plan"),
                                ("SUPPORT", "My support: what we do together"),
                            ]
                        ),
                        size=None,
                    ),
                ),
                (
                    "with_roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "audiences",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
                ("until_on", models.DateField(blank=True, null=True)),
                (
                    "how",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("SAID", "They said so"),
                            ("SIGNED", "They signed a paper"),
                            ("OWN_PAGE", "On their own page"),
                        ],
                        default="",
                    ),
                ),
                (
                    "decided_by",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("PERSON", "The person"),
                            ("YOUNG_PERSON", "A young person who can decide this for themselves"),
                            ("PARENT", "Somebody with parental responsibility"),
                            ("ATTORNEY", "An attorney for health and welfare"),
                            ("DEPUTY", "A deputy of the Court of Protection"),
                            (
                                "BEST_INTERESTS",
                                "A best-interests decision (Mental Capacity Act 2005)",
                            ),
                        ],
                        default="",
                    ),
                ),
                ("decided_note_sealed", models.BinaryField(blank=True, default=b"")),
                ("ask_again_on", models.DateField(blank=True, null=True)),
                (
                    "basis",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("SAFEGUARDING", "To keep a child or an adult safe (safeguarding)"),
                            (
                                "VITAL_INTERESTS",
                                "Somebody's life may be in danger (vital interests)",
                            ),
                            ("LAW", "The law or a court says so"),
                        ],
                        default="",
                    ),
                ),
                ("reason_sealed", models.BinaryField(blank=True, default=b"")),
                ("told_sealed", models.BinaryField(blank=True, default=b"")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_how",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("SAID", "They said so"),
                            ("SIGNED", "They signed a paper"),
                            ("OWN_PAGE", "On their own page"),
                        ],
                        default="",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "with_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                    ),
                ),
                (
                    "with_site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.site",
                    ),
                ),
                (
                    "with_worker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("layers", []), _negated=True),
                            models.Q(("audiences", []), _negated=True),
                        ),
                        name="people_sharing_is_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("with_organisation__isnull", False),
                                ("with_site", None),
                                ("with_worker", None),
                            ),
                            models.Q(
                                ("with_organisation", None),
                                ("with_site__isnull", False),
                                ("with_worker", None),
                            ),
                            models.Q(
                                ("with_organisation", None),
                                ("with_site", None),
                                ("with_worker__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="people_sharing_is_with_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis", ""),
                                models.Q(("how", ""), _negated=True),
                                models.Q(("decided_by", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("basis", ""), _negated=True),
                                ("decided_by", ""),
                                ("how", ""),
                                models.Q(("reason_sealed", b""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="people_sharing_was_agreed_or_has_a_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="people_sharing_is_withdrawn_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StayWellPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hearth.foundation.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "open_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "open_till",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                ("looked_at_on", models.DateField()),
                ("look_again_on", models.DateField()),
                ("look_again_why_sealed", models.BinaryField(blank=True, default=b"")),
                ("on_hubs_device", models.BooleanField(default=False)),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person",), name="people_plan_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=hearth.foundation.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "open_to",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "open_till",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, editable=False, size=None
                    ),
                ),
                ("closes_on", models.DateField(editable=False, null=True)),
                ("worker_id", models.UUIDField(editable=False, null=True)),
                (
                    "layer",
                    models.TextField(
                        choices=[
                            ("HELLO", "Hello: my name, and how to welcome me"),
                            ("ABOUT", "About me: what matters to me, and how to reach me"),
                            ("CIRCLE", "My circle: the people round me"),
                            ("PLAN", "My stay-well plan"),
                            ("SUPPORT", "My support: what we do together"),
                        ]
                    ),
                ),
                (
                    "heading",
                    models.TextField(
                        choices=[
                            ("MATTERS", "What matters to me"),
                            ("STRENGTHS", "What I am good at, and what keeps me going"),
                            ("KNOW", "What people should know about me"),
                            ("HELP_ME", "How best to help me"),
                            ("COMMUNICATE", "How I like to talk and be talked to"),
                            ("SLIPPING", "Signs that I am slipping"),
                            ("WELL", "What helps when I am well"),
                            ("OK", "What helps when I am OK"),
                            ("NOT_GREAT", "What helps when I am not great"),
                            ("WORST_DAY", "What helps on my worst day"),
                            ("WORSE", "What makes things worse"),
                            ("PEOPLE_AND_PLACES", "People and places that help"),
                            ("SAFER", "Making things safer"),
                        ]
                    ),
                ),
                ("words_sealed", models.BinaryField(blank=True, default=b"")),
                ("note_sealed", models.BinaryField(blank=True, default=b"")),
                ("written_at", models.DateTimeField()),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="people.person",
                    ),
                ),
                (
                    "puts_back",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.wording",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["person", "heading", "written_at"], name="people_wording_of_passage"
                    )
                ],
            },
        ),
    ]
