"""
What stands in the diaries of each hub with a manager in the cast: who is in, who is booked, and who
would like a time. All of it is written by the app's own actions, as a worker would.
"""

import datetime
from collections.abc import Sequence

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.demo.settling import Standing
from hearth.diary import actions
from hearth.diary.models import WhatFor
from hearth.diary.queries import team_at
from hearth.diary.queries.bookings import BookingSaid
from hearth.diary.queries.times import in_the_diary, spell_of
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.places.models import Site
from hearth.places.opening import LONDON

BEGINS, ENDS = datetime.time(10), datetime.time(16)
A_DAY, HALF_AN_HOUR = datetime.timedelta(days=1), datetime.timedelta(minutes=30)
ASKS = (
    ("Somebody who draws in the corner", "Mornings, after the school run"),
    ("A man with an old dog", "Any day but Thursday. The dog comes too"),
    ("Somebody who came with her neighbour", "Late afternoon, when the bus is free"),
)
"""People who would like a time, whose names nobody knows: who, and what suits them."""
PLAN = "Ring me. If I do not answer, ring the hub. If nobody reaches me, ring 999."


def lay(network: Network, standing: Sequence[Standing], *, now: datetime.datetime) -> None:
    """Write in the diaries of each hub manager's first site, as the tables' owner."""
    sites = {here.site.slug: here.site for here in standing}
    for worker in network.workers:
        if worker.role == Role.HUB_MANAGER and worker.sites:
            _lay_at(sites[worker.sites[0]], now)


def _lay_at(site: Site, now: datetime.datetime) -> None:
    today = now.astimezone(LONDON).date()
    team = [one for one in team_at([site.id], today=today) if not in_the_diary(one.id)][:3]
    for worker, asks in zip(team, ASKS, strict=False):
        with acting_as(worker):
            for weekday in range(5):
                actions.add_weekly_time(
                    by=worker, site=site, weekday=weekday, begins=BEGINS, ends=ENDS
                )
            _book(worker, site, today, now)
            _would_like_a_time(worker, site, asks, now)
    if len(team) > 1:
        with acting_as(team[0]):
            _go_out(team[0], team[1], site, now)


def _book(worker: User, site: Site, today: datetime.date, now: datetime.datetime) -> None:
    day = spell_of(today + A_DAY, BEGINS, ENDS)
    for hours, what_for, who in (
        (1, WhatFor.WELCOMING, "Somebody with a green rucksack"),
        (4, WhatFor.ONE_TO_ONE, "Somebody in a blue coat"),
    ):
        said = BookingSaid(
            worker.id, day.begins + datetime.timedelta(hours=hours), 45, what_for.value, who=who
        )
        actions.book(
            by=worker, site=site, person=None, said=said, booking_id=uuid7(), now=now,
            all_the_same=True,
        )  # fmt: skip


def _would_like_a_time(
    worker: User, site: Site, asks: tuple[str, str], now: datetime.datetime
) -> None:
    who, suits = asks
    actions.ask_for_time(
        by=worker, site=site, person=None, what_for=WhatFor.ONE_TO_ONE.value, wants_id=None,
        suits=suits, who=who, meeting_id=uuid7(), now=now,
    )  # fmt: skip


def _go_out(worker: User, buddy: User, site: Site, now: datetime.datetime) -> None:
    """Somebody went out alone, and came back in time."""
    went = now - 2 * HALF_AN_HOUR
    visit = actions.go_alone(
        by=worker, site=site, person=None, where="The path by the river, as far as the bridge",
        whom="A walk with somebody new", plan=PLAN, back_by=now + HALF_AN_HOUR,
        buddy_id=buddy.id, louder_after=15, visit_id=uuid7(), now=went,
    )  # fmt: skip
    actions.come_back(by=worker, visit=visit, now=now)
