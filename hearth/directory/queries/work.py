"""What connectors did, whom they know, and what none of them looks after."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from hearth.accounts.models import Grant, User
from hearth.accounts.roles import ROLES, Role
from hearth.directory.models import (
    Confirmation,
    Cover,
    Facet,
    LinkedContact,
    Location,
    Outing,
    Provider,
    ProviderContact,
    Term,
)
from hearth.directory.neighbourhoods import neighbourhoods_of_sites
from hearth.foundation.actors import Actor, Permission, require_somewhere

LAST = 20
"""As many of one's own outings as the page shows."""
SUGGESTED = 300
"""As many names as a page offers while somebody types."""
CONTACTS = 100
LOUDEST = ("rough-sleepers",)
"""The groups that are said first if nobody looks after them."""


@dataclass(frozen=True)
class OutingRead:
    """Something that somebody did, as it is read."""

    id: UUID
    on: datetime.date
    did: str
    whom: str
    minutes: int | None
    note: str


def own_outings(*, actor: Actor) -> list[OutingRead]:
    """
    Return what the actor did last, the newest first.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    mine = Outing.objects.filter(by_id=actor.id).select_related("provider", "location")
    return [_read(each) for each in mine.order_by("-on", "-id")[:LAST]]


def _read(outing: Outing) -> OutingRead:
    whom = outing.provider or outing.location or outing.neighbourhood
    return OutingRead(
        outing.id, outing.on, outing.get_did_display(), str(whom), outing.minutes, outing.note
    )


def own_outing(outing_id: UUID, *, actor: Actor) -> Outing:
    """
    Return one of the actor's own outings.

    :raises Outing.DoesNotExist: if there is none, or it is somebody else's
    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return Outing.objects.get(id=outing_id, by_id=actor.id)


def names_to_offer() -> list[str]:
    """Return names of whom one may have met, or where: those last written down first."""
    places = Location.objects.exclude(name="").order_by("-edited_at").values_list("name", flat=True)
    providers = Provider.objects.order_by("-edited_at").values_list("name", flat=True)
    found = [*neighbourhoods_of_sites(), *providers[:SUGGESTED], *places[:SUGGESTED]]
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class MonthOfWork:
    """What was done in a month: how often, by kind."""

    begins: datetime.date
    did: list[int]
    """In the order of Outing.Did."""
    minutes: int
    confirmed: int
    """Entries of the directory that a worker confirmed."""

    @property
    def outings(self) -> int:
        return sum(self.did)


@dataclass(frozen=True)
class WorkerReport:
    """What one worker did in the same time."""

    name: str
    did: list[int]
    minutes: int
    confirmed: int

    @property
    def outings(self) -> int:
        return sum(self.did)


@dataclass(frozen=True)
class WorkReport:
    """What connectors did, by month; and by connector, for those who may see that."""

    since: datetime.date
    months: list[MonthOfWork]
    """The newest first."""
    workers: list[WorkerReport]

    @property
    def outings(self) -> int:
        return sum(each.outings for each in self.months)

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.months)


def work_report(*, actor: Actor, today: datetime.date, months: int = 12) -> WorkReport:
    """
    Return what connectors did in the last months, this one included.

    Everybody who sees needs reads the counts. By name a worker reads their own; whoever keeps
    workers reads those of their sites' workers; whoever leads the directory reads all.

    :raises NotAllowed: if the actor may not see needs
    """
    require_somewhere(actor, Permission.SEE_NEEDS)
    since = _months_before(today.replace(day=1), months - 1)
    rows = list(
        Outing.objects.filter(on__gte=since, on__lte=today)
        .annotate(month=TruncMonth("on"))
        .values_list("month", "by_id", "did")
        .annotate(times=Count("id"), lasted=Sum("minutes"))
        .order_by()
    )
    confirmed = list(
        Confirmation.objects.filter(on__gte=since, on__lte=today, by__isnull=False)
        .annotate(month=TruncMonth("on"))
        .values_list("month", "by_id")
        .annotate(times=Count("id"))
        .order_by()
    )
    named = _workers_read_by(actor)
    by_month: dict[datetime.date, Counter[str]] = defaultdict(Counter)
    by_worker: dict[UUID, Counter[str]] = defaultdict(Counter)
    for month, worker, did, count, minutes in rows:
        for totals in (by_month[month], by_worker[worker]):
            totals[did] += count
            totals["minutes"] += minutes or 0
    for month, worker, count in confirmed:
        assert worker is not None
        by_month[month]["confirmed"] += count
        by_worker[worker]["confirmed"] += count
    return WorkReport(
        since=since,
        months=[
            MonthOfWork(begins, *_totals(by_month[begins]))
            for begins in (_months_before(today.replace(day=1), back) for back in range(months))
        ],
        workers=[
            WorkerReport(name, *_totals(by_worker[worker]))
            for worker, name in named
            if worker in by_worker
        ],
    )


def _totals(counted: Counter[str]) -> tuple[list[int], int, int]:
    return [counted[did] for did in Outing.Did], counted["minutes"], counted["confirmed"]


def _months_before(begins: datetime.date, months: int) -> datetime.date:
    number = begins.year * 12 + begins.month - 1 - months
    return datetime.date(number // 12, number % 12 + 1, 1)


def _workers_read_by(actor: Actor) -> list[tuple[UUID, str]]:
    """Return the workers whose own work the actor may read by name."""
    workers = User.objects.filter(own_pages=False).order_by("name", "id")
    if not actor.may_everywhere(Permission.LEAD_DIRECTORY):
        sites = actor.places_where(Permission.KEEP_WORKERS)
        theirs = set(Grant.objects.filter(site_id__in=sites).values_list("user_id", flat=True))
        workers = workers.filter(id__in=theirs | {actor.id})
    return list(workers.values_list("id", "name"))


@dataclass(frozen=True)
class Covered:
    """A neighbourhood or a group of people, and who looks after it."""

    name: str
    term_id: UUID | None
    covers: list[Cover]
    is_loud: bool = False

    @property
    def names(self) -> str:
        return ", ".join(each.worker.name for each in self.covers)


@dataclass(frozen=True)
class Coverage:
    """What connectors look after, and what nobody does."""

    places: list[Covered]
    groups: list[Covered]

    @property
    def uncovered_places(self) -> list[Covered]:
        return [each for each in self.places if not each.covers]

    @property
    def uncovered_groups(self) -> list[Covered]:
        return [each for each in self.groups if not each.covers]

    @property
    def is_whole(self) -> bool:
        return not self.uncovered_places and not self.uncovered_groups


def coverage(*, actor: Actor) -> Coverage:
    """
    Return the neighbourhoods and the groups of people, with who looks after each.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    by_place: dict[str, list[Cover]] = defaultdict(list)
    by_term: dict[UUID, list[Cover]] = defaultdict(list)
    current = Cover.objects.filter(worker__is_active=True).select_related("worker")
    for cover in current.order_by("worker__name", "id"):
        if cover.who_id:
            by_term[cover.who_id].append(cover)
        else:
            by_place[cover.neighbourhood].append(cover)
    names = sorted({*neighbourhoods_of_sites(), *by_place}, key=str.casefold)
    terms = Term.objects.filter(taxonomy__slug="hub", facet=Facet.WHO).order_by("name")
    groups = [
        Covered(term.name, term.id, by_term[term.id], is_loud=term.slug in LOUDEST)
        for term in terms
    ]
    return Coverage(
        places=[Covered(name, None, by_place[name]) for name in names],
        groups=sorted(groups, key=lambda each: not each.is_loud),
    )


def get_cover(cover_id: UUID, *, actor: Actor) -> Cover:
    """
    Return who looks after something.

    :raises Cover.DoesNotExist: if nobody does by that number
    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return Cover.objects.select_related("worker").get(id=cover_id)


def connectors(today: datetime.date) -> QuerySet[User]:
    """Return the workers who keep the directory, by name."""
    keeps = [role for role in Role if Permission.KEEP_DIRECTORY in ROLES[role].allows]
    held = Grant.objects.current(today).filter(role__in=keeps)
    return User.objects.filter(is_active=True, id__in=held.values("user_id")).order_by("name", "id")


@dataclass(frozen=True)
class Known:
    """That a worker knows somebody."""

    worker_id: UUID
    worker: str
    since: datetime.date
    last_on: datetime.date


@dataclass(frozen=True)
class ContactRead:
    """Somebody at a provider, and which workers know them."""

    id: UUID
    name: str
    job: str
    email: str
    phone: str
    provider: str
    known_by: list[Known]

    def is_known_to(self, actor: Actor) -> bool:
        return any(each.worker_id == actor.id for each in self.known_by)


def contacts(*, actor: Actor, words: str = "") -> list[ContactRead]:
    """
    Return the people at organisations and groups whom connectors know, by provider.

    :param words: part of a name, a job or a provider's name; all of them if empty
    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    wanted = words.strip().casefold()
    found = []
    for contact in _contacts(ProviderContact.objects.order_by("provider__name", "recorded_at")):
        said = f"{contact.name} {contact.job} {contact.provider}".casefold()
        if wanted in said:
            found.append(contact)
        if len(found) == CONTACTS:
            break
    return found


def contact_read(contact_id: UUID, *, actor: Actor) -> ContactRead:
    """
    Return somebody at a provider.

    :raises ProviderContact.DoesNotExist: if there is nobody by that number
    :raises NotAllowed: if the actor keeps no directory
    """
    return _one(get_contact(contact_id, actor=actor))


def get_contact(contact_id: UUID, *, actor: Actor) -> ProviderContact:
    """Return somebody at a provider to write of. It raises as contact_read() does."""
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return ProviderContact.objects.select_related("provider").get(id=contact_id)


def _contacts(rows: QuerySet[ProviderContact]) -> Iterable[ContactRead]:
    return map(_one, rows.select_related("provider").prefetch_related("known_by__worker"))


def _one(contact: ProviderContact) -> ContactRead:
    known: list[LinkedContact] = sorted(contact.known_by.all(), key=lambda each: each.worker.name)
    return ContactRead(
        contact.id, contact.name, contact.job, contact.email, contact.phone, contact.provider.name,
        [Known(each.worker_id, each.worker.name, each.since, each.last_on) for each in known],
    )  # fmt: skip
