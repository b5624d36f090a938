"""A line about nobody whose words name somebody: the page asks, once, if it is about them."""

import re

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.diary.tests.factories import BookingFactory, MeetingFactory
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.handover.models import BoardLine
from hearth.handover.queries.named import holds_name
from hearth.handover.tests.conftest import HOUR
from hearth.handover.tests.factories import BoardLineFactory
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory
from hearth.support.tests.factories import share_support

WRITE = "handover:write"
BOARD = "desk:handover"


@pytest.fixture
def odette(hub, greeter):
    """Somebody who is in."""
    person = PersonFactory(known_as="Odette", sites=[hub])
    VisitFactory(site=hub, person=person, welcomed_by=greeter)
    return person


@pytest.fixture
def typed():
    """Return what is typed of a line about nobody, at a time of its own."""

    def typed(what="Odette left her tablets here", **more):
        due = timezone.localtime() + 9 * HOUR
        said = {
            "kind": "TO_DO", "what": what, "when": "other", "due_at": due.isoformat(),
            "owner": "", "line_id": str(uuid7()),
        }  # fmt: skip
        return said | more

    return typed


def sent_again(asked, about):
    """Return what the page that asks sends, for one of its buttons."""
    assert f'name="about" value="{about}"' in asked
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', asked)
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"} | {
        "about": str(about)
    }


def on_the_board():
    with as_the_owner():
        return list(BoardLine.objects.order_by("written_at", "id"))


@pytest.mark.parametrize(
    ("words", "name", "is_there"),
    [
        ("Ring Odette", "Odette", True),
        ("odette’s tablets", "Odette", True),
        ("ODETTE'S tablets", "Odette", True),
        ("Tablets (Odette): ask", "Odette", True),
        ("Zoe rang", "Zoë", True),
        ("Mary Ann—she rang", "Mary-Ann", True),
        ("Ask Sean O'Neill", "Sean O’Neill", True),
        ("They join at six", "Jo", False),
        ("Sean rang", "Sean O’Neill", False),
        ("Nothing", "", False),
    ],
)
def test_a_name_is_found_as_a_whole_word_however_it_is_typed(words, name, is_there):
    assert holds_name(words, name) is is_there


class TestWriting:
    def test_is_asked_before_anything_is_saved_and_nothing_typed_is_lost(
        self, page, typed, odette, team_member
    ):
        share_support(odette, by=team_member)
        said = typed()
        asked = page(team_member, WRITE, data=said)
        assert "Is this about Odette?" in asked
        assert on_the_board() == []
        assert said.items() <= sent_again(asked, odette.id).items()
        again = page(team_member, WRITE, data=sent_again(asked, "back"))
        assert "Is this about Odette?" not in again
        assert "Odette left her tablets here</textarea>" in again
        assert on_the_board() == []

    def test_one_tap_makes_it_about_them(self, page, typed, odette, team_member, greeter):
        share_support(odette, by=team_member)
        asked = page(team_member, WRITE, data=typed())
        page(team_member, WRITE, data=sent_again(asked, odette.id), status=302)
        [line] = on_the_board()
        assert (line.person_id, line.what) == (odette.id, "Odette left her tablets here")
        assert "her tablets" in page(team_member, BOARD)
        assert "her tablets" not in page(greeter, BOARD)

    def test_one_tap_leaves_it_about_nobody(self, page, typed, odette, team_member):
        asked = page(team_member, WRITE, data=typed())
        page(team_member, WRITE, data=sent_again(asked, "nobody"), status=302)
        [line] = on_the_board()
        assert (line.person_id, line.what) == (None, "Odette left her tablets here")

    def test_of_somebody_who_does_not_share_it_is_only_asked_and_said(
        self, page, typed, odette, team_member, greeter
    ):
        for worker in (team_member, greeter):
            asked = page(worker, WRITE, data=typed())
            assert "Odette does not share their support with you" in asked
            assert str(odette.id) not in asked
            sneaked = page(worker, WRITE, data=typed(about=str(odette.id)))
            assert "Is this about Odette?" in sneaked
        assert on_the_board() == []

    def test_each_of_several_is_offered(self, page, typed, hub, odette, team_member):
        share_support(odette, by=team_member)
        ravi = PersonFactory(known_as="Ravi", sites=[hub])
        share_support(ravi, by=team_member)
        BoardLineFactory(site=hub, written_by=team_member, person=ravi, what="May come at ten")
        asked = page(team_member, WRITE, data=typed("Ravi and Odette shouted"))
        assert "Is this about one of them?" in asked
        for one in (odette, ravi):
            assert f'value="{one.id}">Yes, about {one.known_as}</button>' in asked

    def test_of_who_is_booked_it_is_asked_too(self, page, typed, hub, team_member):
        sam = PersonFactory(known_as="Sam", sites=[hub])
        share_support(sam, by=team_member)
        booking = BookingFactory(site=hub, worker=team_member, begins_at=timezone.now() + HOUR)
        MeetingFactory(
            booking=booking, person=sam, held_by=sam.held_by, site=hub, written_by=team_member,
            who="",
        )  # fmt: skip
        assert "Is this about Sam?" in page(team_member, WRITE, data=typed("Sam rang, is late"))

    def test_of_who_stayed_the_night_it_is_asked_too(self, page, typed, hub, greeter, team_member):
        guest = PersonFactory(known_as="Ines", sites=[hub])
        VisitFactory(
            site=hub, person=guest, welcomed_by=greeter, arrived_at=timezone.now() - 14 * HOUR
        )
        assert "Is this about Ines?" in page(team_member, WRITE, data=typed("Ines is asleep"))

    def test_nothing_is_asked_of_words_that_name_nobody_near(
        self, page, typed, hub, odette, team_member
    ):
        PersonFactory(known_as="Faraway", sites=[hub])
        page(team_member, WRITE, data=typed("Faraway lights, and a door"), status=302)
        assert len(on_the_board()) == 1

    def test_nothing_is_asked_of_a_line_about_somebody(self, page, typed, odette, team_member):
        share_support(odette, by=team_member)
        page(team_member, WRITE, data=typed(person=str(odette.id)), status=302)
        assert [line.person_id for line in on_the_board()] == [odette.id]

    def test_nobody_is_told_of_somebody_whom_they_may_not_know(
        self, page, typed, hub, other_hub, odette, team_member, greeter
    ):
        kept = PersonFactory(known_as="Kit", sites=[other_hub])
        VisitFactory(site=other_hub, person=kept, welcomed_by=greeter)
        page(team_member, WRITE, data=typed("Kit is on the shelf"), status=302)
        passing = PersonFactory(known_as="Quill", sites=[other_hub])
        VisitFactory(site=hub, person=passing, welcomed_by=greeter)
        page(team_member, WRITE, data=typed("The quill is on the shelf"), status=302)

    def test_nobody_is_told_that_a_colleague_is_known_here_too(
        self, page, typed, hub, odette, team_member
    ):
        bea = GrantFactory(site=hub, role=Role.GREETER, user__name="Bea").user
        with as_the_owner():
            Person.objects.filter(id=odette.id).update(worker=bea, known_as="Bea")
        page(team_member, WRITE, data=typed("Bea has the keys"), status=302)


class TestPuttingRight:
    @pytest.fixture
    def line(self, hub, greeter):
        return BoardLineFactory(site=hub, written_by=greeter, what="Look on the shelf")

    @pytest.fixture
    def other(self, line):
        due = timezone.localtime(line.due_at).isoformat()
        return {
            "what": "Odette’s tablets are on the shelf", "due_at": due, "owner": "", "seen": "1",
            "act": "put_right",
        }  # fmt: skip

    def test_made_about_them_it_is_another_line_and_what_it_said_stays(
        self, page, line, other, odette, team_member, greeter
    ):
        share_support(odette, by=team_member)
        address = ("handover:line", line.id)
        asked = page(team_member, *address, data=other)
        assert "Is this about Odette?" in asked
        assert [row.what for row in on_the_board()] == ["Look on the shelf"]
        page(team_member, *address, data=sent_again(asked, odette.id), status=302)
        was, now = on_the_board()
        assert (was.person_id, was.what, was.state) == (None, "Look on the shelf", "DONE")
        assert (now.person_id, now.what) == (odette.id, "Odette’s tablets are on the shelf")
        assert "Written anew, about somebody, Tariq" in page(greeter, BOARD)
        for shown in (page(greeter, *address), page(greeter, BOARD)):
            assert "tablets" not in shown
        assert "Tariq was quicker" in page(greeter, *address, data=other | {"about": "nobody"})

    def test_left_about_nobody_it_says_what_it_says_now(
        self, page, line, other, odette, team_member
    ):
        asked = page(team_member, "handover:line", line.id, data=other)
        back = page(team_member, "handover:line", line.id, data=sent_again(asked, "back"))
        assert "Odette’s tablets are on the shelf</textarea>" in back
        page(team_member, "handover:line", line.id, data=sent_again(asked, "nobody"), status=302)
        [row] = on_the_board()
        assert (row.person_id, row.what) == (None, "Odette’s tablets are on the shelf")

    def test_nothing_is_asked_while_the_words_stay(self, page, hub, odette, team_member):
        line = BoardLineFactory(site=hub, written_by=team_member, what="Odette's coat")
        due = (timezone.localtime(line.due_at) + HOUR).isoformat()
        said = {"what": line.what, "due_at": due, "owner": "", "seen": "1", "act": "put_right"}
        page(team_member, "handover:line", line.id, data=said, status=302)
        [row] = on_the_board()
        assert row.times == 2
