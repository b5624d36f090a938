"""What is shared of somebody, answered to it and told of them is under their own key."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.sealing import FORMAT_OWN, CannotOpen
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, queries
from hearth.introductions.actions import Shown
from hearth.introductions.models import Incoming, IntroductionLine, OtherSide, SharedWithThem
from hearth.introductions.queries import ReplySaid
from hearth.introductions.queries.said import Whereto
from hearth.introductions.tests.factories import (
    IncomingFactory,
    IntroductionFactory,
    OtherSideFactory,
)
from hearth.people.models import PersonKey
from hearth.people.tests.factories import PersonFactory
from hearth.support.tests.factories import share_support

SHOWN = Shown((("The name they like", "Jo"),), "SAID")


def is_own(row):
    return bytes(row.words_sealed).startswith(FORMAT_OWN)


def answers():
    """Return the lines that say what the other side said, opened."""
    with as_the_owner():
        lines = list(IntroductionLine.objects.filter(kind="YES"))
        assert all(line.words for line in lines)
        return lines


@pytest.fixture
def asked():
    """Return how many questions something asks, of a worker who acts."""

    def count(worker, act):
        with acting_as(worker), CaptureQueriesContext(connection) as seen:
            act()
        return len(seen)

    return count


@pytest.fixture
def many(hub, team_member):
    """Introduce as many people, each somebody else, in the name of the team member."""

    def introduced(count, **more):
        rows = []
        for number in range(count):
            person = PersonFactory(known_as=f"Jo {number}", sites=[hub])
            share_support(person, by=team_member)
            rows.append(
                IntroductionFactory(
                    person=person, held_by=person.held_by, owner=team_member, from_site=hub, **more
                )
            )
        return rows

    return introduced


def test_what_is_shared_by_a_link_opens_there_by_a_code_and_an_answer_is_kept_so(shown, say):
    assert "07700 900123" in shown
    say(reply="YES", words="Thursday at two")
    [line] = answers()
    assert (line.words, line.by_id) == ("Thursday at two", None)
    with as_the_owner():
        rows = [line, SharedWithThem.objects.get(), OtherSide.objects.get()]
    assert all(map(is_own, rows))


def test_what_was_shared_before_there_were_keys_opens_by_a_link_too(sent, at, link, code, say):
    with as_the_owner():
        side = OtherSide.objects.get()
        side.words_sealed = sealed_by_the_ring(side)
        side.save()
        PersonKey.objects.all().delete()
    drawn = at(link, do="code", code=code())
    assert "07700 900123" in drawn
    say(drawn, reply="YES", words="Thursday at two")
    [line] = answers()
    assert line.words == "Thursday at two"


def sealed_by_the_ring(side):
    whole = OtherSide(id=side.id)  # of nobody
    whole.words = side.words
    return whole.words_sealed


def test_once_they_are_erased_no_copy_of_it_opens_for_any_worker(shown, sent, team_member):
    with as_the_owner():
        rows = [SharedWithThem.objects.get(), OtherSide.objects.get()]
        assert {row.lines[0] for row in rows} == {("The name they like", "Jo")}
        PersonKey.objects.filter(person_id=sent.person_id).delete()
    for row in rows:
        with acting_as(team_member), pytest.raises(CannotOpen):
            row.words  # noqa: B018


def test_an_answer_from_an_inbox_is_under_their_own_key(at_wool_shop, pat, page):
    with as_the_owner():
        side = OtherSide.objects.get(introduction=at_wool_shop)
    typed = {"reply": "YES", "words": "On Thursday", "answers": "0", "line_id": uuid7()}
    page(pat, "asked_us", side.id, data=typed, status=302)
    [line] = answers()
    assert (line.words, is_own(line)) == ("On Thursday", True)


def test_an_inbox_of_many_people_asks_for_their_keys_once(many, asked, pat, wool_shop, hub):
    def more(count):
        for row in many(count):
            OtherSideFactory(introduction=row, from_site=hub, organisation=wool_shop)

    def shown():
        rows, _ = queries.inbox(pat)
        assert {row.name for row in rows} == {"Jo"}

    more(2)
    few = asked(pat, shown)
    more(10)
    assert asked(pat, shown) == few


def test_a_colleague_who_is_asked_for_many_asks_for_their_keys_once(many, asked, hub, team_member):
    volunteer = GrantFactory(site=hub, role=Role.GREETER, user__name="Vi").user

    def more(count):
        for row in many(count, service=None, colleague=volunteer):
            shared = SharedWithThem(
                introduction=row, person_id=row.person_id, held_by_id=row.held_by_id,
                agreed_how="SAID", agreed_on=row.begun_on, asked_by=team_member,
            )  # fmt: skip
            with as_the_owner():
                shared.words = '[["The name they like", "Jo"]]'
                shared.save()

    def shown():
        assert {row.name for row in queries.asked_of_me()} == {"Jo"}

    more(2)
    few = asked(volunteer, shown)
    more(10)
    assert asked(volunteer, shown) == few


def test_a_colleagues_answer_is_under_their_own_key(introduce, team_member, jo, hub):
    volunteer = GrantFactory(site=hub, role=Role.GREETER, user__name="Vi").user
    asked = introduce(team_member, jo, whereto=Whereto(colleague_id=volunteer.id), shown=SHOWN)
    with acting_as(volunteer):
        actions.answer_as_colleague(
            by=volunteer, introduction_id=asked.id, said=ReplySaid("YES", "On Friday"),
            line_id=uuid7(),
        )  # fmt: skip
    [line] = answers()
    assert (line.words, is_own(line)) == ("On Friday", True)


def test_what_a_hub_that_was_asked_answers_is_under_the_key_of_who_was_introduced(
    introduce, team_member, team_elsewhere, jo, other_hub, go_on, greeter
):
    asked = introduce(team_member, jo, whereto=Whereto(site_id=other_hub.id), shown=SHOWN)
    with as_the_owner():
        there = Incoming.objects.get(introduction_id=asked.id)
    for worker in (greeter, team_member):
        with acting_as(worker), connection.cursor() as cursor:
            cursor.execute("SELECT introductions_whose_we_answer(%s)", [there.id])
            assert cursor.fetchone() == (None,)
    go_on(there, "TAKEN", by=team_elsewhere, words="Come on Thursday")
    [line] = answers()
    assert (line.words, line.person_id, is_own(line)) == ("Come on Thursday", jo.id, True)


def test_a_story_comes_under_their_own_key_once_it_is_known_whose_it_is(
    hub, team_member, jo, go_on, now, today
):
    row = IncomingFactory(site=hub, held_by=hub.run_by)
    go_on(row, "HELLO", words="They were out")
    assert not bytes(fresh(row).story_sealed).startswith(FORMAT_OWN)
    with acting_as(team_member):
        actions.say_who_it_is(
            by=team_member, incoming=row, person=jo, person_id=uuid7(), now=now, today=today
        )
    said = fresh(row)
    assert bytes(said.story_sealed).startswith(FORMAT_OWN)
    with acting_as(team_member):
        assert [one.words for one in queries.story_of(said)] == ["", "They were out"]
    with as_the_owner():
        PersonKey.objects.filter(person=jo).delete()
    with acting_as(team_member), pytest.raises(CannotOpen):
        said.story  # noqa: B018


def fresh(row):
    with as_the_owner():
        return Incoming.objects.get(id=row.id)
