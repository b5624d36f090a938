"""Two who take the same line, or the whole board, at the same moment."""

from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.identifiers import uuid7
from hearth.handover import actions
from hearth.handover.actions import DoneMeanwhile, TakenBefore
from hearth.handover.models import BoardLine, BoardLineOnce
from hearth.handover.tests.factories import BoardLineFactory
from hearth.places.tests.factories import SiteFactory
from hearth.tests.two_at_once import at_once


def a_board():
    hub = SiteFactory(name="Acomb", slug="acomb")
    ama, niall = (
        GrantFactory(site=hub, role=Role.GREETER, user__name=name).user for name in ("Ama", "Niall")
    )
    return hub, ama, niall, BoardLineFactory(site=hub, written_by=ama)


def test_one_of_two_who_take_a_line_has_it_and_the_other_is_told_who(committed):
    _, ama, niall, line = committed(a_board)

    def take(worker):
        return worker, lambda: actions.take_line(by=worker, line=line, seen=1, now=timezone.now())

    first, second = at_once(take(ama), take(niall))

    assert first is None
    assert isinstance(second, DoneMeanwhile)
    assert "Ama was quicker" in str(second)
    assert committed(BoardLine.objects.get).owner_id == ama.id
    assert committed(BoardLineOnce.objects.count) == 2


def test_what_one_took_over_the_other_does_not_take_from_them(committed):
    hub, ama, niall, _ = committed(a_board)

    def take(worker):
        return worker, lambda: actions.take_over(
            by=worker, site=hub, took_id=uuid7(), now=timezone.now()
        )

    first, second = at_once(take(ama), take(niall))
    assert first == 1
    assert isinstance(second, TakenBefore)
    assert "Ama took over" in str(second)
    assert committed(BoardLine.objects.get).owner_id == ama.id
