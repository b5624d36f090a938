"""The handover board: what one shift leaves to the next, with what other apps know of that."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from hearth.design.words import listed, plural
from hearth.desk.queries.waiting import plans_open
from hearth.diary.queries import booked_at, booked_then
from hearth.diary.queries.bookings import BookingRow
from hearth.foundation.actors import Actor
from hearth.frontdoor.queries import Building, who_is_in, who_was_in
from hearth.handover.queries import (
    Beyond,
    BoardLines,
    Turn,
    beyond,
    board_lines,
    changes_at,
    turns_before,
)
from hearth.handover.queries.on_shift import EARLY
from hearth.handover.queries.turns import WAITS_FOR
from hearth.handover.turns import Shift, shift_after, shift_at
from hearth.incidents.queries import door_words_at, door_words_then
from hearth.incidents.queries.agreements import AtTheDoor
from hearth.people.models import Sight
from hearth.people.queries import plans_changed, plans_to_print, sight_of
from hearth.people.queries.plan import PlanChanged, PlanToPrint
from hearth.places.models import Closure, Site
from hearth.places.opening import LONDON
from hearth.support.queries import HelloDue, Promised, hellos_at, hellos_then, promised_at

A_LITTLE = datetime.timedelta(hours=2)
"""Whoever comes so soon after a shift is told to it too. Two hours are our own choice."""


@dataclass(frozen=True)
class Coming:
    """Somebody who is booked, once, however many workers they are booked with."""

    person_id: UUID | None
    who: str
    when: str
    workers: tuple[str, ...]


@dataclass(frozen=True)
class Board:
    """All that a handover board says at a moment. What is None was not kept for the reader."""

    site: Site
    at: datetime.datetime
    is_now: bool
    shift: Shift
    after: Shift
    lines: BoardLines
    beyond: Beyond
    """What nobody has, of what the reader may not read: only of the board now."""
    turns: tuple[Turn, ...]
    """The latest first."""
    since: datetime.datetime
    """When the board was last handed or taken over before this shift's own doing."""
    building: Building
    with_plan: frozenset[UUID]
    """Of those whom the board names, who has a plan that the reader may open."""
    booked: tuple[BookingRow, ...]
    hellos: tuple[HelloDue, ...]
    at_the_door: tuple[AtTheDoor, ...] | None
    plans_changed: tuple[PlanChanged, ...]
    promised: Promised
    closures: tuple[Closure, ...]

    @property
    def coming(self) -> tuple[Coming, ...]:
        """
        Who is booked, the soonest first: with several workers at one time they are told once. Of
        whom the reader may not read, nobody knows if they are one.
        """
        found: dict[Any, list[BookingRow]] = {}
        for row in self.booked:
            said = row.meeting
            of = (row.spell, said.person_id, said.who) if said else row.id
            found.setdefault(of, []).append(row)
        return tuple(
            Coming(
                rows[0].meeting.person_id if rows[0].meeting else None, rows[0].who, rows[0].when,
                tuple(dict.fromkeys(row.worker for row in rows)),
            )
            for rows in found.values()
        )  # fmt: skip

    @property
    def who_has(self) -> str:
        """Say who has how many lines, of those that the reader may read; empty if nobody has."""
        has = Counter(row.owner for row in self.lines.open if row.has_owner and not row.is_waiting)
        said = [f"{who} {plural(count, 'line')}" for who, count in sorted(has.items())]
        return f"In whose hands: {listed(said)}." if said else ""

    @property
    def may_come(self) -> tuple[UUID, ...]:
        """Who is in or may come, by name, each once: whose plan goes into a night pack."""
        found = [row.person.person_id for row in self.building.named]
        found += self.lines.people
        found += [row.meeting.person_id for row in self.booked if row.meeting]
        found += [one.person_id for one in self.at_the_door or ()]
        return tuple(dict.fromkeys(one for one in found if one))

    @property
    def named(self) -> frozenset[UUID]:
        """Everybody whom it names, whatever it says of them; and who is in since long ago."""
        found: set[UUID | None] = {one.person_id for one in self.hellos}
        found |= {row.person.person_id for row in self.building.earlier.listed}
        found |= {row.person_id for row in self.lines.done}
        found |= {one.person_id for one in self.plans_changed}
        found |= {one.person_id for one in self.promised.shown}
        return frozenset(one for one in found if one) | frozenset(self.may_come)

    @property
    def to_do(self) -> int:
        return len(self.lines.open)

    @property
    def waiting(self) -> tuple[Turn, ...]:
        """
        Who was handed the board within a day and has not taken it yet, unless somebody took it
        over since to whom nobody had handed it.
        """
        taken = [turn.at for turn in self.turns if turn.handed_at is None]
        since = max([self.at - WAITS_FOR, *taken])
        return tuple(turn for turn in self.turns if turn.is_waiting and turn.at > since)

    @property
    def told(self) -> tuple[Turn, ...]:
        """The last turn, and any other that waits for whoever it is to."""
        return tuple(dict.fromkeys([*self.turns[:1], *self.waiting]))

    def waits_for(self, worker_id: UUID) -> bool:
        return any(turn.to_id == worker_id for turn in self.waiting)


def board_at(
    site: Site, *, actor: Actor, sight: Sight, at: datetime.datetime, now: datetime.datetime
) -> Board:
    """
    Return the board of a site as it stands now, or as it stood at a moment gone by, as far as the
    reader may read it today. A constant number of questions.

    :param at: now, or before
    """
    is_now = at == now
    changes = changes_at(site, at)
    shift = shift_at(at, changes)
    after = shift_after(shift, changes)
    turns = turns_before(site, at=at)
    since = _since(shift, turns)
    lines = board_lines(site, actor=actor, at=at, since=shift.begins, is_now=is_now)
    building = (
        who_is_in(site, actor=actor, now=now) if is_now else who_was_in(site, actor=actor, at=at)
    )
    soon = shift.ends + A_LITTLE
    first, last = (moment.astimezone(LONDON).date() for moment in (at, after.ends))
    booked = (
        booked_at(site, at, soon, actor=actor, now=now)
        if is_now
        else booked_then(site, at, soon, actor=actor)
    )
    named = [row.person.person_id for row in building.named] + lines.people
    named += [row.meeting.person_id for row in booked if row.meeting]
    return Board(
        site, at, is_now, shift, after, lines,
        beyond(site, actor=actor, now=now) if is_now else Beyond(),
        turns, since, building,
        plans_open(named, sight=sight),
        booked,
        hellos_at(site, sight=sight, first=first, last=last)
        if is_now
        else hellos_then(site, sight=sight, first=first, last=last, at=at),
        door_words_at(site, actor=actor)
        if is_now
        else door_words_then(site, actor=actor, at=at),
        plans_changed(site, sight=sight, after=since, until=at),
        promised_at(site, sight=sight, first=first, last=last, at=at),
        _closures(site, at, after.ends, is_now=is_now),
    )  # fmt: skip


def named_on_board(site: Site, *, actor: Actor, now: datetime.datetime) -> frozenset[UUID]:
    """
    Return everybody whom the board of a site names now, to this reader: who is in, who may come,
    and whom its lines and all else on it are about. As many questions as the board asks.
    """
    return board_at(site, actor=actor, sight=sight_of(actor, now=now), at=now, now=now).named


def plans_in_pack(board: Board, *, sight: Sight) -> tuple[PlanToPrint, ...]:
    """Return the plans that go into a night pack: of who is in or may come, as far as shared."""
    return plans_to_print(board.may_come, sight=sight)


def _since(shift: Shift, turns: Sequence[Turn]) -> datetime.datetime:
    """
    Return since when what changed is new to this shift.

    It is what changed while the shift before was on: since the first of that shift took over, if
    one of them did so early, and else for as long as shifts before this one are.
    """
    before = shift.begins - (shift.ends - shift.begins)
    taken = [turn.taken_at for turn in turns if turn.taken_at]
    return min([before, *(at for at in taken if at >= before - EARLY)])


def _closures(
    site: Site, at: datetime.datetime, until: datetime.datetime, *, is_now: bool
) -> tuple[Closure, ...]:
    """Return when the site is shut: of a moment gone by only what was in force. One question."""
    rows = Closure.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), site=site,
        begins_at__lte=until if is_now else at,
    )  # fmt: skip
    return tuple(rows.order_by("begins_at", "id"))
