"""
The one decision whether anything may go to a person, and by what.

Pure knowledge: it is asked when a worker sends something, and again at the
moment at which it goes. Only a way that the person has said is safe is ever
used, only in a format they can use, and never after they objected or died.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from hearth.outgoing.models import Kind, Why
from hearth.outgoing.wording import Template
from hearth.people.models import ContactKind, Need, Safe
from hearth.people.queries.sections import WaySection

BY = {
    Kind.MAIL: ContactKind.EMAIL,
    Kind.LETTER: ContactKind.LETTER,
    Kind.TEXT: ContactKind.MOBILE,
}
"""What kind of contact each kind of message needs, in the order in which they are tried."""

FORMATS = {
    Need.LARGE_PRINT: Why.LARGE_PRINT,
    Need.EASY_READ: Why.EASY_READ,
    Need.BRAILLE: Why.BRAILLE,
    Need.AUDIO: Why.AUDIO,
    Need.READ_ALOUD: Why.READ_ALOUD,
    Need.BSL: Why.BSL,
    Need.INTERPRETER: Why.INTERPRETER,
}
"""The needs that plain writing in English does not meet (after NHS England's DAPB1605, Accessible
Information), each with why it is held back."""

UNSAFE = {
    Safe.ASK_FIRST: Why.ASK_FIRST,
    Safe.NO: Why.NOT_SAFE,
    Safe.NOT_ASKED: Why.NOT_ASKED,
}


@dataclass(frozen=True)
class Recipient:
    """All that the decision rests on, as it stands now."""

    has_died: bool
    wants_no_messages: bool
    needs: frozenset[str]
    ways: tuple[WaySection, ...]
    ask_elsewhere: bool = False
    """Another record that is the same person says that they died, or want no messages."""
    doubted: frozenset[tuple[str, str]] = frozenset()
    """Ways, as (kind, value), that another record of theirs does not say are safe."""
    restricted: bool = False
    """They asked that their record is kept and not used."""


@dataclass(frozen=True)
class Services:
    """What this installation can send by."""

    mail: bool
    text: bool = False


@dataclass(frozen=True)
class Decision:
    """By what something goes and to where; it may go if there is no reason against it."""

    kind: Kind | None
    way: WaySection | None
    reasons: tuple[Why, ...]


def only_by(recipient: Recipient, way_id: UUID | None) -> Recipient:
    """Return the recipient as if they could be reached only by the one way that they agreed to."""
    return replace(recipient, ways=tuple(way for way in recipient.ways if way.id == way_id))


def decide(
    recipient: Recipient,
    *,
    template: Template,
    services: Services,
    kind: Kind | None = None,
    formats: Iterable[str] = (),
) -> Decision:
    """
    Decide whether a template may go to a person.

    :param kind: by what, if the worker chose; otherwise the first that is safe
    :param formats: formats in which this very version is, such as one on large print
    """
    if recipient.has_died:
        return Decision(kind, None, (Why.DIED,))
    if recipient.wants_no_messages:
        return Decision(kind, None, (Why.OBJECTED,))
    if recipient.restricted:
        return Decision(kind, None, (Why.RESTRICTED,))
    chosen, way, doubts = _way(recipient, kind, services)
    reasons = list(doubts)
    if recipient.ask_elsewhere or (way and (way.kind, way.value) in recipient.doubted):
        reasons.append(Why.ASK_ELSEWHERE)
    reasons += _formats(recipient, template, chosen, frozenset(formats))
    if template.asks_them_to_ring and Need.NO_PHONE_CALLS.value in recipient.needs:
        reasons.append(Why.NO_PHONE_CALLS)
    return Decision(chosen, way, tuple(reasons))


def _way(
    recipient: Recipient, kind: Kind | None, services: Services
) -> tuple[Kind | None, WaySection | None, list[Why]]:
    """Return the first safe way of the kind that was chosen, or of any; or why there is none."""
    if kind == Kind.LINK:
        return kind, None, [Why.NO_LINKS]
    kinds = [kind] if kind else list(BY)
    offered = [(each, way) for each in kinds for way in recipient.ways if way.kind == BY[each]]
    safe = [(each, way) for each, way in offered if way.safe == Safe.YES]
    served = [(each, way) for each, way in safe if not _unserved(each, services)]
    if served:
        return *served[0], []
    if safe:
        return *safe[0], [_unserved(safe[0][0], services) or Why.NO_WAY]
    if offered:
        return kind, None, list(dict.fromkeys(UNSAFE[Safe(way.safe)] for _, way in offered))
    return kind, None, [Why.NO_WAY]


def _unserved(kind: Kind, services: Services) -> Why | None:
    if kind == Kind.MAIL and not services.mail:
        return Why.NO_MAIL_SERVICE
    if kind == Kind.TEXT and not services.text:
        return Why.NO_TEXT_SERVICE
    return None


def _formats(
    recipient: Recipient, template: Template, kind: Kind | None, formats: frozenset[str]
) -> list[Why]:
    met = set(template.formats | formats)
    if kind == Kind.LETTER:
        met.add(Need.LARGE_PRINT.value)  # a letter is printed in the size that they need
    return [why for need, why in FORMATS.items() if need.value in recipient.needs - met]
