"""Whoever asks what is kept about them is told it all, and forgotten they leave nothing behind."""

import datetime
import json
from importlib import import_module
from inspect import signature

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.audiences import role_at
from hearth.foundation.models import AccessLine
from hearth.foundation.resealing import sealed_columns
from hearth.foundation.sealing import CannotOpen, SealedForPerson, forget_own_keys
from hearth.foundation.tests.factories import as_the_owner
from hearth.foundation.walls import WEB
from hearth.incidents.models.agreements import HowIn
from hearth.people.actions import link_people
from hearth.people.models import Link, Openness, Person, PersonKey, Sharing
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer
from hearth.rights.jobs import gather_everything
from hearth.rights.models import Pack, PackRow, PackState, RightsRequest
from hearth.rights.queries import what_is_given
from hearth.tests.making import Maker, marker, worded

TRAIL = {"foundation.AccessLine"}
"""What is kept of who looked: ids alone, and never taken away."""


COPIED = "a copy of what each app tells (see rights)"
KEPT_BESIDE = "told by what keeps every change of it"
OF_ANOTHER = "somebody else's, or kept back so that nobody comes to harm (see safety)"
NOT_TOLD_AS_IT_STANDS = {
    **dict.fromkeys(
        [
            "ComingIn hub_will", "ComingIn still_helped", "ComingIn theirs", "ComingIn they_will",
            "ComingIn who_agreed", "ComingIn why", "DoorWords words", "Goal why",
            "SupportStrand with_who",
        ],
        KEPT_BESIDE,
    ),
    **dict.fromkeys(
        [
            "HeldBack reason", "SafetyConcern about", "SafetyConcern knows_note", "Worry about",
            "Worry reach",
        ],
        OF_ANOTHER,
    ),
    **dict.fromkeys(
        ["LoneVisitDetails done", "LoneVisitDetails plan", "LoneVisitDetails whom"],
        "the worker's own plan for being safe",
    ),
    **dict.fromkeys(
        [
            "PackRow answers", "PackRow app", "PackRow facts", "PackRow given",
            "PackRow professional", "PackRow reason", "PackRow says", "PackRow what",
        ],
        COPIED,
    ),
    "Details nhs_number": "told with the spaces that the NHS prints",
    "PersonKey key": "what opens their history is told by what it opens",
    "OutgoingMessage to": "told as a way to contact them",
    "Opening reason": "told with who has looked",
    "Opening seen_note": "of the worker who opened it, by whoever looked at that afterwards",
    "Correction was": "the history of a visit stands with the visit",
    "Sharing reason": "told of what was shared without agreement, and this was agreed",
    "Sharing held_back_why": "why they are not told yet, by whoever answers for that",
    "Sharing told": "told of what was shared without agreement, and this was agreed",
}  # fmt: skip
"""Words that are not told as this table says them, and why not. This list only shrinks."""


def persons(model):
    """Return by which fields a table says whose it is, those without a foreign key too."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if field.related_model is Person or field.name == "person_id"
    ]


KNOWING = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("hearth.") and persons(model)
    and model._meta.label not in TRAIL
]  # fmt: skip


def app_of(model):
    return model.__module__.split(".")[1]


APPS = sorted({app_of(model) for model in KNOWING}, key=lambda app: app == "people")
"""Those that know a person; people is the last to forget them."""


@pytest.fixture
def colleague(hub):
    """Works here, and is known here too."""
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Una").user


@pytest.fixture
def made(hub, jo, charity, team_member, hub_manager):
    """Everything that can be written about Jo, once."""
    now, sam = timezone.now(), PersonFactory(known_as="Sam", sites=[hub])
    settled = {"settled_at": now, "settled_by": team_member}
    with as_the_owner():
        line = AccessLine.objects.create(actor_id=hub_manager.id, person_id=jo.id, page="hello")
        given = {
            "people.Person": jo, "accounts.User": team_member, "places.Site": hub,
            "places.Organisation": charity, "people.Acquaintance": jo.acquaintances.get(),
        }  # fmt: skip
        maker = Maker(given, {
            "people.Link": {
                "other": sam, "one_known_at": jo.known_at, "other_known_at": sam.known_at,
            },
            "people.CarerView": {
                "carer": sam, "carer_sign_in": team_member, "reads": ["PLAN"], "ended_by": None,
            },
            "people.HeldBack": {"line_id": line.id},
            "people.Sharing": {
                "layers": ["ABOUT"], "with_site": hub, "with_roles": ["TEAM_MEMBER"],
                "audiences": [role_at(hub.id, Role.TEAM_MEMBER)], "how": "SAID",
                "decided_by": "PERSON", "held_back_until": None, "held_back_why": "",
            },
            "people.LayerBefore": {"layer": "PLAN", "question": "", "was": json.dumps({
                "looked_at_on": "2026-11-23", "look_again_on": "2026-12-23",
                "why": "LayerBefore was", "on_hubs_device": False,
            })},
            "people.Opening": {"opened_at": now, "ends_at": now + datetime.timedelta(hours=1)},
            "outcomes.Reading": {"said": json.dumps({
                "answers": {"1": 1}, "words": "Reading said",
            }), "came_to": {"total": "9"}, "missing": [2], "made_up": ["total"], "came_for": [1]},
            "outcomes.ReadingBefore": {"was": json.dumps({
                "measure": "phq-9", "given_on": "2026-03-03", "how": "DESK", "site_id": str(hub.id),
                "answers": [[1, 1]], "totals": [], "came_for": [], "words": "ReadingBefore was",
            })},
            "support.ContactBefore": {"was": json.dumps({
                "words": "ContactBefore was", "note": "ContactBefore was", "where": "",
            })},
            "support.KeepBefore": {"was": json.dumps({
                "says_hello_id": str(team_member.id), "in_person": True, "way_id": None,
                "every_days": 7, "next_on": None, "if_no_answer": "KeepBefore was",
                "try_again_days": 1,
            })},
            "people.SaidBefore": {
                "section": "HELLO", "was": json.dumps({"known_as": "SaidBefore was"}),
            },
            "people.CircleBefore": {
                "was": json.dumps({"name": "CircleBefore was", "bond": "FRIEND"}),
            },
            "diary.Meeting": {"before": json.dumps([{
                "at": now.isoformat(), "by": "Tess", "worker": "Tess",
                "begins": now.isoformat(), "ends": now.isoformat(), "what_for": "ONE_TO_ONE",
                "meet_at": "HUB", "where": "Meeting before", "who": "", "who_else": "",
            }])},
            "safety.Worry": settled | {"confidential": False},
            "safety.SafetyConcern": {
                "finished_at": now, "finished_by": team_member, "look_on": None,
            },
            "incidents.Incident": settled,
            "incidents.ComingInOnce": {"said": json.dumps({
                "how": HowIn.COMES_IN, "why": "ComingInOnce said", "look_again_on": "2026-11-23",
            })},
            "frontdoor.Correction": {"was": json.dumps({"note": "Correction was"})},
            "erasing.Erasure": {
                "settled_at": now, "withdrawn_at": now, "withdrawn_by": team_member,
            },
            "erasing.LegalHold": {"lifted_at": now, "lifted_by": team_member},
            "erasing.DueToLook": {"keep_until": now.date(), "kept_by": team_member},
            "introductions.Introduction": {"site": hub, "next_on": now.date()},
            "introductions.SharedWithThem": {"words": json.dumps([["", "SharedWithThem words"]])},
            "letterbox.Letter": {
                "look_by": now, "first_read_by": None, "taken_by": None, "done_by": None,
            },
            "rights.Limit": {"lifted_on": now.date(), "lifted_by": team_member},
            "introductions.Incoming": {
                "stands": "NEW", "ended_on": None, "next_on": now.date(),
                "story": json.dumps([[now.isoformat(), "", "", "Incoming story"]]),
            },
            "introductions.OtherSide": {
                "words": json.dumps([["", "OtherSide words"]]), "code_message_id": None,
            },
            "diary.LoneVisit": {"buddy": hub_manager},
            "diary.LoneVisitDetails": {"buddy": hub_manager},
        })  # fmt: skip
        for model in KNOWING:
            if model not in (Openness, PersonKey):  # the database keeps the one, sealing the other
                maker.one(model)
        assert all(of_jo(model, jo) for model in KNOWING)
        Sharing.objects.filter(person=jo).update(
            withdrawn_at=now, withdrawn_by=team_member, withdrawn_decided_by="ATTORNEY"
        )


WITHOUT_WORKER_ID = {
    "Acquaintance", "Correction", "DueToLook", "Erasure", "FindingKey", "IncidentPerson",
    "LegalHold", "Link", "PersonKey", "Visit",
}  # fmt: skip
"""What knows a person and does not say whose sign-in it is: it is closed by those who ask for it.
This list only shrinks."""


def says_whose(model):
    """Return the column in which a row says whose sign-in it is, if the person works here too."""
    named = {field.name for field in model._meta.concrete_fields if not field.is_relation}
    return next(iter(named & {"worker_id", "about_worker_id", "their_sign_in_id"}), None)


def test_every_app_that_knows_a_person_answers_and_forgets_by_holder():
    for app in APPS:
        assert callable(import_module(f"hearth.{app}.queries").everything_about), app
        forgets = signature(import_module(f"hearth.{app}.actions").forget_person).parameters
        assert {"by", "person", "held_by"} <= set(forgets), app
        assert forgets["held_by"].default is None, app


def test_linked_with_a_colleagues_record_every_row_says_so(made, jo, hub, colleague):
    works_here = PersonFactory(known_as="Pat", sites=[hub])
    with as_the_owner():
        Person.objects.filter(id=works_here.id).update(worker=colleague)
        Link.objects.create(
            one=jo, other=works_here, one_known_at=jo.known_at, other_known_at=jo.known_at,
            linked_by=colleague, held_by=jo.held_by,
        )  # fmt: skip
        silent = {model.__name__ for model in KNOWING if not says_whose(model)}
        assert silent == WITHOUT_WORKER_ID, "say whose sign-in it is, or why not"
        untold = [
            model.__name__
            for model in KNOWING
            if (column := says_whose(model))
            and model.objects.filter(person_id=jo.id).exclude(**{column: colleague.id}).exists()
        ]
    assert untold == []


def of_jo(model, jo):
    """Test if a table has a row that is Jo's."""
    return any(model.objects.filter(**{field: jo.id}).exists() for field in persons(model))


def told_of(person):
    with as_the_owner():
        rows = [
            row
            for app in APPS
            for row in import_module(f"hearth.{app}.queries").everything_about(person)
        ]
    return "\n".join(str(value) for row in rows for value in row.values())


def test_all_that_was_written_about_them_is_told_them(made, jo):
    told = told_of(jo)

    untold = {
        marker(model, name)
        for model in KNOWING
        for name in worded(model)
        if marker(model, name) not in told
    }
    assert untold == set(NOT_TOLD_AS_IT_STANDS), "tell it, or say why not"


def test_all_that_was_written_about_them_is_in_what_they_ask_for(made, jo):
    with as_the_owner():
        request = RightsRequest.objects.get(person=jo)
    gather_everything(request.id, again=True)
    with as_the_owner():
        pack = Pack.objects.get(request=request)
        rows = [f"{row.what} {row.says}" for row in PackRow.objects.filter(pack=pack)]
        PackRow.objects.exclude(facts_sealed=b"").update(flag="")
        given = what_is_given(pack, known_as="Jo", today=timezone.localdate())
    held = "\n".join(rows)

    assert pack.state == PackState.REVIEW, pack.counts
    missing = {
        marker(model, name)
        for model in KNOWING if model not in (PackRow, PersonKey)
        for name in worded(model)
        if marker(model, name) not in held
    }  # fmt: skip
    assert missing == {"OutgoingMessage to", "Sharing held_back_why"}, (
        "told as a way; never written"
    )
    facts = {}
    for row in given["rows"]:
        facts.setdefault(row["table"], set()).update(row)
    with as_the_owner():
        assert {
            model._meta.db_table: left
            for model in KNOWING
            if model not in (Pack, PackRow, Openness, PersonKey)
            and (left := filled(model, jo) - facts.get(model._meta.db_table, set()) - READ_BY)
        } == {}


READ_BY = {
    "audiences", "closes_on", "greeted_at", "known_at", "one_known_at", "open_till", "open_to",
    "other_known_at", "unsafe_ways", "worker_id",
}  # fmt: skip
"""Who may read a row: told as what is shared, and with whom."""


def filled(model, jo):
    """Return the personal columns that say something of Jo, but for words and whom they name."""
    [row] = model.objects.filter(**{persons(model)[0] if model is not Person else "id": jo.id})[:1]
    return {
        field.name
        for field in model._meta.concrete_fields
        if field.name in model.Privacy.personal
        and not field.is_relation
        and not isinstance(field, models.BinaryField)
        and field.name not in worded(model)
        and getattr(row, field.attname) not in (None, "", [])
    }


def test_forgotten_they_leave_nothing(made, jo):
    timer = OnATimer()
    with acting_as(timer):
        for app in APPS:
            import_module(f"hearth.{app}.actions").forget_person(by=timer, person=jo)

    with as_the_owner():
        assert [model.__name__ for model in KNOWING if of_jo(model, jo)] == []
        assert not Person.objects.filter(id=jo.id).exists()


HISTORY = [
    (model, sealed) for model, sealed in sealed_columns() if isinstance(sealed, SealedForPerson)
]


UNDER_THE_RING = {
    "WorryCheck said": "whose it is stands on the worry, and may be found out afterwards",
    "WorryCheck whom": "whose it is stands on the worry, and may be found out afterwards",
}
"""What is only ever added to, of which no column is ever changed, and yet is not under the person's
own key, and why. This list only shrinks."""


def test_what_is_only_ever_added_to_about_somebody_is_under_their_own_key(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'york'::regnamespace"
            " AND has_table_privilege(%(web)s, oid, 'INSERT')"
            " AND NOT has_any_column_privilege(%(web)s, oid, 'UPDATE')",
            {"web": WEB},
        )
        added_to = {table for (table,) in cursor.fetchall()}

    own = {f"{model.__name__} {sealed.column.removesuffix('_sealed')}" for model, sealed in HISTORY}
    history = {
        marker(model, name)
        for model in KNOWING
        if model._meta.db_table in added_to
        for name in worded(model)
    }
    assert "SaidBefore was" in history
    assert history - own == set(UNDER_THE_RING), "seal it for the person, or say why not"


def test_forgotten_no_copy_of_their_history_opens(made, jo):
    timer = OnATimer()
    with as_the_owner():
        copies = [
            (model, sealed, row)
            for model, sealed in HISTORY
            for row in model.objects.filter(person_id=jo.id)
        ]
        assert [(model, sealed) for model, sealed, _ in copies] == HISTORY
        assert all(sealed.__get__(row, model) for model, sealed, row in copies)
    with acting_as(timer):
        for app in APPS:
            import_module(f"hearth.{app}.actions").forget_person(by=timer, person=jo)

    with as_the_owner():
        forget_own_keys()
        assert [
            f"{model.__name__} {sealed.column}"
            for model, sealed, row in copies
            if opens(sealed, row)
        ] == []


def opens(sealed, row):
    try:
        return bool(sealed.__get__(row, type(row)))
    except CannotOpen:
        return False


def test_linked_with_another_record_nothing_of_theirs_is_told_there(made, jo, hub, team_member):
    pat = PersonFactory(known_as="Pat", sites=[hub])
    with acting_as(team_member):
        link_people(by=team_member, one=jo, other=pat, why="They told us")

    told = told_of(pat)

    assert not [
        marker(model, name) for model in KNOWING for name in worded(model)
        if marker(model, name) in told and model.__name__ != "Link"
    ]  # fmt: skip
