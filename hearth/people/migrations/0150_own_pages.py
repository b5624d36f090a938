from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from hearth.foundation.functions import Function
from hearth.foundation.identifiers import uuid7
from hearth.foundation.walls import ANY_ACTOR, Wall, WebMayOnly, among, is_actor, overlaps, within
from hearth.people.migrations._copying import copy_known_at
from hearth.people.migrations._standing import (
    AUDIENCES,
    OPENED,
    SHARED_WITH_ME,
    TODAY,
    not_a_colleagues,
)
from hearth.people.migrations._themselves import NOT_ON_OWN_PAGES, THEMSELVES, own, theirs

LOOKED = import_module("hearth.people.migrations.0090_what_a_held_sharing_would_tell").LOOKED
HELD = import_module("hearth.people.migrations.0091_holding_back_is_kept")
BESIDE = HELD.WORKER_NOTED_BESIDE

GREET, SEE, FOUND, HOLD_BACK = "people.greet", "people.see", "people.found", "people.hold_back"
OF_THE_TEAM = f"({overlaps('known_at', SEE)} OR {among('person_id', FOUND, OPENED)})"
TOLD_THE_TEAM = f"{OF_THE_TEAM} AND {not_a_colleagues()}"
MAY_SEE = (
    f"({overlaps('known_at', SEE)} OR {overlaps('greeted_at', GREET)} OR {among('id', FOUND)}"
    f" OR {SHARED_WITH_ME} OR {among('id', OPENED)})"
    f" AND (worker_id IS NULL OR NOT ({is_actor('worker_id')}))"
)
KNOWS_THE_KEY = "key = decode(nullif(current_setting('people.key', true), ''), 'hex')"
MINE = is_actor("sign_in_id")
THEY_KNOW = f"(held_back_until IS NULL OR held_back_until < {TODAY})"
"""A sharing without agreement that is held back from the person is not there for them."""
IS_THEIRS = f"id = ANY (nullif(current_setting('{THEMSELVES}', true), '')::uuid[])"

OPENED_BY_SEE = "OR (p.worker_id IS NULL AND p.known_at &&"
THEY_LOOK = LOOKED.replace(OPENED_BY_SEE, f"OR p.{IS_THEIRS}\n                {OPENED_BY_SEE}")
assert THEY_LOOK.count(THEMSELVES) == 1

TABLES = {"people_ownpages": TOLD_THE_TEAM, "people_ownkey": TOLD_THE_TEAM}


def about_somebody():
    return [
        ("id", models.UUIDField(default=uuid7, editable=False, primary_key=True, serialize=False)),
        ("recorded_at", models.DateTimeField(auto_now_add=True)),
        ("known_at", django.contrib.postgres.fields.ArrayField(models.UUIDField(), size=None)),
        ("worker_id", models.UUIDField(editable=False, null=True)),
        ("held_by", of("places.organisation")),
    ]


def of(what, **more):
    on_delete = django.db.models.deletion.PROTECT
    return models.ForeignKey(on_delete=on_delete, related_name="+", to=what, **more)


def whose(related_name, what="people.person", **more):
    on_delete = django.db.models.deletion.CASCADE
    return models.ForeignKey(on_delete=on_delete, related_name=related_name, to=what, **more)


class Migration(migrations.Migration):
    """
    A person can have pages of their own, and act there as themselves.

    `people.themselves` holds who they are. It opens rows that say so here, and nothing else: what
    is held back from them, what others wrote for each other, and how they are watched over stays
    shut, whatever a query asks.
    """

    dependencies = [
        ("accounts", "0031_own_pages"),
        ("people", "0140_when_a_plan_changed"),
        ("places", "0004_wall_before_photos"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnPages",
            fields=[
                *about_somebody(),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("person", whose("%(class)ss")),
                ("sign_in", of(settings.AUTH_USER_MODEL, unique=True)),
                ("opened_by", of(settings.AUTH_USER_MODEL)),
                ("ended_by", of(settings.AUTH_USER_MODEL, blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["person"],
                        condition=models.Q(ended_at=None),
                        name="people_ownpages_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnKey",
            fields=[
                *about_somebody(),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("ADDRESS", "An email address that links are sent to"),
                            ("LINK", "A link that was sent"),
                            ("PAPER", "A code on paper"),
                            ("PASSKEY", "A passkey"),
                        ]
                    ),
                ),
                ("key", models.BinaryField()),
                ("value_sealed", models.BinaryField(blank=True, default=b"")),
                ("public_key", models.BinaryField(blank=True, default=b"")),
                ("sign_count", models.BigIntegerField(default=0)),
                ("proven_at", models.DateTimeField(blank=True, null=True)),
                ("ends_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("person", whose("%(class)ss")),
                ("pages", whose("own_keys", "people.ownpages")),
                ("from_key", whose("links", "people.ownkey", blank=True, null=True)),
                ("sign_in", of(settings.AUTH_USER_MODEL)),
                ("made_by", of(settings.AUTH_USER_MODEL, blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["key"], name="people_ownkey_key"),
                    models.Index(fields=["pages", "kind"], name="people_ownkey_of"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        name="people_ownkey_link_ends",
                        condition=~models.Q(kind="LINK")
                        | models.Q(ends_at__isnull=False, from_key__isnull=False),
                    )
                ],
            },
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER {table}_stands BEFORE INSERT OR UPDATE OF worker_id ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION people_stand_beside()",
                f"DROP TRIGGER {table}_stands ON {table}",
            )
            for table in TABLES
        ),
        Wall(
            "people_ownpages",
            see=f"({TOLD_THE_TEAM}) OR {MINE}",
            add=f"{TOLD_THE_TEAM} AND {is_actor('opened_by_id')}",
            change=f"({TOLD_THE_TEAM}) OR {MINE}",
            remove=among("person_id", FOUND),
        ),
        WebMayOnly(
            "people_ownpages", may="UPDATE (ended_at, ended_by_id)", never="UPDATE, TRUNCATE"
        ),
        Wall(
            "people_ownkey",
            see=f"({TOLD_THE_TEAM}) OR {MINE} OR {KNOWS_THE_KEY}",
            add=f"({TOLD_THE_TEAM}) OR {MINE}",
            change=f"({TOLD_THE_TEAM}) OR {MINE}",
            remove=among("person_id", FOUND),
        ),
        WebMayOnly(
            "people_ownkey",
            may="UPDATE (proven_at, used_at, ended_at, sign_count)",
            never="UPDATE, TRUNCATE",
        ),
        migrations.RunSQL(
            "DROP TRIGGER people_person_works_here_beside ON people_person",
            migrations.RunSQL.noop,
        ),
        Function(
            "people_worker_noted_beside", takes="", returns="trigger", as_owner=True,
            body=BESIDE.replace(
                "    RETURN NULL",
                "".join(
                    f"    UPDATE {table} SET worker_id = NULL WHERE person_id = NEW.id;\n"
                    for table in TABLES
                )
                + "    RETURN NULL",
            ),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER people_person_works_here_beside"
            " AFTER UPDATE OF worker_id ON people_person FOR EACH ROW"
            " WHEN (NEW.worker_id IS DISTINCT FROM OLD.worker_id)"
            " EXECUTE FUNCTION people_worker_noted_beside()",
            migrations.RunSQL.noop,
        ),
        copy_known_at(
            [
                ("people_details", "person_id", "known_at"),
                ("people_othername", "person_id", "known_at"),
                ("people_waytocontact", "person_id", "known_at"),
                ("people_findingkey", "person_id", "known_at"),
                ("people_link", "one_id", "one_known_at"),
                ("people_link", "other_id", "other_known_at"),
                ("people_sharing", "person_id", "known_at"),
                ("people_saidbefore", "person_id", "known_at"),
                ("people_ownpages", "person_id", "known_at"),
                ("people_ownkey", "person_id", "known_at"),
            ]
        ),
        Function(
            "people_who_looked",
            takes="whose uuid, earlier_than uuid, most integer, which text, these uuid[]",
            returns="TABLE (line_id uuid, at timestamptz, actor_id uuid, page text, place_id uuid,"
            " opening_id uuid, reason_sealed bytea, held_until date, sharing_held_until date)",
            body=THEY_LOOK,
            for_web=True,
            settings="STABLE",
        ),
        Wall(
            "people_person",
            see=f"({MAY_SEE}) OR {theirs('id')}",
            add=f"{within('known_at', GREET, SEE)} AND greeted_at <@ known_at",
            change=f"({MAY_SEE}) OR {theirs('id')}",  # they hold it while they write beside it
            becomes=f"{ANY_ACTOR} AND {NOT_ON_OWN_PAGES}",
            remove=overlaps("known_at", SEE),
        ),
        Wall(  # they read how old they are: whoever is under 16 does not agree alone
            "people_details",
            see=f"({TOLD_THE_TEAM}) OR {theirs()}",
            add=f"({overlaps('known_at', GREET, SEE)}) AND {not_a_colleagues()}",
            change=f"({OF_THE_TEAM} OR {overlaps('known_at', GREET)}) AND {not_a_colleagues()}",
            becomes=ANY_ACTOR,
            remove=f"{overlaps('known_at', SEE)} AND {not_a_colleagues()}",
        ),
        Wall(
            "people_sharing",
            see=f"({HELD.TOLD_THE_TEAM} AND {HELD.IS_SHOWN}) OR (basis <> '' AND {HELD.HOLDS_BACK})"
            f" OR (({overlaps('audiences', AUDIENCES)}) AND {not_a_colleagues()})"
            f" OR ({theirs()} AND {THEY_KNOW})",
            add=f"({HELD.TOLD_THE_TEAM} AND {is_actor('recorded_by_id')} AND withdrawn_at IS NULL"
            f" AND (held_back_by_id IS NULL OR {is_actor('held_back_by_id')}))"
            f" OR ({theirs()} AND {is_actor('recorded_by_id')} AND withdrawn_at IS NULL"
            " AND basis = '' AND how = 'OWN_PAGE' AND decided_by = 'PERSON')",
            change=f"({HELD.TOLD_THE_TEAM}) OR (basis <> '' AND {HELD.HOLDS_BACK})"
            f" OR ({theirs()} AND basis = '')",
            becomes=f"({HELD.TOLD_THE_TEAM}) OR (basis <> '' AND {HELD.HOLDS_BACK})"
            f" OR ({theirs()} AND basis = '' AND {is_actor('withdrawn_by_id')})",
            remove=among("person_id", FOUND),
        ),
        own("people_passage", writes="edited_by_id", changes=True),
        own("people_wording", writes="written_by_id", only_added=True),
        own("people_staywellplan", changes=True),
        own("people_layerbefore", writes="changed_by_id", only_if="layer = 'PLAN'",
            only_added=True),
    ]  # fmt: skip
