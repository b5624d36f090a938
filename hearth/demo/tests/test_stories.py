"""The people in the stories: each shares in a way of their own, and a command says who sees it."""

import datetime
import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from hearth.accounts.models import User
from hearth.demo.loading import load
from hearth.demo.network import Organisation, Worker
from hearth.demo.stories.helping import CAME_AGO, come_in
from hearth.demo.stories.laying import id_of, told
from hearth.demo.stories.seen import who_sees_what
from hearth.demo.tests.conftest import SMALL
from hearth.directory.models import ProviderContact
from hearth.directory.tests.factories import ServiceFactory, term
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Source, Visit
from hearth.introductions.models import Incoming, OtherSide
from hearth.introductions.queries import introductions_of, waiting_on_me
from hearth.letterbox.models import HowIAm, Letter
from hearth.people.actions import meet_person
from hearth.people.models import CircleMember, Opening, Passage, Person
from hearth.rights.models import Pack, RightsRequest
from hearth.support.queries import my_people

WITH_A_HUB = replace(
    SMALL,
    workers=(
        *(each for each in SMALL.workers if each.username not in ("vic", "behind")),
        Worker("moe", "Moe Rudd", "HUB_MANAGER", ("bootham",)),
        Worker("ada", "Ada Vale", "TEAM_MEMBER", ("clarence-street",)),
        Worker("ivy", "Ivy Holt", "INFORMATION_GOVERNANCE_LEAD"),
        Worker("pip", "Pip Lowe", "PARTNER_WORKER", ("bootham",), organisation="carers"),
    ),
    organisations=(
        *SMALL.organisations,
        Organisation("carers", "Skelton Carers", "CHARITY", "9990002"),
    ),
)


@pytest.fixture
def offered(db):
    """There is something for each of the stories to be introduced to."""
    with as_the_owner():
        for offer in ("gardening", "craft-group", "benefits-advice"):
            service = ServiceFactory(offer=term(offer))
            contact = ProviderContact(provider=service.provider, confirms=True)
            contact.name, contact.email = "Ada", "ada@example.org"
            contact.save()


@pytest.fixture
def seen(db):
    """Return what each worker sees of each person, by both names. The database's own day counts."""
    now = timezone.now()
    begun = replace(WITH_A_HUB, first_date=timezone.localdate(now) - datetime.timedelta(days=30))
    with as_the_owner():
        load(begun, seed=1, now=now, tell=lambda: None)
        said = who_sees_what(WITH_A_HUB)
    return {
        one["known_as"]: {each["username"]: each["layers"] for each in one["seen_by"]}
        for one in said
    }


def test_every_shape_of_sharing_is_there(seen):
    assert len(seen) == len(told()) >= 12
    assert seen["Wren"]["tom"] == ["HELLO"]
    assert seen["Odette"]["tom"] == ["HELLO", "ABOUT", "CIRCLE", "PLAN", "SUPPORT"]
    assert seen["Odette"]["gail"] == ["HELLO"]
    assert "pip" not in seen["Odette"]
    assert seen["Tamsin"]["pip"] == ["HELLO", "ABOUT"]
    assert "pip" not in seen["Alasdair"]
    assert seen["Priya"] == {
        "tom": ["HELLO", "ABOUT", "PLAN"], "gail": ["HELLO"], "moe": ["HELLO"], "lea": ["HELLO"],
    }  # fmt: skip
    assert seen["Hettie"]["pip"] == ["HELLO", "ABOUT"]


def test_what_somebody_is_introduced_to_waits_on_its_owner_until_they_met(offered, seen):
    today = timezone.localdate()
    with as_the_owner():
        tom = User.objects.get(username="tom")
        odette = Person.objects.get(known_as="Odette")
    with acting_as(tom):
        going, ended = introductions_of(odette, actor=tom, today=today)
        waiting, _ = waiting_on_me(tom, today=today)

    assert [row.state for row in ended] == ["MET"]
    assert {row.state for row in going} == {"WAITING", "TO_GO", "YES"}
    assert [row.is_silent for row in waiting if row.has_come_back] == [True]


def test_what_people_ask_about_their_record_is_at_every_stage(seen):
    with as_the_owner():
        asked = {
            (row.person.known_as, row.asks): row.outcome
            for row in RightsRequest.objects.select_related("person")
        }
        states = dict(Pack.objects.values_list("person__known_as", "state"))

    assert asked == {
        ("Odette", "ACCESS"): "", ("Tamsin", "ACCESS"): "GIVEN",
        ("Alasdair", "CORRECTION"): "STATEMENT", ("Priya", "OBJECTION"): "STANDS",
    }  # fmt: skip
    assert states == {"Odette": "REVIEW", "Tamsin": "GIVEN"}


def test_the_other_side_was_asked_and_people_came_in(offered, seen):
    with as_the_owner():
        sides = list(OtherSide.objects.filter(person__known_as="Odette"))
        came = set(Incoming.objects.values_list("came", flat=True))
    assert [side.said for side in sides if side.said] == ["YES"]
    assert any(side.message_id and not side.said for side in sides)
    assert came == {"FORM", "PARTNER", "PAPER"}


def test_what_a_story_does_together_waits_on_its_worker(seen):
    with as_the_owner():
        tom = User.objects.get(username="tom")
    with acting_as(tom):
        mine = my_people(actor=tom, today=timezone.localdate())
        odette = next(one for one in mine.people if one.known_as == "Odette")

    assert [strand.label for strand in odette.strands] == ["Peer support"]
    assert "Odette" in {keep.known_as for keep in mine.hellos}
    assert "Odette" in {promise.known_as for promise in mine.promises}


def test_what_somebody_says_to_the_hub_is_read_there_and_some_of_it_answered(seen):
    with as_the_owner():
        tom = User.objects.get(username="tom")
    with acting_as(tom):
        written = list(Letter.objects.read_by(tom))
        days = HowIAm.objects.count()

    assert {row.first_read_by_id for row in written if row.kind == "WORST_DAY"} == {tom.id}
    assert days == 2


def test_whoever_works_here_too_is_seen_by_no_worker_beyond_the_hello(seen):
    mine = seen["Gail"]

    assert "gail" not in mine
    assert mine["tom"] == ["HELLO"]


def test_a_carers_circle_points_at_nobody(seen):
    with as_the_owner():
        [wife] = CircleMember.objects.filter(person__known_as="Desmond")
        assert wife.name == "My wife"
        assert not Passage.objects.filter(person__known_as="My wife").exists()


def test_what_was_opened_for_a_reason_waits_for_the_manager(seen):
    with as_the_owner():
        manager = User.objects.get(username="moe")
    with acting_as(manager):
        assert Opening.objects.get(seen_at__isnull=True).person_id == next(
            id_of(one) for one in told() if one.get("opened")
        )


def test_each_has_the_same_address_every_time(seen):
    with as_the_owner():
        there = set(Person.objects.values_list("id", flat=True))

    assert {id_of(one) for one in told()} <= there


def test_the_command_says_it_for_people_and_for_programs(seen, monkeypatch):
    monkeypatch.setattr("hearth.demo.management.commands.demo.DEMONSTRATION", (WITH_A_HUB,))
    out, words = StringIO(), StringIO()
    with as_the_owner():
        call_command("demo", cast=True, json=True, stdout=out)
        call_command("demo", cast=True, stdout=words)

    [york] = json.loads(out.getvalue())
    tamsin = next(one for one in york["people"] if one["known_as"] == "Tamsin")
    assert tamsin["address"].startswith("/people/")
    assert "ada" in tamsin["not_seen_by"]
    assert "  Tamsin: Shares her story with a partner too" in words.getvalue()


def test_somebody_is_in_just_now_if_the_site_is_open(standing, worker, frozen):
    site, gail = standing[0].site, worker("gail")
    with acting_as(gail):
        odette = meet_person(by=gail, site=site, known_as="Odette", today=frozen.date())

    come_in(gail, odette, site, now=frozen.replace(hour=20))
    assert not Visit.objects.exists()
    come_in(gail, odette, site, now=frozen)

    visit = Visit.objects.get()
    assert (visit.person, visit.arrived_at) == (odette, frozen - CAME_AGO)
    assert visit.source == Source.DEMONSTRATION
