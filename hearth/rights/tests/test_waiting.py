"""What was asked on an own page waits for whoever answers; what waits is not asked again."""

import datetime

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import day
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory
from hearth.rights import actions
from hearth.rights.actions import RightsRefused
from hearth.rights.models import Limit, RightsLine, RightsRequest
from hearth.rights.queries.waiting import waits
from hearth.rights.tests.conftest import afresh

DAY = datetime.timedelta(days=1)


@pytest.fixture
def asked(jo, hub, today):
    """Something that Jo asked on their own page, two days ago."""

    def ask(asks, person=jo):
        with as_the_owner():
            row = RightsRequest(
                asks=asks, asked_on=today - 2 * DAY, due_on=today + 28 * DAY, asked_by="PERSON",
                asked_how="OWN_PAGE", person=person, held_by=person.held_by, site=hub,
            )  # fmt: skip
            row.words = "Please"
            row.save()
        return row

    return ask


def standing(person):
    with as_the_owner():
        row = Person.objects.get(id=person.id)
        return row.restricted_on, row.not_counted


@pytest.mark.parametrize("asks", ["ACCESS", "ERASURE"])
def test_a_second_one_is_refused_with_the_day_of_the_first(ask, asks, today):
    first = ask(asks, asked_on=today - DAY)
    with pytest.raises(RightsRefused, match=rf"on {day(today - DAY)}, at Acomb.*go on with that"):
        ask(asks)
    assert ask(asks, request_id=first.id).id == first.id
    with as_the_owner():
        RightsRequest.objects.filter(id=first.id).update(closed_on=today, outcome="NOT_DONE")
    assert ask(asks).id != first.id


def test_it_is_refused_at_another_hub_that_knows_them_too(ask, jo, hub, other_hub, today):
    both = PersonFactory(known_as="Jo", sites=[hub, other_hub])
    elsewhere = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER).user
    ask(person=both)
    with acting_as(elsewhere):
        assert not RightsRequest.objects.exists()
    with pytest.raises(RightsRefused, match=r"at Acomb\. It waits there"):
        ask(by=elsewhere, person=both, site=other_hub)
    ask()
    with acting_as(elsewhere):
        assert waits(jo, "ACCESS") is None  # that hub does not know them


def test_what_is_wrong_is_written_down_as_often_as_it_is(ask):
    for words in ("I have two cats", "I have no dog"):
        ask("CORRECTION", part="ABOUT", words=words)


@pytest.mark.parametrize("asks", ["RESTRICTION", "OBJECTION"])
def test_whoever_answers_lets_it_stand_from_today(
    asked, jo, hub_manager, team_member, now, today, asks
):
    row = asked(asks)
    with acting_as(team_member), pytest.raises(NotAllowed):
        actions.let_it_stand(by=team_member, request=row, now=now, today=today)
    with acting_as(hub_manager):
        actions.let_it_stand(by=hub_manager, request=row, now=now, today=today)
    restricts = asks == "RESTRICTION"
    assert standing(jo) == (today if restricts else None, not restricts)
    assert (afresh(row).outcome, afresh(row).closed_on) == ("STANDS", today)
    with acting_as(hub_manager), pytest.raises(RightsRefused, match="ended already"):
        actions.let_it_stand(by=hub_manager, request=row, now=now, today=today)


def test_said_at_the_hub_as_well_it_stands_at_once_and_answers_what_waited(asked, ask, jo, today):
    row = asked("RESTRICTION")
    ask("RESTRICTION")
    assert standing(jo) == (today, False)
    assert afresh(row).outcome == "STANDS"
    with as_the_owner():
        assert Limit.objects.count() == 1


def test_what_was_decided_is_said_in_words_and_only_of_what_is_decided(
    ask, hub_manager, now, today
):
    row, other = ask("ERASURE"), ask("ACCESS")
    decided = {"by": hub_manager, "now": now, "today": today}
    with acting_as(hub_manager):
        for request, words in ((row, " "), (other, "All of it is erased")):
            with pytest.raises(RightsRefused):
                actions.say_it_was_decided(request=request, words=words, **decided)
        actions.say_it_was_decided(request=row, words="All but the diary is erased", **decided)
    assert afresh(row).outcome == "DECIDED"
    with as_the_owner():
        line = RightsLine.objects.get(request=row, kind="ENDED")
    assert line.words == "All but the diary is erased"


def test_erasing_is_written_down_and_nothing_goes(ask, jo, client, hub_manager):
    row = ask("ERASURE", words="All of it")
    client.force_login(hub_manager)
    said = client.get(f"/people/{jo.id}/rights/{row.id}/").content.decode()
    assert f"/people/{jo.id}/rights/erase/" in said
    assert "Nothing goes by this" in said
    assert f"/people/{jo.id}/rights/{row.id}/decided/" in said
    assert f"/people/{jo.id}/rights/{row.id}/stands/" not in said
    assert standing(jo) == (None, False)


def test_what_waits_is_offered_to_be_let_stand(asked, jo, client, hub_manager):
    row = asked("RESTRICTION")
    client.force_login(hub_manager)
    there = f"/people/{jo.id}/rights/{row.id}/stands/"
    assert there in client.get(f"/people/{jo.id}/rights/{row.id}/").content.decode()
    assert client.post(there, {"sure": "on"}).status_code == 302
    assert afresh(row).outcome == "STANDS"


def test_a_double_tap_is_still_one(ask):
    key = uuid7()
    assert ask(request_id=key).id == ask(request_id=key).id
