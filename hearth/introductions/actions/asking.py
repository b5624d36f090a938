"""Asking the other side in writing: by a link to an address of theirs, or in a partner's inbox."""

import datetime
import secrets
from uuid import UUID

from django.db import transaction

from hearth.accounts.roles import MAY_BE_SHARED_WITH
from hearth.design.words import day
from hearth.directory.models import ProviderContact
from hearth.foundation import audit, outbox
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.foundation.audiences import role_at
from hearth.foundation.identifiers import uuid7
from hearth.foundation.statements import ask
from hearth.introductions.actions.showing import Shown, keep_shared
from hearth.introductions.actions.writing import (
    IntroductionRefused,
    going_on,
    held,
    refuse_if_restricted,
    tell_story,
)
from hearth.introductions.models import (
    Introduction,
    LineKind,
    OtherSide,
    SharedWithThem,
    State,
    Way,
)
from hearth.introductions.queries.begin import INBOX, contacts_of, inbox_is_read
from hearth.introductions.queries.other_side import hash_of
from hearth.outgoing.actions import write_to_contact
from hearth.outgoing.models import State as MessageState
from hearth.outgoing.wording import INTRODUCE, introduce_in_words

LONGEST_SILENCE = datetime.timedelta(days=60)
"""For how long an answer can be waited for before silence comes back. Our own choice."""
LINK_LASTS = datetime.timedelta(days=60)


def require_wait(answer_by: datetime.date | None, *, today: datetime.date) -> None:
    """:raises IntroductionRefused: unless it is a day until which an answer can be waited for"""
    if answer_by is None or not today <= answer_by <= today + LONGEST_SILENCE:
        raise IntroductionRefused(
            "Choose until when we wait for an answer: at most 60 days", about="answer_by"
        )


def ask_them(
    by: Actor, row: Introduction, send_to: str, *, now: datetime.datetime, today: datetime.date
) -> OtherSide:
    """
    Show the other side what was shared, by a link to a contact of theirs or in their inbox.

    A link that was sent before ends: there is one at a time.

    :param row: held by the caller; what was shared is kept already
    :param send_to: the id of a contact at who offers the service, or INBOX
    :raises IntroductionRefused: if it cannot be asked so, or was needed today
    """
    if row.needed_today or row.way != Way.IN_TOUCH:
        raise IntroductionRefused(
            "We write to them only where we put somebody in touch, and it is not needed today",
            about="send_to",
        )
    shared = SharedWithThem.objects.filter(introduction=row).order_by("-recorded_at", "-id").first()
    if shared is None:
        raise IntroductionRefused("Choose what is shared before we write to them", about="shared")
    if row.service is None:
        raise IntroductionRefused("We write only to who offers a service", about="send_to")
    provider = row.service.provider
    contact = _contact(row, send_to)
    has_inbox = inbox_is_read(row.service, today=today)
    if contact is None and not has_inbox:
        raise IntroductionRefused(
            "Nobody there can open an inbox here yet. Ring them, or ask them by a link",
            about="send_to",
        )
    side = OtherSide.objects.filter(introduction=row).first() or OtherSide(
        introduction=row, person_id=row.person_id, held_by_id=row.held_by_id,
        service=row.service, from_site_id=row.from_site_id,
    )  # fmt: skip
    side.words, side.sent_on, side.answer_by = shared.words, today, row.answer_by
    side.sent_under = _sent_under(by, row, today=today)
    side.organisation_id = provider.partner_id
    side.said, side.said_at = "", None
    _end_links(side)
    side.message_id = uuid7() if contact else None
    side.save()
    if has_inbox:
        outbox.tell("introductions.asked", about_id=row.id)
    tell_story(by, row, LineKind.SENT, now=now, words=_to_whom(contact))
    if contact and side.message_id:
        site = row.from_site
        until = day(row.answer_by) if row.answer_by else day(today)
        words = introduce_in_words(
            entry=row.service.name, name=contact.name, site=site.name, until=until
        )
        message = write_to_contact(
            by=by, site=site, contact_id=contact.id, service=row.service, template=INTRODUCE,
            words=words, message_id=side.message_id, now=now,
        )  # fmt: skip
        if message.state == MessageState.HELD_BACK:
            if not has_inbox:
                raise IntroductionRefused(
                    "No email can be sent from here. Ring them", about="send_to"
                )
            side.message_id = None
            side.save(update_fields=["message_id"])
            tell_story(by, row, LineKind.NOT_GONE, now=now)
    return side


@transaction.atomic
def ask_again(
    *, by: Actor, introduction: Introduction, send_to: str, answer_by: datetime.date | None,
    stamp: str, now: datetime.datetime, today: datetime.date, shown: Shown | None = None,
) -> None:  # fmt: skip
    """
    Ask the other side in writing, once more or for the first time.

    :param shown: what they are told from now on; None: what was shared already
    :raises NotAllowed: if the person's support is not open to the actor
    :raises IntroductionRefused: if it has ended, nothing is shared, or they cannot be asked so
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    row = going_on(by, introduction, stamp, now=now)
    refuse_if_restricted(row.person)
    require_wait(answer_by, today=today)
    if shown:
        keep_shared(by, row, shown, now=now, today=today)
    row.state, row.answer_by, row.answered_at = State.WAITING, answer_by, None
    ask_them(by, row, send_to, now=now, today=today)
    row.save()
    audit.note(by=by, verb="asked the other side of the introduction of", subject=row.person)


@transaction.atomic
def make_link(*, by: Actor, introduction: Introduction, now: datetime.datetime) -> str:
    """
    Make a new link to what was sent already, to be read out or printed. Those that they had end; an
    email that has not gone yet brings one of its own, and both open it.

    Whoever opens it still needs the code, which goes to the address of theirs alone.

    :returns: the secret that stands in its address, and is kept nowhere
    :raises IntroductionRefused: if nothing was sent by a link
    """
    row = held(by, introduction, now=now)
    side = OtherSide.objects.select_for_update().filter(introduction=row).first()
    if side is None or side.message_id is None:
        raise IntroductionRefused("They were not asked by a link")
    if side.over:
        raise IntroductionRefused("For them this is over: a link would open nothing")
    secret = secrets.token_urlsafe(24)
    _end_links(side)
    side.anew_hash, side.ends_at = hash_of(secret), now + LINK_LASTS
    side.codes_asked, side.code_asked_at = 0, None
    side.save()
    audit.note(by=by, verb="made a link to the introduction of", subject=row.person)
    return secret


def _sent_under(by: Actor, row: Introduction, *, today: datetime.date) -> list[UUID]:
    """
    Return with whom their support is shared, by which the actor reads it: the team of the hub that
    introduces them, if that is among it.

    Whoever opened it for a reason reads it by none of that: then it is all with whom it is shared.
    """
    stands = Introduction.objects.only("open_to", "open_till", "closes_on").get(id=row.id)
    till = stands.open_till if stands.closes_on and stands.closes_on >= today else []
    shared = {*stands.open_to, *till}
    mine = shared & set(by.audiences)
    team = {role_at(row.from_site_id, role) for role in MAY_BE_SHARED_WITH}
    return sorted(mine & team or mine or shared)


def _end_links(side: OtherSide) -> None:
    ended = [bytes(each) for each in (side.token_hash, side.anew_hash) if each]
    side.ended_hashes = [*side.ended_hashes, *ended]
    side.token_hash = side.anew_hash = None
    side.code_hash, side.proofs, side.proof_ends = b"", [], []


def _contact(row: Introduction, send_to: str) -> ProviderContact | None:
    """:raises IntroductionRefused: if they get no links, or are of somebody else"""
    if send_to == INBOX:
        return None
    assert row.service is not None
    try:
        chosen = UUID(send_to)
    except ValueError as nobody:
        raise IntroductionRefused("Choose how we ask them", about="send_to") from nobody
    contact = next((each for each in contacts_of(row.service) if each.id == chosen), None)
    if contact is None:
        raise IntroductionRefused("They get no links from us any more", about="send_to")
    return contact


def _to_whom(contact: ProviderContact | None) -> str:
    return (contact.name or contact.job or "By email") if contact else "In their inbox here"


@transaction.atomic
def tell_silent(*, by: Actor) -> int:
    """
    Tell the owner of each introduction, once, that no answer came in time.

    :returns: how many there were
    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    found = ask("SELECT introductions_tell_silent()").fetchone()
    return int(found[0]) if found else 0
