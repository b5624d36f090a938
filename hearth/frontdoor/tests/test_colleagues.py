"""A visit by somebody who works here too: that they came shows, and what they said is closed."""

import re

import pytest
from django.db import connection

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.models import Visit
from hearth.frontdoor.tests.reading import says
from hearth.people.actions import open_for_a_reason
from hearth.people.models import Person
from hearth.people.queries import is_closed_as_a_workers

SAID = ("Not great", "Likes the window", "Asked to talk", "What was done here")


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cat").user


@pytest.fixture
def theirs(visit, jo, greeter, colleague, now):
    """A visit by Jo, who works here too, with what she said."""
    with acting_as(greeter):
        actions.add_to_visit(
            by=greeter, visit=visit, now=now, how_today="NOT_GREAT", note="Likes the window"
        )
        actions.ask_to_talk(by=greeter, visit=visit, now=now)
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker=colleague)
    return visit


def pages(client, worker, visit, person):
    client.force_login(worker)
    return says(client.get(f"/visits/{visit.id}/")), client.get(f"/people/{person.id}/")


def test_shows_that_they_came_and_nothing_of_what_they_said(client, team_member, theirs, jo):
    visit, page = pages(client, team_member, theirs, jo)

    assert "Visit by Jo" in visit
    assert "Open it for a reason" in visit
    assert [words for words in SAID if words in visit] == []
    person = page.content.decode()
    assert "their visits open for a reason" in person
    assert f"/visits/{theirs.id}/" not in person
    assert "Not great" not in person


def test_opens_for_an_hour_for_a_reason(client, team_member, theirs, jo, hub, now):
    with acting_as(team_member):
        reveal([jo.id])
        open_for_a_reason(
            by=team_member, person=jo, site=hub, reason="She fell in the hall", now=now
        )

    visit, page = pages(client, team_member, theirs, jo)

    assert [words for words in SAID if words not in visit] == []
    assert "Not great" in page.content.decode()
    assert client.get(f"/visits/{theirs.id}/correct/").status_code == 200


def test_of_ones_own_opens_to_nobody_about_themselves(client, colleague, theirs, jo):
    visit, page = pages(client, colleague, theirs, jo)

    assert [words for words in SAID if words in visit] == []
    assert "Open it for a reason" not in visit
    assert page.status_code == 404


@pytest.mark.parametrize("reader", ["team_member", "colleague", "greeter"])
def test_is_read_by_no_way_round(client, request, reader, theirs):
    client.force_login(request.getfixturevalue(reader))
    assert "Likes the window" not in says(client.get(f"/visits/{theirs.id}/add/"))
    why = "This visit is your own" if reader == "colleague" else "They work here too"
    for page in ("correct", "who"):
        refused = client.get(f"/visits/{theirs.id}/{page}/")
        assert refused.status_code == 403
        assert why in says(refused)
    assert client.post(f"/visits/{theirs.id}/who/", {"no_one": "yes"}).status_code == 403

    with as_the_owner():
        assert Visit.objects.get(id=theirs.id).person_id == theirs.person_id


def test_of_ones_own_offers_nothing_but_that_they_have_left(client, colleague, theirs):
    client.force_login(colleague)

    page = client.get(f"/visits/{theirs.id}/").content.decode()

    assert set(re.findall(rf"/visits/{theirs.id}/([a-z-]+)/", page)) == {"left"}
    assert "Nobody came in" not in page
    door = client.get(f"/welcome/?welcomed={theirs.id}").content.decode()
    assert f"/visits/{theirs.id}/" not in door


OWN_WORDS = "I was well that day"


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("add", {"note": OWN_WORDS}),
        ("correct", {"note": OWN_WORDS}),
        ("who", {"no_one": "yes", "note": OWN_WORDS}),
        ("undo", {"note": OWN_WORDS}),
        ("happened", {"happened": "no", "note": OWN_WORDS}),
        ("wants-to-talk", {"note": OWN_WORDS}),
        ("child-alone", {"note": OWN_WORDS}),
    ],
)
def test_of_ones_own_is_never_written_on_and_the_words_come_back(
    client, colleague, theirs, page, sent
):
    with as_the_owner():
        before = Visit.objects.values().get(id=theirs.id)
    client.force_login(colleague)

    refused = client.post(f"/visits/{theirs.id}/{page}/", sent)

    assert refused.status_code == 403
    assert "This visit is your own. Ask a colleague" in says(refused)
    assert OWN_WORDS in says(refused)
    with as_the_owner():
        assert Visit.objects.values().get(id=theirs.id) == before


def test_of_ones_own_is_changed_by_no_act_and_yet_says_who_is_in(colleague, theirs, now):
    with as_the_owner():
        waiting = theirs.conversations.get()
    with acting_as(colleague):
        for act in (
            lambda: actions.add_to_visit(by=colleague, visit=theirs, now=now, note="Fine"),
            lambda: actions.take_conversation(by=colleague, conversation=waiting, now=now),
            lambda: actions.correct_visit(by=colleague, visit=theirs, now=now, happened=False),
            lambda: actions.correct_visit(by=colleague, visit=theirs, now=now, person=None),
            lambda: actions.take_back(by=colleague, arrival=theirs, now=now),
            lambda: actions.ask_to_talk(by=colleague, visit=theirs, now=now),
        ):
            with pytest.raises(actions.OnesOwnVisit):
                act()
        assert actions.leave(by=colleague, arrival=theirs, now=now).left_at
        assert actions.put_back(by=colleague, arrival=theirs, now=now).left_at is None


def test_by_a_colleague_is_still_added_to_at_the_door(client, greeter, theirs):
    client.force_login(greeter)

    client.post(f"/visits/{theirs.id}/add/", {"note": "Waits for Ada"})

    with as_the_owner():
        assert "Waits for Ada" in Visit.objects.get(id=theirs.id).note


def test_of_somebody_on_no_list_who_works_nowhere_here_stays_open(client, greeter, visit, jo, now):
    with acting_as(greeter):
        actions.add_to_visit(by=greeter, visit=visit, now=now, note="Likes the window")
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(listed=False, greeted_at=[])
    client.force_login(greeter)

    assert "Likes the window" in says(client.get(f"/visits/{visit.id}/"))


def test_who_is_in_still_says_their_name_for_a_fire(team_member, theirs, hub, now):
    with acting_as(team_member):
        [inside] = queries.who_is_in(hub, actor=team_member, now=now).visitors

    assert inside.person.said == "Jo"


def test_another_partnership_is_told_nothing_of_who_works_here(team_member, theirs, jo):
    with acting_as(team_member):
        assert is_closed_as_a_workers(jo.id, actor=team_member)
        with connection.cursor() as cursor:
            cursor.cursor.execute("SET LOCAL app.partnership = 'lincolnshire'")
            cursor.execute("SELECT people_closed_as_a_workers(%s)", [jo.id])
            assert cursor.fetchone() == (False,)
