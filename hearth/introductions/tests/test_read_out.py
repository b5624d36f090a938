"""What leaves is read out to the person as it leaves, and agreed to; more can be added to it."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import queries
from hearth.introductions.actions import IntroductionRefused
from hearth.introductions.models import Introduction, SharedWithThem
from hearth.introductions.tests.conftest import DAY, hidden, side_of
from hearth.introductions.tests.test_pages import day
from hearth.people.models import ContactKind, Person, WayToContact


@pytest.fixture
def phone(jo, hub):
    with as_the_owner():
        way = WayToContact(
            person=jo, known_at=jo.known_at, held_by=jo.held_by, kind=ContactKind.MOBILE, safe="YES"
        )
        way.value = "07700 900123"
        way.save()
    return way


@pytest.fixture
def begin(page, shared, team_member, jo, knitting, today):
    def typed(status=200, **more):
        said = {
            "next_step": "Ring Ada", "owner": str(team_member.id),
            "shared": ["name"],
        } | day("next_on", today + 7 * DAY) | day("answer_by", today + 5 * DAY)  # fmt: skip
        at = {"query": f"?service={knitting.id}&way=IN_TOUCH", "status": status}
        return page(team_member, "begin", jo.id, data=said | more, **at)

    return typed


def left(introduction):
    with as_the_owner():
        rows = SharedWithThem.objects.filter(introduction=introduction).order_by("recorded_at")
        return [tuple(tuple(line) for line in row.lines) for row in rows]


class TestBeginning:
    def test_shows_the_finished_text_once_before_it_goes(self, begin, team_member):
        drawn = begin()
        assert "Read this out to Jo" in drawn
        assert "checked" not in drawn
        with as_the_owner():
            assert not Introduction.objects.exists()
        agreed = {"read_out": hidden(drawn, "read_out")}
        assert "How did they agree" in begin(**agreed)
        begin(status=302, agreed_how="SAID", **agreed)
        with as_the_owner():
            assert left(Introduction.objects.get()) == [(("The name they like", "Jo"),)]

    def test_a_number_that_changed_meanwhile_is_read_out_again(self, begin, phone, jo):
        chosen = {"shared": ["name", f"way-{phone.id}"]}
        drawn = begin(**chosen)
        with as_the_owner():
            phone.value = "07700 900456"
            phone.save()
        agreed = {"read_out": hidden(drawn, "read_out"), "agreed_how": "SAID"}
        again = begin(**chosen, **agreed)
        assert "Something changed since you read it out" in again
        assert "07700 900456" in again
        with as_the_owner():
            assert not Introduction.objects.exists()
        begin(status=302, **chosen, **agreed | {"read_out": hidden(again, "read_out")})

    def test_something_can_be_changed_and_nothing_typed_is_lost(self, begin):
        drawn = begin(hope="Something warm")
        assert 'name="hope" value="Something warm"' in drawn
        back = begin(hope="Something warm", change="yes")
        assert "Something warm</textarea>" in back

    def test_nothing_is_agreed_to_where_nothing_leaves(self, begin):
        begin(status=302, shared=[])
        with as_the_owner():
            assert not SharedWithThem.objects.exists()


class TestAskingAgain:
    @pytest.fixture
    def ask(self, page, team_member, jo, contact, today):
        def typed(introduction, status=200, **more):
            drawn = page(team_member, "ask", jo.id, introduction.id)
            said = {
                "stamp": hidden(drawn, "stamp"), "send_to": str(contact.id), "shared": ["name"],
            } | day("answer_by", today + 5 * DAY)  # fmt: skip
            address = ("ask", jo.id, introduction.id)
            return page(team_member, *address, data=said | more, status=status)

        return typed

    def test_what_they_need_to_know_is_added_with_agreement(
        self, ask, page, say, sent, jo, team_member, phone
    ):
        assert "Thank you" in say(reply="ASKS", words="Is she all right with dogs?")
        shown = page(team_member, "ask", jo.id, sent.id)
        assert "Is she all right with dogs?" in shown
        assert "Space just now" in shown
        more = {"shared": ["name", f"way-{phone.id}"], "more": "She loves dogs"}
        drawn = ask(sent, **more)
        assert "She loves dogs" in drawn
        agreed = {"read_out": hidden(drawn, "read_out"), "agreed_how": "SAID"}
        ask(sent, status=302, **more, **agreed)
        before, now = left(sent)
        assert len(before) == 2
        assert now[0] == ("The name they like", "Jo")
        assert now[-1] == ("What else they tell you", "She loves dogs")
        assert [tuple(line) for line in side_of(sent).lines] == list(now)

    def test_what_was_agreed_to_already_goes_without_reading_it_out(
        self, ask, introduce, team_member, jo, shown_to_jo
    ):
        row = introduce(team_member, jo, shown=shown_to_jo)
        ask(row, status=302)
        assert len(left(row)) == 1

    def test_is_possible_where_nothing_was_ticked_at_first(
        self, ask, introduce, team_member, jo, contact
    ):
        row = introduce(team_member, jo)
        assert "Choose what we tell them" in ask(row, shared=[])
        drawn = ask(row)
        ask(row, status=302, agreed_how="SAID", read_out=hidden(drawn, "read_out"))
        assert left(row) == [(("The name they like", "Jo"),)]
        assert side_of(row).sent_on

    def test_is_refused_where_nothing_is_shared(self, introduce, team_member, jo, contact):
        with pytest.raises(IntroductionRefused, match="what is shared"):
            introduce(team_member, jo, send_to=str(contact.id))


def test_the_person_reads_what_they_said(say, sent, jo, team_member, today):
    say(reply="NOT_NOW", words="After Easter, she is welcome")
    with acting_as(team_member):
        [one] = queries.theirs(Person.objects.get(id=jo.id), actor=team_member, today=today)
    assert [(line.kind, line.words) for line in one.they_said] == [
        ("NOT_NOW", "After Easter, she is welcome")
    ]
