"""Questions about what has been sent, what waits, and what was held back."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from hearth.foundation.actors import Actor
from hearth.outgoing.gate import Decision, Recipient, decide
from hearth.outgoing.models import Kind, OutgoingMessage, OwnAddress, State, Why
from hearth.outgoing.outside import is_outside
from hearth.outgoing.transport import services
from hearth.outgoing.waiting import visible
from hearth.outgoing.wording import TO_PEOPLE, WHAT, Template, Words, compose
from hearth.people.models import Person, Safe
from hearth.people.queries import linked_with
from hearth.people.queries.sections import ways_of
from hearth.places.models import Site

PAGE = 50
"""Messages on one page of a list."""


class Which(StrEnum):
    """Which messages a list shows."""

    TO_DO = "to-do"
    WAITING = "waiting"
    SENT = "sent"
    ALL = "all"


@dataclass(frozen=True)
class MessageRow:
    """One message in a list."""

    id: UUID
    person_id: UUID | None
    to: str
    what: str
    kind_words: str
    state: State
    state_words: str
    why: tuple[str, ...]
    changed_at: datetime.datetime
    asked_by: str
    is_letter_to_print: bool
    needs_doing: bool


@dataclass(frozen=True)
class Outbox:
    """One page of messages, and how many there are."""

    rows: tuple[MessageRow, ...]
    first: int
    total: int

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def recipient(person: Person, *, actor: Actor) -> Recipient:
    """
    Return all that the decision to send something to a person rests on, as far as the actor sees.

    Other records of the same person count too: if one of them says no, nobody
    should be surprised by a message that went round it.
    """
    others = linked_with([person.id], actor=actor).get(person.id, [])
    elsewhere = [way for other in others for way in ways_of(other)]
    return Recipient(
        has_died=person.has_died,
        wants_no_messages=person.wants_no_messages,
        restricted=bool(person.restricted_on or any(other.restricted_on for other in others)),
        needs=frozenset(person.needs),
        ways=tuple(ways_of(person)),
        ask_elsewhere=any(other.has_died or other.wants_no_messages for other in others),
        doubted=frozenset((w.kind, w.value) for w in elsewhere if w.safe != Safe.YES),
    )


def own_address_of(worker_id: UUID) -> str:
    """Return where a worker wants to be written to; nothing, if they have not said."""
    own = OwnAddress.objects.filter(worker_id=worker_id).first()
    return own.address if own else ""


@dataclass(frozen=True)
class Offer:
    """One thing that could be sent to a person: its words, and what would become of it."""

    template: Template
    words: Words
    decision: Decision

    @property
    def by(self) -> str:
        """By what it would go, and to where, in words."""
        decision = self.decision
        if not (decision.kind and decision.way):
            return ""
        return f"{decision.kind.label} to {', '.join(decision.way.value.splitlines())}"

    @property
    def why_not(self) -> tuple[str, ...]:
        return tuple(why.label for why in self.decision.reasons)


def offers(person: Person, site: Site, *, actor: Actor, now: datetime.datetime) -> list[Offer]:
    """Return what a worker may send to a person, with what would become of each."""
    to = recipient(person, actor=actor)
    made = []
    for template in TO_PEOPLE.values():
        decision = decide(to, template=template, services=services())
        paper = decision.kind == Kind.LETTER
        words = compose(template, name=person.known_as, site=site, now=now, on_paper=paper)
        made.append(Offer(template, words, decision))
    return made


def outbox(
    *, actor: Actor, site: Site | None = None, which: Which = Which.TO_DO, page: int = 1
) -> Outbox:
    """Return a page of the messages of the actor's sites, the latest first."""
    messages = visible(actor)
    if site:
        messages = messages.filter(site=site)
    if which is Which.TO_DO:
        messages = messages.filter(state=State.HELD_BACK, dealt_with_at__isnull=True)
    elif which is Which.WAITING:
        messages = messages.filter(state__in=[State.WAITING, State.SENDING])
    elif which is Which.SENT:
        messages = messages.filter(state=State.SENT)
    first = (max(page, 1) - 1) * PAGE
    found = messages.order_by("-changed_at", "-id")[first : first + PAGE]
    return Outbox(tuple(_row(message) for message in found), first + 1, messages.count())


def get_message(message_id: UUID, *, actor: Actor) -> OutgoingMessage:
    """
    Return a message of the actor's sites.

    :raises OutgoingMessage.DoesNotExist: if there is none, or it is out of bounds
    """
    return visible(actor).get(id=message_id)


def shown(message: OutgoingMessage) -> MessageRow:
    """Return a message, which the actor has been shown to see, as a list has it."""
    return _row(message)


def messages_to(person: Person, *, actor: Actor, most: int = 10) -> list[MessageRow]:
    """Return what was sent to a person, or held back, by the actor's sites; the latest first."""
    found = visible(actor).filter(person=person).order_by("-changed_at", "-id")[:most]
    return [_row(message) for message in found]


def everything_about(person: Person) -> list[dict[str, str]]:
    """Return all that this app holds about a person, for them to read."""
    messages = OutgoingMessage.objects.filter(person=person).select_related("site", "held_by")
    return [
        {
            "what": f"{_kind(message)} from {message.site.name}: {_what(message)}",
            "says": f"{message.subject}\n\n{message.body}".strip(),
            "when": f"{timezone.localdate(message.changed_at):%d %B %Y}",
            "became": _state(message),
            "held_by": message.held_by.name,
        }
        for message in messages.order_by("recorded_at", "id")
    ]


def _row(message: OutgoingMessage) -> MessageRow:
    state = State(message.state)
    to = message.person.known_as if message.person else ""
    if message.worker:
        to = str(message.worker.name)
    if is_outside(message):
        to = _outside(message)
    return MessageRow(
        id=message.id,
        person_id=message.person_id,
        to=to or "Somebody no longer known here",
        what=_what(message),
        kind_words=_kind(message),
        state=state,
        state_words=_state(message),
        why=tuple(Why(code).label for code in message.reasons),
        changed_at=message.changed_at,
        asked_by=str(message.asked_by.name) if message.asked_by else "Hearth",
        is_letter_to_print=message.kind == Kind.LETTER and state is State.WAITING,
        needs_doing=state is State.HELD_BACK and message.dealt_with_at is None,
    )


def _outside(message: OutgoingMessage) -> str:
    """Return to whom something outside goes; its address only while a worker must write to it."""
    if message.entry:
        return message.entry.provider.name
    waits = message.state == State.HELD_BACK and message.dealt_with_at is None
    return (message.to if waits else "") or "Somebody who told us something"


def _what(message: OutgoingMessage) -> str:
    return WHAT.get(message.template, message.template)


def _kind(message: OutgoingMessage) -> str:
    return Kind(message.kind).label if message.kind else "Message"


def _state(message: OutgoingMessage) -> str:
    if message.kind == Kind.LETTER and message.state == State.WAITING:
        return "Waiting to be printed"
    if message.kind == Kind.LETTER and message.state == State.SENT:
        return "Posted"
    if message.reasons == [Why.NOT_NEEDED]:
        return "Not sent"
    if message.state == State.HELD_BACK and message.dealt_with_at:
        if message.dealt_with_by_id:
            return "Held back, and looked after"
        return "Held back for too long: their address is forgotten"
    return State(message.state).label
