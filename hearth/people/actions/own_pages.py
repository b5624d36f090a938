"""A person's own pages: offered at a hub, opened by what they sign in with, and ended."""

import datetime
import secrets

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from hearth.accounts.actions import end_own_sessions, make_own_sign_in
from hearth.accounts.models import User
from hearth.foundation import audit
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Actor, NotAllowed, Permission, require_everywhere
from hearth.foundation.errors import Refused
from hearth.people.actions.editing import hold, require_change
from hearth.people.models import OwnKey, OwnPages, Person
from hearth.people.own_pages import (
    LINK_LASTS,
    PAPER_LASTS,
    act_on_own_pages,
    gets_links,
    is_code_of,
    is_themselves,
    key_of,
    key_that_opens,
    new_paper_code,
    opens,
    opens_others,
)
from hearth.people.queries.own_pages import has_words_unseen_by

MOST_LINKS = 5
"""How many links are sent to one address in a quarter of an hour."""
MOST_PASSKEYS = 10
LINKS_KEPT = datetime.timedelta(days=1)
"""The database forgets none sooner."""
NO_PAGES = "They have no pages of their own yet. Offer them first"


class OwnPagesRefused(Refused):
    """Somebody's own pages cannot be opened, or kept, like that."""


class WrongCode(OwnPagesRefused):
    """What was typed is not what the worker says. Nothing is used up."""


class UnseenWords(NotAllowed):
    """Whoever writes down an address could come to read by it what is not shared with them."""

    def __init__(self, person: Person) -> None:
        super().__init__(f"something is written of {person.id} that is not shared with them")
        self.says = (
            f"{person.known_as} has written, or told somebody, what they do not share with you. By "
            "an address it can all be read. Let somebody with whom they share it write it down, "
            "or open the record for a reason first: then a manager hears of it."
        )
        self.way_on = ("Open it for a reason", reverse("people:open_record", args=[person.id]))


@transaction.atomic
def open_own_pages(*, by: Actor, person: Person) -> OwnPages:
    """
    Give somebody pages of their own. They open by nothing yet. Done twice, it is once.

    :raises NotAllowed: if the actor may not write in this record
    :raises OwnPagesRefused: if they have died
    """
    person = hold(person)
    require_change(by, person)
    if person.has_died:
        raise OwnPagesRefused("They have died")
    if before := _live(person):
        return before
    pages = OwnPages.objects.create(
        person=person, known_at=person.known_at, held_by_id=person.held_by_id,
        sign_in=make_own_sign_in(by=by), opened_by_id=by.id,
    )  # fmt: skip
    audit.note(by=by, verb="offered own pages to", subject=person)
    return pages


@transaction.atomic
def write_own_address(*, by: Actor, person: Person, address: str, now: datetime.datetime) -> OwnKey:
    """
    Write down the address that links are sent to. It counts once they have opened, at the hub, a
    link that was sent to it, with the code that the worker says.

    Links that were sent, and sessions, end now: whoever reads the old address may be in. An address
    that was proven is theirs until the new one is: a slip of a letter shuts nobody out.

    :raises NotAllowed: if the actor may not write in this record, or something is written in it
        that they may not read: it would be open to whoever has the address
    :raises OwnPagesRefused: if it is no address, or opens somebody else's pages
    """
    pages = _to_keep(by, person)
    if has_words_unseen_by(by, person, now=now):
        raise UnseenWords(person)
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError as not_one:
        raise OwnPagesRefused("Write an email address like name@example.org") from not_one
    key = key_of(OwnKey.Kind.ADDRESS, address)
    if opens_others(key, pages):
        raise OwnPagesRefused("That address opens another’s pages. Ask for one that only they read")
    standing = pages.own_keys.filter(kind=OwnKey.Kind.ADDRESS, ended_at=None)
    if same := standing.filter(key=key, proven_at__isnull=False).first():
        return same
    _end(standing.filter(proven_at=None), now)
    _end(pages.own_keys.filter(kind=OwnKey.Kind.LINK), now)
    end_own_sessions(pages.sign_in_id)
    made = _make(pages, OwnKey.Kind.ADDRESS, key, by=by, value=address)
    audit.note(by=by, verb="wrote down an address for the own pages of", subject=person)
    return made


@transaction.atomic
def make_paper_code(*, by: Actor, person: Person, now: datetime.datetime) -> str:
    """
    Make a code on paper, and return it: the only time that it is shown. Earlier ones stop.

    :raises NotAllowed: if the actor may not write in this record
    """
    pages = _to_keep(by, person)
    _end(pages.own_keys.filter(kind=OwnKey.Kind.PAPER), now)
    code = new_paper_code()
    key = key_of(OwnKey.Kind.PAPER, code)
    _make(pages, OwnKey.Kind.PAPER, key, by=by, ends_at=now + PAPER_LASTS)
    audit.note(by=by, verb="gave a code on paper to", subject=person)
    return code


@transaction.atomic
def add_passkey(
    *, by: User, person: Person, credential_id: str, public_key: bytes, sign_count: int, name: str,
    now: datetime.datetime,
) -> OwnKey:  # fmt: skip
    """
    Let somebody sign in with a passkey of theirs, added on their own pages.

    :param credential_id: base64url, as the browser says it
    :raises NotAllowed: if it is not them
    :raises OwnPagesRefused: if they have very many
    """
    if not is_themselves(by, person.id):
        raise NotAllowed(f"{by.label} is not {person.id}")
    pages = OwnPages.objects.get(sign_in=by, ended_at=None)
    if pages.own_keys.filter(kind=OwnKey.Kind.PASSKEY, ended_at=None).count() >= MOST_PASSKEYS:
        raise OwnPagesRefused("You have many passkeys. Stop one first")
    made = _make(
        pages, OwnKey.Kind.PASSKEY, key_of(OwnKey.Kind.PASSKEY, credential_id), by=by,
        value=name.strip()[:60] or "A passkey", public_key=public_key, sign_count=sign_count,
        proven_at=now,
    )  # fmt: skip
    audit.note(by=by, verb="added a passkey to the own pages of", subject=person)
    return made


def make_own_link(*, key: bytes, now: datetime.datetime) -> tuple[str, str] | None:
    """
    Make a link to sign in with, and return to where it goes and the secret in its address.

    None if nobody's pages open by that address. The secret is kept nowhere. Asked while nobody
    acts: whoever opens what is sent to that address is who it is for.
    """
    address = key_that_opens(key, OwnKey.Kind.ADDRESS, now=now)
    if address is None or not gets_links(address, now):
        return None
    with acting_as(address.sign_in):
        person = act_on_own_pages(address.sign_in)
        lately = OwnKey.objects.filter(from_key=address, recorded_at__gt=now - LINK_LASTS)
        if person is None or lately.count() >= MOST_LINKS:
            return None
        secret = secrets.token_urlsafe(24)
        _make(
            address.pages, OwnKey.Kind.LINK, key_of(OwnKey.Kind.LINK, secret), by=None,
            ends_at=now + LINK_LASTS, from_key=address,
        )  # fmt: skip
        audit.note(by=None, verb="sent a link for the own pages of", subject=person)
        return address.value, secret


def enter_own_pages(
    *, key: bytes, kinds: tuple[str, ...], now: datetime.datetime, sign_count: int | None = None,
    code: str = "",
) -> User | None:  # fmt: skip
    """
    Take what somebody signs in with, once if it is a link, and return their sign-in.

    None if it opens nothing, which is all that is told. An address is proven by the first link
    that was opened with the code that a worker says at the hub: then what stood there before ends.
    Asked while nobody acts.

    :param sign_count: how often a passkey says that it was used
    :param code: what was typed of the code, if the address is not proven yet
    :raises WrongCode: if the address is not proven, and that is not its code
    """
    found = key_that_opens(key, *kinds, now=now)
    if found is None:
        return None
    with acting_as(found.sign_in):
        person = act_on_own_pages(found.sign_in)
        row = OwnKey.objects.select_for_update(of=("self",)).get(id=found.id)
        row.sign_in = found.sign_in
        if person is None or not opens(row, now):  # another tap was first
            return None
        if sign_count is not None and 0 < sign_count <= row.sign_count:
            return None
        if row.from_key_id:
            _prove(row, code, now=now)
        OwnKey.objects.filter(id=row.id).update(used_at=now, sign_count=sign_count or 0)
        audit.note(by=found.sign_in, verb="signed in to the own pages of", subject=person)
    return found.sign_in


def end_own_link(*, link: OwnKey, now: datetime.datetime) -> None:
    """Let a link open nothing more: a wrong code was typed too often. Asked while nobody acts."""
    with acting_as(link.sign_in):
        act_on_own_pages(link.sign_in)
        _end(OwnKey.objects.filter(id=link.id), now)


@transaction.atomic
def end_own_key(*, by: Actor, person: Person, key: OwnKey, now: datetime.datetime) -> None:
    """
    Let a key open nothing any more, and end every session: whoever has it may be in already.

    :raises NotAllowed: if the actor is not this person, and may not write in this record
    """
    if not is_themselves(by, person.id):
        require_change(by, hold(person))
    mine = OwnKey.objects.filter(Q(id=key.id) | Q(from_key=key.id), person=person)
    _end(mine, now)
    end_own_sessions(key.sign_in_id)
    audit.note(by=by, verb="stopped a way in to the own pages of", subject=person)


@transaction.atomic
def sign_out_everywhere(*, by: Actor, person: Person, now: datetime.datetime) -> None:
    """
    End every session of somebody's own pages, and every link that was sent: a phone was lost.

    :raises NotAllowed: if the actor is not this person, and may not write in this record
    """
    if not is_themselves(by, person.id):
        require_change(by, hold(person))
    for pages in OwnPages.objects.filter(person=person, ended_at=None):
        _end(pages.own_keys.filter(kind=OwnKey.Kind.LINK), now)
        end_own_sessions(pages.sign_in_id)
    audit.note(by=by, verb="signed out everywhere the own pages of", subject=person)


@transaction.atomic
def end_own_pages(*, by: Actor, person: Person, now: datetime.datetime) -> None:
    """
    Close somebody's own pages: nothing opens them any more. What they wrote stays theirs.

    :raises NotAllowed: if the actor is not this person, and may not write in this record
    """
    if not is_themselves(by, person.id):
        require_change(by, hold(person))
    for pages in OwnPages.objects.filter(person=person, ended_at=None):
        _end(pages.own_keys.all(), now)
        OwnPages.objects.filter(id=pages.id).update(ended_at=now, ended_by=by.id)
        end_own_sessions(pages.sign_in_id)
    audit.note(by=by, verb="closed the own pages of", subject=person)


@transaction.atomic
def let_go_of_old_links(*, by: Actor, now: datetime.datetime) -> int:
    """
    Forget the links to sign in with that ended more than a day ago: a nightly job.

    :returns: how many there were
    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    over = OwnKey.objects.filter(kind=OwnKey.Kind.LINK, ends_at__lt=now - LINKS_KEPT)
    return over._raw_delete(over.db)


def _prove(link: OwnKey, code: str, *, now: datetime.datetime) -> None:
    """:raises WrongCode: if the address is not proven, and that is not its code"""
    address = OwnKey.objects.get(links=link)
    if address.proven_at:
        return
    if not is_code_of(address.id, code):
        raise WrongCode("That is not the code. Ask the worker to say it again")
    OwnKey.objects.filter(id=address.id).update(proven_at=now)
    older = OwnKey.objects.filter(pages=address.pages_id, kind=OwnKey.Kind.ADDRESS, ended_at=None)
    if older.exclude(id=address.id).exists():
        _end(older.exclude(id=address.id), now)
        _end(OwnKey.objects.filter(pages=address.pages_id, kind=OwnKey.Kind.LINK), now)
        end_own_sessions(address.sign_in_id)


def _to_keep(by: Actor, person: Person) -> OwnPages:
    person = hold(person)
    require_change(by, person)
    if (pages := _live(person)) is None:
        raise OwnPagesRefused(NO_PAGES)
    return pages


def _live(person: Person) -> OwnPages | None:
    return OwnPages.objects.filter(person=person, ended_at=None).first()


def _end(keys: QuerySet[OwnKey], now: datetime.datetime) -> None:
    keys.filter(ended_at=None).update(ended_at=now)


def _make(
    pages: OwnPages, kind: str, key: bytes, *, by: Actor | None, value: str = "", **more: object
) -> OwnKey:
    made = OwnKey(
        pages=pages, person_id=pages.person_id, known_at=pages.known_at,
        held_by_id=pages.held_by_id, sign_in_id=pages.sign_in_id, kind=kind, key=key,
        made_by_id=by.id if by else None, **more,
    )  # fmt: skip
    if value:
        made.value = value
    made.save(force_insert=True)
    return made
