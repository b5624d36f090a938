"""
Who acts on a person's own pages, and by what they signed in.

A key is an HMAC, as those of people.finding: the table tells nothing, and a row is seen by whoever
knows what it was made of. Nobody need have signed in for that.
"""

import datetime
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.crypto import constant_time_compare

from hearth.accounts.models import User
from hearth.foundation.acting import act_as_themselves, acting_as, as_anybody
from hearth.foundation.actors import Permission, Place
from hearth.foundation.sealing import blind_index
from hearth.people.finding import CARD_LETTERS, KEY
from hearth.people.models import OwnKey, OwnPages, Person

PAPER_LENGTH = 12
"""Signs of a code on paper, of 21 each: seven thousand million million of them. It has to hold by
itself, since it is typed with no name beside it."""
LINK_LASTS = datetime.timedelta(minutes=15)
CODE_FIGURES = 6
"""Of the code at the hub: a million, of which five may be tried for one link."""
PAPER_LASTS = datetime.timedelta(days=90)
"""After this a paper that was forgotten somewhere opens nothing. Our own choice."""


def act_on_own_pages(sign_in: User) -> Person | None:
    """
    Let the rest of this transaction act as the person whose sign-in it is, and return them.

    None if their pages were ended, or they have died: then it acts as nobody. Two questions.
    """
    pages = OwnPages.objects.filter(sign_in=sign_in, ended_at=None).first()
    if pages is None:
        return None
    act_as_themselves(pages.person_id)
    person = Person.objects.select_related("held_by").filter(id=pages.person_id).first()
    if person is None or person.has_died:
        return None
    sign_in.themselves = person.id
    return person


@dataclass(frozen=True)
class ByLink:
    """Somebody who acts for themselves by a link that a worker gave them, and has no sign-in."""

    id: UUID
    """The link's: the trail says by which it was."""
    themselves: UUID
    label = "Somebody, by a link"
    audiences: Collection[UUID] = ()

    def may(self, permission: Permission, *, at: Place) -> bool:
        return False

    def may_somewhere(self, permission: Permission) -> bool:
        return False

    def may_everywhere(self, permission: Permission) -> bool:
        return False

    def places_where(self, permission: Permission) -> Collection[UUID]:
        return ()


@contextmanager
def acting_by_link(link_id: UUID, person_id: UUID) -> Iterator[tuple[ByLink, Person | None]]:
    """
    Act as somebody who has a link and no sign-in, for as long as one transaction lasts.

    Call it with what a function of the owner has just told of a link that still opens.

    :returns: whoever acts, and whose link it is; None for them if they have died
    """
    by = ByLink(link_id, person_id)
    with acting_as(by):
        act_as_themselves(person_id)
        person = Person.objects.select_related("held_by").filter(id=person_id).first()
        yield by, None if person is None or person.has_died else person


def key_of(kind: str, secret: str) -> bytes:
    """Return the key of an address, a link's secret, a code on paper or a passkey's id."""
    if kind == OwnKey.Kind.ADDRESS:
        secret = secret.strip().casefold()
    if kind == OwnKey.Kind.PAPER:
        secret = "".join(sign for sign in secret.upper() if sign in CARD_LETTERS)
    return blind_index(f"people.own-{kind.lower()}", secret)


def key_that_opens(key: bytes, *kinds: str, now: datetime.datetime) -> OwnKey | None:
    """
    Return what somebody signs in with, if it opens anything at this moment, with its sign-in.

    Ask it while nobody acts: it says in which partnership, and what is known, and no more.
    """
    with as_anybody(), connection.cursor() as cursor:
        cursor.cursor.execute(f"SET LOCAL {KEY} = '{key.hex()}'")
        rows = OwnKey.objects.filter(key=key, kind__in=kinds, ended_at=None)
        found = [row for row in rows.select_related("sign_in") if opens(row, now)]
        cursor.cursor.execute(f"SET LOCAL {KEY} = ''")
    return found[0] if len(found) == 1 else None


def opens_others(key: bytes, pages: OwnPages) -> bool:
    """Test if somebody else's own pages open by a key already, whoever may see whose."""
    with connection.cursor() as cursor:
        cursor.cursor.execute(f"SET LOCAL {KEY} = '{key.hex()}'")
        others = OwnKey.objects.filter(key=key, ended_at=None).exclude(pages=pages).exists()
        cursor.cursor.execute(f"SET LOCAL {KEY} = ''")
    return others


def opens(row: OwnKey, now: datetime.datetime) -> bool:
    """Test if a key opens anything at a moment: a link does so once."""
    if row.ended_at or not row.sign_in.is_active or (row.ends_at and row.ends_at <= now):
        return False
    return not (row.kind == OwnKey.Kind.LINK and row.used_at)


def gets_links(row: OwnKey, now: datetime.datetime) -> bool:
    """Test if a link may be sent to an address: it was proven, or is being proven just now."""
    return row.proven_at is not None or now - row.recorded_at < LINK_LASTS


def code_of(address_id: UUID) -> str:
    """
    Return the figures that the first link to an address opens with, as a worker says them.

    They are reckoned from the address that was written down, and kept nowhere.
    """
    made = blind_index("people.own-code", str(address_id))
    figures = f"{int.from_bytes(made[:8]) % 10**CODE_FIGURES:0{CODE_FIGURES}d}"
    return f"{figures[:3]} {figures[3:]}"


def is_code_of(address_id: UUID, typed: str) -> bool:
    """Test if somebody typed the figures that an address is proven by, however they space them."""
    figures = "".join(sign for sign in typed if sign.isascii() and sign.isdecimal())
    return constant_time_compare(figures, code_of(address_id).replace(" ", ""))


def asks_for_code(link: OwnKey) -> bool:
    """Test if a link goes to an address that is not shown to be theirs yet. Nobody acts so far."""
    with acting_as(link.sign_in):
        act_on_own_pages(link.sign_in)
        return OwnKey.objects.filter(links=link, proven_at=None).exists()


def new_paper_code() -> str:
    """Return a code for a paper, in three groups, as it is printed."""
    signs = [secrets.choice(CARD_LETTERS) for _ in range(PAPER_LENGTH)]
    return " ".join("".join(signs[at : at + 4]) for at in range(0, PAPER_LENGTH, 4))


def is_themselves(by: object, person_id: UUID) -> bool:
    """Test if whoever acts is this person, on their own pages."""
    return getattr(by, "themselves", None) == person_id
