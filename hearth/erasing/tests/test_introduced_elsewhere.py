"""Somebody introduced to a hub that another organisation runs: it decides on what it holds."""

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.erasing.models import HolderDecision
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions as introducing
from hearth.introductions import queries as introduced
from hearth.introductions.models import Incoming, Introduction
from hearth.introductions.tests.factories import IncomingFactory, IntroductionFactory
from hearth.people.models import ContactKind, Person, WayToContact
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer
from hearth.rights.queries import tables
from hearth.support.tests.factories import share_support


@pytest.fixture
def there(hub, other_hub, jo, team_member):
    """Jo is introduced from the charity's hub to one that another organisation runs."""
    asked = IntroductionFactory(
        person=jo, held_by=jo.held_by, owner=team_member, from_site=hub, service=None,
        site=other_hub,
    )  # fmt: skip
    return IncomingFactory(
        site=other_hub, held_by=other_hub.run_by, came="OURS", introduction_id=asked.id,
        name="Jo", hope="Pronouns: they",
    )  # fmt: skip


@pytest.fixture
def came(hub, jo):
    """A surgery introduced a Jo to Acomb, and nobody found whose record it is."""

    def came(**said):
        return IncomingFactory(site=hub, held_by=hub.run_by, **{"name": "Jo"} | said)

    return came


def left():
    with as_the_owner():
        return Incoming.objects.count()


def test_whoever_was_asked_decides_about_what_they_hold(
    ask, decide, decider, jo, there, other_hub, now, today
):
    clem = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Clem").user
    with acting_as(clem):
        row = introduced.get_incoming(there.id, actor=clem)
        introducing.take(
            by=clem, incoming=row, stamp=introduced.incoming_now(row).stamp, now=now, today=today
        )
    row = ask()
    with as_the_owner():
        asked = set(HolderDecision.objects.filter(erasure=row).values_list("holder", flat=True))
    assert asked == {jo.held_by_id, other_hub.run_by_id}

    assert not decide(decider, row, jo.held_by).whole
    with as_the_owner():
        kept = Incoming.objects.get()
        assert (kept.owner, kept.about_id) == (clem, jo.id)
        assert not Introduction.objects.exists()
        assert Person.objects.filter(id=jo.id).exists()

    assert decide(decider, row, other_hub.run_by).whole
    assert left() == 0
    with as_the_owner():
        assert not Person.objects.filter(id=jo.id).exists()


def test_what_the_same_organisation_holds_goes_with_the_rest(ask, decide, decider, jo, there):
    with as_the_owner():
        Incoming.objects.update(held_by=jo.held_by)
    assert decide(decider, ask(), jo.held_by).whole
    assert left() == 0


def test_it_is_told_them_and_counted(there, jo):
    timer = OnATimer()
    with acting_as(timer):
        said = introduced.everything_about(jo)
        assert {"held_by": there.held_by.name, "what": "You were introduced to us"}.items() <= next(
            row for row in said if "Pronouns: they" in row["says"]
        ).items()
        assert tables.counted([jo.id])["introductions_incoming"] == {"all": 1, "read": 1}


def test_known_at_the_hub_that_was_asked_it_is_of_that_record(there, jo, other_hub, ask):
    sam = PersonFactory(known_as="Sam", sites=[other_hub])
    with as_the_owner():
        Incoming.objects.filter(id=there.id).update(person=sam, owner=None)
        assert Incoming.objects.get().about_id is None
    row = ask()
    with as_the_owner():
        asked = set(HolderDecision.objects.filter(erasure=row).values_list("holder", flat=True))
    assert asked == {jo.held_by_id}


def test_the_pages_name_nobody_who_reads_there(there, jo, other_hub, client):
    clem = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Clem").user
    client.force_login(clem)
    shown = client.get(f"/introductions/incoming/{there.id}/").content.decode()
    assert "Jo was introduced to us" in shown
    assert str(jo.id) not in shown
    with acting_as(clem):
        assert introduced.get_incoming(there.id, actor=clem).about_id == jo.id
        assert not Person.objects.filter(id=jo.id).exists()


class TestSomebodyWhomNobodyLinked:
    @pytest.fixture
    def said(self, ask, page, decider):
        def said():
            return page(decider, "erasure", ask().id)

        return said

    def test_is_said_to_whoever_decides(self, came, said, team_member, today):
        came(stands="RATHER_NOT", ended_on=today, next_on=None, owner=team_member)
        shown = said()
        assert "Where a name of theirs waits" in shown
        assert "introduced to Acomb" in shown
        assert "unless the team there says first that it is them" in shown
        assert "07700" not in shown

    def test_is_found_by_their_number_too(self, came, said, jo):
        with as_the_owner():
            way = WayToContact(
                person=jo, known_at=jo.known_at, held_by=jo.held_by, kind=ContactKind.PHONE
            )
            way.value = "07700900321"
            way.save()
        came(name="A patient of ours")
        assert "introduced to Acomb" in said()

    def test_of_another_name_is_not(self, came, said):
        came(name="Joanna")
        assert "introduced to Acomb" not in said()

    def test_is_gone_with_them_once_somebody_said_who_it_is(
        self, came, ask, decide, decider, jo, team_member, now, today
    ):
        row = came()
        share_support(jo, by=team_member)
        with acting_as(team_member):
            introducing.say_who_it_is(
                by=team_member, incoming=introduced.get_incoming(row.id, actor=team_member),
                person=jo, person_id=row.id, now=now, today=today,
            )  # fmt: skip
        assert decide(decider, ask(), jo.held_by).whole
        assert left() == 0
