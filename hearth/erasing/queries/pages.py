"""What the pages of erasing show: by numbers, and never what was written."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from hearth.accounts.queries import who_may_everywhere, workers_named
from hearth.erasing.asked import rooms
from hearth.erasing.models import (
    Decision,
    Erasure,
    HolderDecision,
    Kind,
    LegalHold,
    WentTo,
)
from hearth.erasing.queries.deciders import split
from hearth.erasing.queries.holding import Holding, held_about, ids_of_all
from hearth.erasing.queries.went import INCIDENT, Went, went_in_words
from hearth.foundation.acting import acting_instead
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.people.models import Person
from hearth.people.queries import linked_with
from hearth.people.queries.seeing import own_records
from hearth.places.models import Organisation
from hearth.places.timer import OnATimer

AT_A_TIME = 50

STAYS = {
    Kind.VISITS: "That somebody came in, where and when, without a name: visits stay counted",
    Kind.MESSAGES: "That something was sent, and when, without to whom or what it said",
    Kind.SAFETY: (
        "What was done to keep somebody safe, in the words in which it was written (Care Act "
        "2014): it leads to no record any more"
    ),
    Kind.INCIDENTS: "That an incident happened: its words have to be read through for a name",
    Kind.SUPPORT: "How many people had which support, without whose it was",
}
"""What stays of a kind when it is erased, and why."""
STAYS_ANYWAY = (
    "The trail: who did what when, by ids alone",
    "Files that were downloaded, and papers that were printed, before today: Hearth cannot reach "
    "them. To whom something had gone is listed afterwards, so that they can be told",
)


@dataclass(frozen=True)
class ErasureRow:
    """One line of the list."""

    id: UUID
    called: str
    whose: UUID
    asked_at: datetime.datetime
    asked_by: str
    why: str
    waits_for: tuple[str, ...]
    due_on: datetime.date | None
    is_again: bool
    """What was kept is to be looked at again."""
    is_taken_back: bool
    whole: bool
    settled_at: datetime.datetime | None


@dataclass(frozen=True)
class OfHolder:
    """What one organisation holds, what it decided, and who may decide."""

    holder: Organisation
    holding: tuple[tuple[str, int], ...]
    hold: LegalHold | None
    decision: HolderDecision | None
    decided_by: str
    deciders: str
    may_decide: bool
    """Whoever looks is one of them."""

    @property
    def waits(self) -> bool:
        return bool(self.decision and self.decision.decision == Decision.WAITING)


@dataclass(frozen=True)
class LinkedRecord:
    """A record that is linked with the one that was asked of."""

    id: UUID
    called: str
    is_asked: bool
    """It goes with the other; else it was linked since."""


@dataclass(frozen=True)
class Reached:
    """What Hearth itself finds of somebody, past the walls: never what was written."""

    people: tuple[Person, ...]
    """Their record, and those that are linked with it."""
    holding: tuple[Holding, ...]
    waiting: tuple[str, ...]


@dataclass(frozen=True)
class ErasurePage:
    """Everything that the page of one erasing shows."""

    row: Erasure
    asked_by: str
    withdrawn_by: str
    is_mine: bool
    """The actor asked it, and so does not decide."""
    holders: tuple[OfHolder, ...]
    linked: tuple[LinkedRecord, ...]
    waiting: tuple[str, ...]
    """Where a name of theirs waits that is in no record yet."""
    stays: tuple[str, ...]
    went: tuple[Went, ...]
    to_read: tuple[UUID, ...]


def erasures(actor: Actor, *, waiting: bool, page: int = 1) -> tuple[list[ErasureRow], bool]:
    """
    Return what was asked to be erased, as far as the actor may see it, and whether there is more.

    :param waiting: those that wait for somebody; those that are settled otherwise
    """
    rows = Erasure.objects.filter(settled_at__isnull=waiting).exclude(whose__in=own_records())
    rows = rows.order_by("asked_at" if waiting else "-settled_at", "id")
    first = (page - 1) * AT_A_TIME
    found = list(rows.select_related("asked_by")[first : first + AT_A_TIME + 1])
    waits: dict[UUID, list[str]] = {}
    again: set[UUID] = set()
    undecided = HolderDecision.objects.filter(
        erasure__in=[row.id for row in found], decision=Decision.WAITING
    )
    for erasure_id, name, reopened_on in undecided.order_by("holder__name").values_list(
        "erasure", "holder__name", "reopened_on"
    ):
        waits.setdefault(erasure_id, []).append(name)
        if reopened_on:
            again.add(erasure_id)
    listed = [
        ErasureRow(
            row.id, row.called, row.whose, row.asked_at, row.asked_by.name, row.get_why_display(),
            tuple(waits.get(row.id, ())), row.due_on, row.id in again,
            row.withdrawn_at is not None, row.whole, row.settled_at,
        )
        for row in found[:AT_A_TIME]
    ]  # fmt: skip
    return listed, len(found) > AT_A_TIME


def get_erasure(erasure_id: UUID, *, actor: Actor) -> Erasure:
    """:raises Erasure.DoesNotExist: if there is none, or none that the actor may see"""
    rows = Erasure.objects.exclude(whose__in=own_records()).select_related(
        "person", "asked_by", "withdrawn_by"
    )
    return rows.get(id=erasure_id)


def get_hold(hold_id: UUID, *, actor: Actor) -> LegalHold:
    """:raises LegalHold.DoesNotExist: if none stands, or none that the actor may see"""
    rows = LegalHold.objects.filter(lifted_at=None).exclude(person__in=own_records())
    return rows.select_related("holder").get(id=hold_id)


def what_goes(person_id: UUID, *, actor: Actor) -> list[Holding]:
    """Return what each organisation holds about somebody: numbers, counted past the walls."""
    return list(reached(person_id, actor=actor).holding)


def reached(person_id: UUID, *, actor: Actor, looks_for_names: bool = False) -> Reached:
    """
    Return what there is of somebody, in all records that are theirs, past the walls.

    :param looks_for_names: read what waits for a name of theirs too, which takes its time
    """
    timer = OnATimer()
    with acting_instead(timer, of=actor):
        ids = ids_of_all(person_id, timer)
        with standing.reaching(*ids):
            rows = Person.objects.filter(id__in=ids).order_by("id")
            people = sorted(rows, key=lambda person: person.id != person_id)
            waiting = [
                words
                for _, queries in rooms("queries")
                if looks_for_names and hasattr(queries, "waits_unconfirmed")
                for person in people
                for words in queries.waits_unconfirmed(person)
            ]
            return Reached(tuple(people), tuple(held_about(people)), tuple(waiting))


def erasure_page(row: Erasure, *, actor: Actor, today: datetime.date) -> ErasurePage:
    """Return what the page of one erasing shows."""
    went = list(WentTo.objects.filter(erasure=row).order_by("on", "id"))
    there = Reached((), (), ())
    if row.person_id:
        open_still = row.settled_at is None
        there = reached(row.person_id, actor=actor, looks_for_names=open_still)
    holders = _by_holder(row, there, actor=actor, today=today)
    going = {name for of in holders for name, _ in of.holding}
    stays = [words for kind, words in STAYS.items() if kind.label in going]
    return ErasurePage(
        row=row, asked_by=row.asked_by.name, holders=holders, is_mine=row.asked_by_id == actor.id,
        withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
        linked=tuple(
            LinkedRecord(each.id, each.known_as, each.id in row.linked)
            for each in there.people[1:]
        ),
        waiting=there.waiting,
        stays=(*stays, *STAYS_ANYWAY),
        went=went_in_words([each for each in went if each.what != INCIDENT]),
        to_read=tuple(each.to_id for each in went if each.what == INCIDENT and each.to_id),
    )  # fmt: skip


def _by_holder(
    row: Erasure, there: Reached, *, actor: Actor, today: datetime.date
) -> tuple[OfHolder, ...]:
    holding, kinds = there.holding, set(row.kinds) or set(Kind.values)
    holds = _holds_of([each.id for each in there.people])
    decisions = {
        each.holder_id: each
        for each in HolderDecision.objects.filter(erasure=row).select_related("holder")
    }
    names = workers_named([each.decided_by_id for each in decisions.values() if each.decided_by_id])
    workers = list(who_may_everywhere(Permission.DECIDE_ERASING, today=today))
    besides = {row.asked_by_id, *(each.worker_id for each in there.people if each.worker_id)}
    ids = set(decisions) | {each.holder_id for each in holding if not row.settled_at}
    shown = []
    for holder in Organisation.objects.filter(id__in=ids).order_by("name", "id"):
        decision = decisions.get(holder.id)
        own, others = split(workers, holder.id, besides)
        may = own or others
        numbers = [
            (str(each.kind.label), each.rows)
            for each in holding
            if each.holder_id == holder.id and each.kind in kinds
        ]
        by = names.get(decision.decided_by_id, "") if decision and decision.decided_by_id else ""
        shown.append(
            OfHolder(
                holder, tuple(numbers), holds.get(holder.id), decision, by,
                ", ".join(each.name for each in may),
                row.settled_at is None and actor.id in {each.id for each in may},
            )
        )  # fmt: skip
    return tuple(shown)


def _holds_of(people: Collection[UUID]) -> dict[UUID, LegalHold]:
    rows = LegalHold.objects.filter(person__in=people, lifted_at=None).select_related("holder")
    return {row.holder_id: row for row in rows}


def called(people: Collection[UUID], *, actor: Actor) -> dict[UUID, str]:
    """
    Return how people like to be called, for somebody who decides on erasing and may not see them.

    :raises NotAllowed: unless the actor decides in the whole partnership
    """
    require_everywhere(actor, Permission.DECIDE_ERASING)
    timer = OnATimer()
    with acting_instead(timer, of=actor), standing.reaching(*people):
        return dict(Person.objects.filter(id__in=people).values_list("id", "known_as"))


def holds_standing(actor: Actor) -> list[LegalHold]:
    """Return the holds that stand, as far as the actor may see them, the oldest first."""
    rows = LegalHold.objects.filter(lifted_at=None).exclude(person__in=own_records())
    return list(rows.select_related("holder", "set_by").order_by("set_at", "id"))


@dataclass(frozen=True)
class AboutErasing:
    """What one person's page shows of erasing."""

    waiting: Erasure | None
    before: tuple[Erasure, ...]
    holds: tuple[LegalHold, ...]
    holding: tuple[tuple[Organisation, tuple[tuple[str, int], ...]], ...]
    linked: tuple[str, ...]
    """How the records are called that are linked with it, and that the actor sees."""
    linked_elsewhere: int
    """How many more there are."""


def about_erasing(person: Person, *, actor: Actor) -> AboutErasing:
    """Return what was asked and decided of one person, what is on hold, and who holds how much."""
    there = reached(person.id, actor=actor)
    ids = [each.id for each in there.people]
    asked = Erasure.objects.filter(Q(person=person) | Q(linked__contains=[person.id]))
    rows = list(asked.order_by("-asked_at"))
    organisations = Organisation.objects.in_bulk({each.holder_id for each in there.holding})
    seen = {each.id: each for each in linked_with([person.id], actor=actor).get(person.id, [])}
    return AboutErasing(
        waiting=next((row for row in rows if row.settled_at is None), None),
        before=tuple(row for row in rows if row.settled_at),
        holds=tuple(_holds_of(ids).values()),
        holding=tuple(
            (
                organisation,
                tuple(
                    (str(each.kind.label), each.rows)
                    for each in there.holding if each.holder_id == organisation.id
                ),
            )
            for organisation in sorted(organisations.values(), key=lambda each: each.name)
        ),
        linked=tuple(each.known_as for each in seen.values()),
        linked_elsewhere=len(set(ids) - {person.id, *seen}),
    )  # fmt: skip
