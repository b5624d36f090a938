"""Contacts with somebody, as far as they are open to whoever asks."""

import datetime
import json
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.people.models import Person
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site
from hearth.support.models import Contact, ContactBefore, HowMet

A_PAGE = 50


@dataclass(frozen=True)
class ContactSaid(Stamped):
    """What is written of a contact."""

    happened_on: datetime.date
    how: str
    planned: bool = False
    minutes: int | None = None
    site_id: UUID | None = None
    where: str = ""
    who_else: str = ""
    words: str = ""
    note: str = ""

    @property
    def how_words(self) -> str:
        return str(HowMet(self.how).label)


@dataclass(frozen=True)
class ContactRow:
    """A contact as a page shows it."""

    id: UUID
    said: ContactSaid
    met_by: str
    place: str
    taken_back: bool
    corrected: bool


@dataclass(frozen=True)
class ContactsPage:
    """Some of somebody's contacts, the latest first."""

    rows: tuple[ContactRow, ...]
    first: int
    total: int

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


@dataclass(frozen=True)
class ContactOnce:
    """What a contact said before somebody put it right."""

    said: ContactSaid
    place: str
    changed_at: datetime.datetime
    changed_by: str


def contact_said(row: Contact) -> ContactSaid:
    """Return what is written of a contact."""
    return ContactSaid(
        row.happened_on, row.how, row.planned, row.minutes, row.site_id, row.where, row.who_else,
        row.words, row.note,
    )  # fmt: skip


def contacts_of(person: Person, *, actor: Actor, page: int = 1, size: int = A_PAGE) -> ContactsPage:
    """Return the contacts with somebody, the latest first. What was taken back is there too."""
    mine = Contact.objects.open_to(sight_of(actor)).filter(person=person)
    total = mine.count()
    begins = min(max(page - 1, 0) * size, max(total - 1, 0) // size * size)
    rows = mine.order_by("-happened_on", "-id")[begins : begins + size]
    return ContactsPage(_shown(list(rows)), begins + 1, total)


def get_contact(contact_id: UUID, *, person: Person, actor: Actor) -> Contact:
    """
    Return a contact with this person.

    :raises Contact.DoesNotExist: if there is none, or it is not open to the actor
    """
    return Contact.objects.open_to(sight_of(actor)).get(id=contact_id, person=person)


def contact_shown(contact: Contact) -> ContactRow:
    """Return a contact as its page shows it."""
    return _shown([contact])[0]


def contact_before(contact: Contact, *, actor: Actor) -> list[ContactOnce]:
    """Return what a contact said before, the newest first."""
    rows = list(
        ContactBefore.objects.open_to(sight_of(actor))
        .filter(contact=contact)
        .order_by("-changed_at", "-id")
    )
    names = workers_named({row.changed_by_id for row in rows})
    said = [_from_json(row.was) for row in rows]
    places = _places([one.site_id for one in said])
    return [
        ContactOnce(one, _place(one, places), row.changed_at, names.get(row.changed_by_id, ""))
        for one, row in zip(said, rows, strict=True)
    ]


def _shown(rows: list[Contact]) -> tuple[ContactRow, ...]:
    names = workers_named({row.met_by_id for row in rows})
    places = _places([row.site_id for row in rows])
    ids = [row.id for row in rows]
    corrected = set(
        ContactBefore.objects.filter(contact__in=ids).values_list("contact_id", flat=True)
    )
    shown = []
    for row in rows:
        said = contact_said(row)
        shown.append(
            ContactRow(
                row.id, said, names.get(row.met_by_id, ""), _place(said, places),
                row.taken_back_at is not None, row.id in corrected,
            )
        )  # fmt: skip
    return tuple(shown)


def _places(ids: list[UUID | None]) -> dict[UUID, str]:
    return dict(Site.objects.filter(id__in=[i for i in ids if i]).values_list("id", "name"))


def _place(said: ContactSaid, places: dict[UUID, str]) -> str:
    """Return where it was, in words."""
    named = places.get(said.site_id, "") if said.site_id else ""
    return ", ".join(each for each in (named, said.where) if each)


def _from_json(was: str) -> ContactSaid:
    said = json.loads(was)
    said["happened_on"] = datetime.date.fromisoformat(said["happened_on"])
    said["site_id"] = UUID(said["site_id"]) if said["site_id"] else None
    return ContactSaid(**said)
