"""What carers may read of somebody, where both agreed: as each of them sees it, and their team."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hearth.accounts.models import User
from hearth.accounts.queries import workers_named
from hearth.foundation.statements import ask
from hearth.people.models import (
    Agreed,
    Bond,
    CarerView,
    CircleMember,
    Heading,
    Passage,
    Person,
    Reads,
    Sight,
)

IN_THE_CIRCLE = "Somebody in the circle"
"""What somebody is called who was taken out of the circle since."""
SAY_AGAIN_WITHIN = datetime.timedelta(days=30)
"""How long before the last day both are asked whether it is to go on."""
LOOKED = "carer's view"
"""What the trail calls a look of a carer's."""
TOLD_FOR = datetime.timedelta(days=30)
"""How long it is told that it has ended."""
ASKED, OPEN, OVER = "ASKED", "OPEN", "OVER"


@dataclass(frozen=True)
class LetRead:
    """One carer's view, as the person whose it is sees it, and their team."""

    id: UUID
    member_id: UUID
    who: str
    """As the circle has it."""
    called: str
    """As the carer let them know, once they typed the code."""
    parts: tuple[str, ...]
    agreed_how: str
    agreed_on: datetime.date
    written_by: str
    carer_agreed_on: datetime.date | None
    until_on: datetime.date
    """The last day, unless both say it again; of two days, the earlier."""
    stands: str
    """ASKED, OPEN or OVER."""
    over_on: datetime.date | None
    ended_by_them: bool
    """They ended it, not the carer."""
    may_say_again: bool
    waits_for_code: bool

    @property
    def how_words(self) -> str:
        return str(Agreed(self.agreed_how).label)


@dataclass(frozen=True)
class MayRead:
    """One carer's view, as the carer sees it."""

    id: UUID
    called: str
    """What the person is called whose it is."""
    reads: frozenset[str]
    parts: tuple[str, ...]
    until_on: datetime.date
    stands: str
    may_say_again: bool


@dataclass(frozen=True)
class RingFor:
    """Somebody to ring, as a carer reads it: no word of who they are to the person."""

    name: str
    number: str

    @property
    def dialled(self) -> str:
        return "".join(each for each in self.number if each in "+0123456789")


def part_words(reads: Collection[str]) -> tuple[str, ...]:
    """Return in words what is read, in the order in which it is offered."""
    return tuple(str(part.label) for part in Reads if part.value in reads)


def who_may_be_let_read(person: Person, *, sight: Sight) -> list[tuple[str, str]]:
    """Return those in a person's circle who could be let read: all but workers."""
    rows = CircleMember.objects.open_to(sight).filter(person=person).exclude(bond=Bond.WORKER)
    return [(str(row.id), row.name) for row in rows.order_by("id")]


def let_read(person: Person, *, sight: Sight) -> list[LetRead]:
    """
    Return whom a person lets read, those that stand first. What is over is told for a month.

    Three questions.
    """
    rows = list(CarerView.objects.open_to(sight).filter(person=person).order_by("-id"))
    if not rows:
        return []
    members = {
        row.id: row.name for row in CircleMember.objects.open_to(sight).filter(person=person)
    }
    workers = workers_named({row.recorded_by_id for row in rows})
    every = [_let_read(row, members, workers, today=sight.today) for row in rows]
    shown = [one for one in every if not one.over_on or one.over_on > sight.today - TOLD_FOR]
    return sorted(shown, key=lambda one: one.stands == OVER)


def ended_for(person: Person, *, sight: Sight) -> list[LetRead]:
    """Return what the carers of a person ended themselves, or what happened ended, for a month."""
    every = let_read(person, sight=sight)
    over = [one for one in every if one.stands == OVER and one.carer_agreed_on]
    return [one for one in over if not one.ended_by_them]


def get_carer_view(view_id: UUID, *, person: Person, sight: Sight) -> CarerView:
    """
    Return one that has not ended.

    :raises CarerView.DoesNotExist: if there is none, or it is out of bounds
    """
    views = CarerView.objects.open_to(sight)
    return views.get(id=view_id, person=person, ended_at=None)


def may_read(*, today: datetime.date) -> list[MayRead]:
    """Return of whom the carer who acts may read, is asked to, or could lately. One question."""
    rows = ask(
        "SELECT view_id, called, parts, person_until, carer_until, stands"
        " FROM people_carers_views()",
        [],
    ).fetchall()
    found = []
    for view_id, called, parts, person_until, carer_until, stands in rows:
        until_on = min(person_until, carer_until or person_until)
        again = stands == OPEN and carer_until - today <= SAY_AGAIN_WITHIN
        found.append(
            MayRead(view_id, called, frozenset(parts), part_words(parts), until_on, stands, again)
        )
    return found


def plan_for_carer(view_id: UUID) -> list[tuple[str, str]]:
    """Return headings of somebody's plan and what they say there, as far as a carer may read it."""
    rows = ask("SELECT id, heading, words_sealed FROM people_plan_for_carer(%s)", [view_id])
    said = {
        heading: Passage(id=pk, heading=heading, words_sealed=words).words
        for pk, heading, words in rows.fetchall()
    }
    order = [Heading.WORST_DAY, *(each for each in Heading if each != Heading.WORST_DAY)]
    return [(str(each.label), said[each.value]) for each in order if said.get(each.value)]


def ring_for_carer(view_id: UUID) -> list[RingFor]:
    """Return whom somebody wants to be rung, as far as a carer may read it."""
    rows = ask("SELECT id, name_sealed, number_sealed FROM people_ring_for_carer(%s)", [view_id])
    people = (
        CircleMember(id=pk, name_sealed=name, number_sealed=number)
        for pk, name, number in rows.fetchall()
    )
    return [RingFor(one.name, one.number) for one in people]


def carers_named(person_id: UUID | None, sign_ins: Collection[UUID]) -> dict[UUID, str]:
    """Return what the circle calls those who looked by these sign-ins, as carers. Two questions."""
    rows = CarerView.objects.filter(carer_sign_in__in=sign_ins) if sign_ins else []
    of = {row.carer_sign_in_id: row.member_id for row in rows if person_id in (None, row.person_id)}
    members = CircleMember.objects.filter(id__in=of.values()) if of else []
    names = {row.id: row.name for row in members}
    return {
        one: names.get(of[one], IN_THE_CIRCLE) if one in of else IN_THE_CIRCLE for one in sign_ins
    }


def all_carers_views(person: Person) -> list[tuple[str, str, str]]:
    """
    Return whom somebody let read, and that another let them read: for everything about them.

    Of the other it tells no more than that: what they could read is the other's.
    """
    told = []
    members = {row.id: row.name for row in CircleMember.objects.filter(person=person)}
    for row in CarerView.objects.filter(person=person).select_related("held_by").order_by("id"):
        called = f" ({row.carer_called})" if row.carer_called else ""
        says = [
            f"{members.get(row.member_id, IN_THE_CIRCLE)}{called}",
            f"From {row.agreed_on:%d %B %Y} to {row.person_until_on:%d %B %Y}",
            *part_words(row.reads),
            str(Agreed(row.agreed_how).label),
        ]
        if row.carer_agreed_on:
            says.append(f"They said yes on {row.carer_agreed_on:%d %B %Y}")
        if row.ended_at:
            says.append(f"ended on {timezone.localdate(row.ended_at):%d %B %Y}")
        told.append(("Somebody you let read on their own pages", ". ".join(says), row.held_by.name))
    for row in CarerView.objects.filter(carer=person).select_related("held_by").order_by("id"):
        yes_on = row.carer_agreed_on
        since = f"You said yes on {yes_on:%d %B %Y}" if yes_on else "You were asked"
        since += f", as {row.carer_called}"
        ended = f". Ended on {timezone.localdate(row.ended_at):%d %B %Y}" if row.ended_at else ""
        told.append(("Somebody you care for let you read", since + ended, row.held_by.name))
    return told


def not_over(today: datetime.date) -> Q:
    """Return what is true of those that have not ended, nor come to the last day of either."""
    carer = Q(carer_until_on=None) | Q(carer_until_on__gte=today)
    return carer & Q(ended_at=None, person_until_on__gte=today)


def get_own_view(view_id: UUID, *, actor: User) -> CarerView:
    """
    Return one of the carer's who acts, on their own pages, that has not ended.

    :raises CarerView.DoesNotExist: if there is none
    """
    return CarerView.objects.get(id=view_id, carer_sign_in=actor.id, ended_at=None)


def _let_read(row: CarerView, members: dict[UUID, str], workers: dict[Any, str], *,
              today: datetime.date) -> LetRead:  # fmt: skip
    until_on = min(row.person_until_on, row.carer_until_on or row.person_until_on)
    over_on = (
        timezone.localdate(row.ended_at) if row.ended_at else until_on if until_on < today else None
    )
    stands = OVER if over_on else OPEN if row.carer_until_on else ASKED
    return LetRead(
        row.id, row.member_id, members.get(row.member_id, IN_THE_CIRCLE), row.carer_called,
        part_words(row.reads), row.agreed_how, row.agreed_on,
        workers.get(row.recorded_by_id, ""), row.carer_agreed_on, until_on, stands, over_on,
        ended_by_them=bool(row.ended_by_id) and row.ended_by_id != row.carer_sign_in_id,
        may_say_again=stands == OPEN and row.person_until_on - today <= SAY_AGAIN_WITHIN,
        waits_for_code=row.carer_id is None,
    )  # fmt: skip
