"""What only tests about handover boards need."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.handover import actions, queries
from hearth.handover.models import BoardLine
from hearth.handover.queries import LineSaid

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def night_worker(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Niall").user


@pytest.fixture
def write(hub, now):
    """Write a line on the board of Acomb, as somebody."""

    def write(by, what="Ring the plumber", *, person=None, line_id=None, at=None, **said):
        usual = {"kind": "TO_DO", "what": what, "due_at": (at or now) + 8 * HOUR}
        with acting_as(by):
            return actions.write_line(
                by=by, site=said.pop("site", hub), said=LineSaid(**usual | said), person=person,
                line_id=line_id or uuid7(), now=at or now,
            )  # fmt: skip

    return write


@pytest.fixture
def do():
    """Do something with a line, as somebody, having seen it as it stands."""

    def do(act, by, line, **more):
        with acting_as(by):
            seen = more.pop("seen", None)
            if seen is None:
                seen = BoardLine.objects.get(id=line.id).times
            return act(by=by, line=line, seen=seen, **more)

    return do


@pytest.fixture
def lines(hub):
    """Return the lines of a board as somebody reads them, now or as they stood."""

    def lines(by, at=None, *, site=hub):
        moment = at or timezone.now()
        with acting_as(by):
            since = queries.shift_now(site, moment).begins
            return queries.board_lines(site, actor=by, at=moment, since=since, is_now=at is None)

    return lines
