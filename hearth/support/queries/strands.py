"""Strands: what each hub offers, and how they stand for a person."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Person
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site
from hearth.support.models import (
    RESTING,
    Strand,
    StrandChange,
    StrandKind,
    StrandState,
    SupportStrand,
)


@dataclass(frozen=True)
class Offer:
    """A strand that a hub offers, or has set aside."""

    code: str
    site_id: UUID
    kind: str
    strand_id: UUID | None
    label: str
    is_offered: bool = True


@dataclass(frozen=True)
class StrandSaid(Stamped):
    """How a strand stands, and with whom it is."""

    state: str
    with_worker_id: UUID | None = None
    with_who: str = ""

    @property
    def state_words(self) -> str:
        return str(StrandState(self.state).label)


@dataclass(frozen=True)
class Ending:
    """What is agreed when a strand is finished for now."""

    circle: str
    comes_next: str
    welcome_back: str


@dataclass(frozen=True)
class StrandRow:
    """A person's strand as a page shows it."""

    id: UUID
    label: str
    site_name: str
    said: StrandSaid
    since_on: datetime.date
    with_whom: str
    is_resting: bool


@dataclass(frozen=True)
class ChangeRow:
    """What became of a strand on one day."""

    said: StrandSaid
    with_whom: str
    changed_on: datetime.date
    changed_by: str
    note: str
    ending: Ending | None


def offers_at(sites: Iterable[Site]) -> list[Offer]:
    """Return each site's own list: the usual six and its own, what it set aside among them."""
    sites = list(sites)
    rows: dict[UUID, list[Strand]] = {}
    for row in Strand.objects.filter(site__in=sites).order_by("name", "id"):
        rows.setdefault(row.site_id, []).append(row)
    offers = []
    for site in sites:
        where = f", {site.name}" if len(sites) > 1 else ""
        of_site = rows.get(site.id, [])
        for kind in StrandKind:
            usual = next((row for row in of_site if row.kind == kind and not row.name), None)
            offers.append(
                Offer(
                    f"{site.id}.{kind.value}", site.id, kind.value, None, f"{kind.label}{where}",
                    usual is None or usual.is_offered,
                )
            )  # fmt: skip
            offers += [
                Offer(
                    str(row.id), site.id, kind.value, row.id, f"{row.name} ({kind.label}){where}",
                    row.is_offered,
                )
                for row in of_site
                if row.kind == kind and row.name
            ]  # fmt: skip
    return offers


def offers_to(person: Person, *, actor: Actor) -> list[Offer]:
    """Return what can be offered to somebody, at the sites that know them and the actor's own."""
    sites = set(actor.places_where(Permission.CHANGE_PEOPLE)) & set(person.known_at)
    here = Site.objects.filter(id__in=sites or actor.places_where(Permission.CHANGE_PEOPLE))
    return [offer for offer in offers_at(here.order_by("name", "id")) if offer.is_offered]


def strand_said(row: SupportStrand) -> StrandSaid:
    """Return how a strand stands."""
    return StrandSaid(row.state, row.with_worker_id, row.with_who)


def strands_of(person: Person, *, actor: Actor) -> list[StrandRow]:
    """Return somebody's strands: those under way first, those that rest last."""
    mine = SupportStrand.objects.open_to(sight_of(actor)).filter(person=person)
    rows = list(mine.select_related("site", "strand").order_by("recorded_at", "id"))
    return sorted(strand_rows(rows), key=lambda row: row.is_resting)


def get_strand(strand_id: UUID, *, person: Person, actor: Actor) -> SupportStrand:
    """
    Return a strand of this person's.

    :raises SupportStrand.DoesNotExist: if there is none, or it is not open to the actor
    """
    mine = SupportStrand.objects.open_to(sight_of(actor)).select_related("site", "strand")
    return mine.get(id=strand_id, person=person)


def strand_rows(rows: Collection[SupportStrand]) -> list[StrandRow]:
    """Return strands as a page shows them. Their site and strand are to be there already."""
    names = workers_named({row.with_worker_id for row in rows if row.with_worker_id})
    shown = []
    for row in rows:
        said = strand_said(row)
        label = row.strand.name if row.strand else str(StrandKind(row.kind).label)
        shown.append(
            StrandRow(
                row.id, label, row.site.name, said, row.since_on, _with_whom(said, names),
                said.state in RESTING,
            )
        )  # fmt: skip
    return shown


def changes_of(row: SupportStrand, *, actor: Actor) -> list[ChangeRow]:
    """Return what became of a strand, the latest first."""
    mine = StrandChange.objects.open_to(sight_of(actor)).filter(support_strand=row)
    changes = list(mine.order_by("-changed_on", "-id"))
    ids = {change.changed_by_id for change in changes}
    names = workers_named(ids | {one.with_worker_id for one in changes if one.with_worker_id})
    shown = []
    for change in changes:
        said = StrandSaid(change.state, change.with_worker_id, change.with_who)
        ended = change.state == StrandState.FINISHED
        ending = Ending(change.circle, change.comes_next, change.welcome_back) if ended else None
        shown.append(
            ChangeRow(
                said, _with_whom(said, names), change.changed_on,
                names.get(change.changed_by_id, ""), change.note, ending,
            )
        )  # fmt: skip
    return shown


def _with_whom(said: StrandSaid, names: dict[UUID, str]) -> str:
    worker = names.get(said.with_worker_id, "") if said.with_worker_id else ""
    return ", ".join(each for each in (worker, said.with_who) if each)
