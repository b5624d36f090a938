"""The gate itself: everything that is sent to anybody is sent by these acts, or held back."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.directory.actions.truth import make_link
from hearth.foundation import audit
from hearth.foundation.actors import (
    Actor,
    NotAllowed,
    Permission,
    require,
    require_everywhere,
)
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.foundation.queues import AT_ONCE
from hearth.foundation.schema import address_in_hand, schema_in_hand
from hearth.foundation.statements import insert_once
from hearth.outgoing.filling import filling_for
from hearth.outgoing.gate import Decision, decide, only_by
from hearth.outgoing.meant import why_it_stands_no_more
from hearth.outgoing.models import Kind, OutgoingMessage, State, Why
from hearth.outgoing.outside import is_outside, where_to
from hearth.outgoing.queries import own_address_of, recipient
from hearth.outgoing.transport import Envelope, gives_nothing_away, services
from hearth.outgoing.wording import (
    ANSWER,
    ASK,
    LINK,
    LOOK,
    MEETING,
    TEMPLATES,
    TO_PEOPLE,
    Words,
    compose,
)
from hearth.people.models import Person
from hearth.people.queries import may_change
from hearth.places.models import Site

MOST_TRIES = 4
"""How often an email is handed to a server that does not take it, before a worker is told."""

TOO_LONG = datetime.timedelta(minutes=15)
"""After which a message that is still going, or still waiting, has been forgotten by its job."""

USED_BEFORE = "This page was used before. Go back and open it again"


class MessageRefused(Refused):
    """The message cannot be sent, or looked after, as asked."""


@transaction.atomic
def send(
    *,
    by: Actor,
    site: Site,
    person: Person,
    template: str,
    now: datetime.datetime,
    kind: Kind | None = None,
    formats: Iterable[str] = (),
    message_id: UUID | None = None,
) -> OutgoingMessage:
    """
    Send something to a person, from a site, by a way that is safe for them; or hold it back.

    What is held back stays on the site's list of things to do, with the
    reasons. A form sends an id made when it was drawn: sent twice, it is one
    message, and the first is returned unchanged.

    :param template: its code; see wording.TO_PEOPLE
    :param kind: by what, if that was chosen; otherwise the first way that is safe
    :param formats: formats in which this version is, such as LARGE_PRINT
    :raises NotAllowed: if the actor does not keep the person's record, or not at that site
    :raises MessageRefused: if there is no such template, or the id is another message's
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    if not may_change(by, person):
        raise NotAllowed(f"{by.label} may not send anything to {person.id}")
    if template not in TO_PEOPLE:
        raise MessageRefused("Choose what to send")
    if message_id and (before := _sent_before(message_id, person, template)):
        return before
    person = Person.objects.get(id=person.id)
    written = TO_PEOPLE[template]
    decision = decide(
        recipient(person, actor=by),
        template=written,
        services=services(),
        kind=kind,
        formats=formats,
    )
    paper = decision.kind == Kind.LETTER
    words = compose(written, name=person.known_as, site=site, now=now, on_paper=paper)
    message = drafted(by, site, written.code, words, now, message_id)
    message.person, message.kind = person, decision.kind or ""
    message.way_id = decision.way.id if decision.way else None
    message.formats = sorted(formats)
    if let_go(message, by, with_neutrality(decision.reasons, words)):
        return message
    if meanwhile := _sent_before(message.id, person, template):
        return meanwhile
    raise MessageRefused(USED_BEFORE)


@transaction.atomic
def send_to_worker(
    *, by: Actor | None, site: Site, worker_id: UUID, name: str, to: str, now: datetime.datetime
) -> OutgoingMessage:
    """
    Ask a worker, by email, to look into Hearth. It never says about what, or about whom.

    :param by: who asked for it; nobody, if Hearth did
    :param to: the worker's own email address
    :raises MessageRefused: if that is no email address
    """
    try:
        validate_email(to)
    except ValidationError as not_one:
        raise MessageRefused("Write an email address like name@example.org") from not_one
    words = compose(LOOK, name=name, site=site, now=now)
    message = drafted(by, site, LOOK.code, words, now, None)
    message.worker_id, message.kind, message.to = worker_id, Kind.MAIL, to
    reasons = () if services().mail else (Why.NO_MAIL_SERVICE,)
    let_go(message, by, with_neutrality(reasons, words))
    return message


def drafted(
    by: Actor | None,
    site: Site,
    template: str,
    words: Words,
    now: datetime.datetime,
    message_id: UUID | None,
) -> OutgoingMessage:
    message = OutgoingMessage(
        id=message_id or uuid7(),
        site=site,
        held_by_id=site.run_by_id,
        template=template,
        asked_by_id=by.id if by else None,
        changed_at=now,
    )
    message.subject, message.body = words.subject, words.body
    return message


def _sent_before(message_id: UUID, person: Person, template: str) -> OutgoingMessage | None:
    """
    Return the message that a form has made already, if it has.

    :raises MessageRefused: if the id is another message's
    """
    before = OutgoingMessage.objects.filter(id=message_id).first()
    if before and (before.person_id, before.template) != (person.id, template):
        raise MessageRefused(USED_BEFORE)
    return before


def let_go(message: OutgoingMessage, by: Actor | None, reasons: tuple[Why, ...]) -> bool:
    """Write a message down and let it go or hold it back, unless it was written down already."""
    message.reasons = list(reasons)
    message.state = State.HELD_BACK if reasons else State.WAITING
    if not insert_once(message):
        return False
    audit.note(by=by, verb="held back" if reasons else "sent", subject=message, place=message.site)
    if message.state == State.WAITING and message.kind == Kind.MAIL:
        _put_off(message)
    return True


def with_neutrality(reasons: tuple[Why, ...], words: Words) -> tuple[Why, ...]:
    return reasons if gives_nothing_away(words) else (*reasons, Why.NOT_NEUTRAL)


def _put_off(message: OutgoingMessage, *, minutes: int = 0) -> None:
    """Leave the sending to a job, written in this same transaction. It carries ids only."""
    later: dict[str, object] = {"schedule_in": {"minutes": minutes}} if minutes else {}
    if message.go_at and not minutes:
        later = {"schedule_at": message.go_at}
    if message.template == LOOK.code:
        later["queue"] = AT_ONCE
    job = app.configure_task("outgoing.send_one", **later)  # type: ignore[arg-type]
    job.defer(schema=schema_in_hand(), message_id=str(message.id))


def note_opened(*, by: Actor, message: OutgoingMessage) -> None:
    """
    Write down that the actor opened a message to somebody, which is a part of their record.

    :raises NotAllowed: if the actor does not look after what its site sends
    """
    require(by, Permission.CHANGE_PEOPLE, at=message.site)
    if message.person_id:
        audit.opened(by=by, person_id=message.person_id, page="message", place=message.site)


@transaction.atomic
def begin_sending(*, by: Actor, message_id: UUID, now: datetime.datetime) -> Envelope | None:
    """
    Take up one waiting email, look once more whether it may go, and return what goes where.

    It counts as going from here on, so that whatever happens it never goes
    twice. None means that it may not go, or has been taken up already.

    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    waiting = OutgoingMessage.objects.select_for_update(of=("self",), skip_locked=True)
    message = waiting.filter(_may_go_by(now), id=message_id, kind=Kind.MAIL).first()
    if message is None:
        return None
    words = Words(message.subject, message.body)
    to, reasons = _still_at(now, message, by)
    if not is_outside(message):
        reasons = with_neutrality(reasons, words)
    if reasons or not to:
        hold_back(message, reasons or (Why.NO_WAY,), now)
        return None
    filled = filling_for(message.template, message.id)
    if filled is None:
        hold_back(message, (Why.NOT_NEEDED,), now)
        return None
    message.state, message.changed_at, message.tries = State.SENDING, now, message.tries + 1
    message.save(update_fields=["state", "changed_at", "tries"])
    for mark, says in filled.items():
        words = Words(words.subject, words.body.replace(mark, says))
    return Envelope(to, _with_link(message, words, by, now))


def _with_link(message: OutgoingMessage, words: Words, by: Actor, now: datetime.datetime) -> Words:
    """Return the words with a link of their own, if they want one. It is made now, and not kept."""
    if message.template != ASK or message.entry is None:
        return words
    secret = make_link(by=by, service=message.entry, now=now)
    address = address_in_hand() + reverse("answering:answer", args=[secret])
    return Words(words.subject, words.body.replace(LINK, address))


@transaction.atomic
def note_sent(*, by: Actor, message_id: UUID, now: datetime.datetime) -> None:
    """
    Write down that the email service took a message.

    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    going = OutgoingMessage.objects.filter(id=message_id, state=State.SENDING)
    going.filter(template=ANSWER).update(to_sealed=b"")  # as we told them
    going.update(state=State.SENT, changed_at=now)


@transaction.atomic
def note_not_sent(*, by: Actor, message_id: UUID, now: datetime.datetime) -> None:
    """
    Write down that the email service did not take a message: try later, or tell a worker.

    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    message = OutgoingMessage.objects.get(id=message_id, state=State.SENDING)
    if message.tries >= MOST_TRIES:
        hold_back(message, (Why.COULD_NOT_SEND,), now)
        return
    message.state, message.changed_at = State.WAITING, now
    message.save(update_fields=["state", "changed_at"])
    _put_off(message, minutes=5 * 3 ** (message.tries - 1))


@transaction.atomic
def look_after_forgotten(*, by: Actor, now: datetime.datetime) -> None:
    """
    Find messages that a job forgot: those still waiting go, those still going are a worker's to do.

    Something that stopped while it was going may have gone, so it is never
    sent again by itself. What nobody printed or sent while it was of use waits no longer.

    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    old = OutgoingMessage.objects.filter(changed_at__lt=now - TOO_LONG, kind=Kind.MAIL)
    for message in old.filter(state=State.SENDING).select_for_update(of=("self",)):
        hold_back(message, (Why.UNSURE,), now)
    over = OutgoingMessage.objects.filter(state=State.WAITING, no_use_after__lte=now)
    for message in over.select_for_update(of=("self",)):
        hold_back(message, (Why.NOT_NEEDED,), now)
    longest = datetime.timedelta(minutes=5 * 3 ** (MOST_TRIES - 1)) + TOO_LONG
    for message in old.filter(_may_go_by(now - longest), changed_at__lt=now - longest):
        OutgoingMessage.objects.filter(id=message.id).update(changed_at=now)
        _put_off(message)


@transaction.atomic
def open_letter(*, by: Actor, message: OutgoingMessage, now: datetime.datetime) -> Envelope | None:
    """
    Look once more whether a letter may go, and return what to print; None if it may not any more.

    :raises NotAllowed: if the actor does not keep people's records at its site
    """
    require(by, Permission.CHANGE_PEOPLE, at=message.site)
    message = _held(by, message)
    if message.kind != Kind.LETTER or message.state != State.WAITING:
        return None
    to, reasons = _still_at(now, message, by)
    if reasons or not to:
        hold_back(message, reasons or (Why.NO_WAY,), now)
        return None
    audit.note(by=by, verb="printed", subject=message, place=message.site)
    return Envelope(to, Words(message.subject, message.body))


@transaction.atomic
def note_posted(*, by: Actor, message: OutgoingMessage, now: datetime.datetime) -> None:
    """
    Write down that a letter is in the post.

    :raises NotAllowed: if the actor does not keep people's records at its site
    :raises MessageRefused: if it is no letter that waits
    """
    require(by, Permission.CHANGE_PEOPLE, at=message.site)
    message = _held(by, message)
    if message.kind != Kind.LETTER or message.state != State.WAITING:
        raise MessageRefused("This letter is not waiting any more")
    message.state, message.changed_at = State.SENT, now
    message.save(update_fields=["state", "changed_at"])
    audit.note(by=by, verb="posted", subject=message, place=message.site)


@transaction.atomic
def deal_with(*, by: Actor, message: OutgoingMessage, now: datetime.datetime) -> None:
    """
    Write down that a message that was held back has been looked after in some other way.

    :raises NotAllowed: if the actor does not keep people's records at its site
    :raises MessageRefused: if it was not held back, or has been looked after
    """
    require(by, Permission.CHANGE_PEOPLE, at=message.site)
    message = _held(by, message)
    if message.state != State.HELD_BACK or message.dealt_with_at:
        raise MessageRefused("This has been looked after already")
    message.dealt_with_at, message.dealt_with_by_id = now, by.id
    if message.template == ANSWER:
        message.to = ""
    message.save(update_fields=["dealt_with_at", "dealt_with_by", "to_sealed"])
    audit.note(by=by, verb="dealt with", subject=message, place=message.site)


def _may_go_by(moment: datetime.datetime) -> Q:
    return Q(Q(go_at__isnull=True) | Q(go_at__lte=moment), state=State.WAITING)


def _still_at(
    now: datetime.datetime, message: OutgoingMessage, by: Actor
) -> tuple[str, tuple[Why, ...]]:
    """Return as still() does; what is of no use any more, or rests on nothing, never goes."""
    if message.no_use_after and now >= message.no_use_after:
        return "", (Why.NOT_NEEDED,)
    to, reasons = still(message, by)
    if message.template == MEETING.code and reasons != (Why.DIED,):
        reasons = why_it_stands_no_more(message, today=timezone.localdate(now)) or reasons
    return to, reasons


def _held(by: Actor, message: OutgoingMessage) -> OutgoingMessage:
    """:raises NotAllowed: if the actor may not read it, or not any more"""
    rows = OutgoingMessage.objects.select_for_update(of=("self",))
    held = rows.filter(id=message.id).first()
    if held is None:
        raise NotAllowed(f"{by.label} may not read {message.id}")
    return held


def still(message: OutgoingMessage, by: Actor) -> tuple[str, tuple[Why, ...]]:
    """Return where a message goes as things stand now, and why it may not go, if so."""
    if is_outside(message):
        return where_to(message)
    if message.worker_id:
        to = message.to or own_address_of(message.worker_id)
        if not to:
            return "", (Why.NO_WAY,)
        return to, () if services().mail else (Why.NO_MAIL_SERVICE,)
    if message.person_id is None:
        return "", (Why.NO_WAY,)
    person = Person.objects.get(id=message.person_id)
    decision = _decided_again(message, person, by)
    return (decision.way.value if decision.way else ""), decision.reasons


def _decided_again(message: OutgoingMessage, person: Person, by: Actor) -> Decision:
    to = recipient(person, actor=by)
    if message.template == MEETING.code:
        to = only_by(to, message.way_id)
    return decide(
        to,
        template=TEMPLATES[message.template],
        services=services(),
        kind=Kind(message.kind),
        formats=message.formats,
    )


def hold_back(message: OutgoingMessage, reasons: tuple[Why, ...], now: datetime.datetime) -> None:
    message.state, message.reasons, message.changed_at = State.HELD_BACK, list(reasons), now
    mourned = message.template == MEETING.code and reasons == (Why.DIED,)
    if mourned or reasons == (Why.NOT_NEEDED,):
        message.dealt_with_at = now  # there is nothing for anybody to do
    message.save(update_fields=["state", "reasons", "changed_at", "dealt_with_at"])
    audit.note(by=None, verb="held back", subject=message, place=message.site)
