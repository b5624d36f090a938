"""What a line about somebody said is kept under their own key, and a board asks for keys once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.resealing import left_behind, reseal, sealed_columns
from hearth.foundation.sealing import FORMAT_OWN, CannotOpen, ring
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover import actions
from hearth.handover.models import BoardLine, BoardLineOnce
from hearth.handover.tests.conftest import HOUR
from hearth.handover.tests.factories import BoardLineFactory
from hearth.people.models import PersonKey
from hearth.people.tests.factories import PersonFactory
from hearth.support.tests.factories import share_support


@pytest.fixture
def about(hub, team_member):
    """Write lines, each about somebody else who shares their support with the team."""

    def lines(count):
        for number in range(count):
            person = PersonFactory(known_as=f"Jo {number}", sites=[hub])
            share_support(person, by=team_member)
            BoardLineFactory(
                site=hub, person=person, written_by=team_member, what=f"Ring them: {number}"
            )

    return lines


@pytest.fixture
def asked():
    """Return how many questions something asks."""

    def count(act, *given, **more):
        with CaptureQueriesContext(connection) as seen:
            act(*given, **more)
        return len(seen)

    return count


def test_what_it_said_is_under_the_persons_own_key_and_of_nobody_under_the_rings(
    write, shared, jo, team_member, lines
):
    of_jo, of_nobody = write(team_member, "Ring Jo", person=jo), write(team_member)
    with as_the_owner():
        once, other = (BoardLineOnce.objects.get(line=line) for line in (of_jo, of_nobody))
    assert bytes(once.what_sealed).startswith(FORMAT_OWN)
    assert not bytes(other.what_sealed).startswith(FORMAT_OWN)
    assert {row.what for row in lines(team_member).open} == {"Ring Jo", "Ring the plumber"}
    with as_the_owner():
        PersonKey.objects.filter(person=jo).delete()
    with acting_as(team_member), pytest.raises(CannotOpen):
        once.what  # noqa: B018


@pytest.mark.parametrize("ago", [None, HOUR / 2], ids=["now", "gone by"])
def test_a_board_about_many_people_asks_for_their_keys_once(about, asked, lines, team_member, ago):
    at = ago and timezone.now() + ago
    about(2)
    lines(team_member, at=at)
    few = asked(lines, team_member, at=at)
    about(18)
    assert len(lines(team_member, at=at).open) == 20
    assert asked(lines, team_member, at=at) == few


def test_a_night_pack_about_many_people_asks_for_their_keys_once(about, asked, page, team_member):
    about(2)
    page(team_member, "desk:night_pack")
    few = asked(page, team_member, "desk:night_pack")
    about(18)
    assert asked(page, team_member, "desk:night_pack") == few


def test_taking_over_lines_about_many_people_asks_for_their_keys_once(
    about, asked, hub, team_member, lines
):
    def take_over():
        with acting_as(team_member):
            actions.take_over(by=team_member, site=hub, took_id=uuid7(), now=timezone.now())

    about(2)
    take_over()
    about(2)
    few = asked(take_over)
    about(18)
    assert asked(take_over) == few
    with as_the_owner():
        onces = list(BoardLineOnce.objects.filter(number=2))
    assert len(onces) == 22
    assert all(bytes(once.what_sealed).startswith(FORMAT_OWN) for once in onces)
    assert {row.owner for row in lines(team_member).open} == {"Tariq"}


def test_what_the_ring_sealed_before_opens_and_comes_under_their_own_key(
    write, shared, jo, team_member, lines
):
    line = write(team_member, "Ring Jo", person=jo)
    with as_the_owner():
        once = BoardLineOnce.objects.get(line=line)
        words = f"handover_boardlineonce.what_sealed:{once.id}".encode()
        BoardLineOnce.objects.update(what_sealed=ring().seal("Ring Jo", words))
        PersonKey.objects.all().delete()
    assert [row.what for row in lines(team_member).open] == ["Ring Jo"]
    with as_the_owner():
        assert left_behind() == 1
        list(reseal("york"))
        assert left_behind() == 0
        once.refresh_from_db()
    assert bytes(once.what_sealed).startswith(FORMAT_OWN)
    assert [row.what for row in lines(team_member).open] == ["Ring Jo"]


def test_what_lines_say_is_sealed_anew_with_a_new_key():
    assert {BoardLine, BoardLineOnce} <= {model for model, _ in sealed_columns()}
