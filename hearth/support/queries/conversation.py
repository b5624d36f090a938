"""A welcoming conversation, as far as it is open to whoever asks."""

import datetime
from dataclasses import dataclass

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.people.models import Heading, Person
from hearth.people.queries.layers import PassageSection, layers_open, passages
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import sight_of
from hearth.support.models import ConversationPart, ConversationWording, Part

ADDRESS = {part: part.value.lower().replace("_", "-") for part in Part}
"""How a part stands in an address."""
PART_AT = {address: part for part, address in ADDRESS.items()}
INTO_ABOUT_ME = {Part.MATTERS: Heading.MATTERS, Part.STRONG: Heading.STRENGTHS}
"""What can be taken over into About me, so that nobody has to say it twice."""


@dataclass(frozen=True)
class PartSaid(Stamped):
    """What is written under one heading: the person's words, and a worker's note beside them."""

    part: str
    words: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        return str(Part(self.part).label)


@dataclass(frozen=True)
class PartShown:
    """A part of a conversation as a page shows it."""

    said: PartSaid
    address: str
    edited_at: datetime.datetime | None = None
    edited_by: str = ""
    may_go_into_about_me: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.said.words or self.said.note)


@dataclass(frozen=True)
class WordingOnce:
    """What a part said at one time, and who wrote that down."""

    said: PartSaid
    written_at: datetime.datetime
    written_by: str


def part_said(row: ConversationPart | ConversationWording) -> PartSaid:
    """Return what a part says, or said."""
    return PartSaid(row.part, row.words, row.note)


def conversation_of(person: Person, *, actor: Actor) -> tuple[PartShown, ...]:
    """Return every part of somebody's conversation, in the usual order, the empty ones too."""
    sight = sight_of(actor)
    open_ones = ConversationPart.objects.open_to(sight).filter(person=person)
    rows = {row.part: row for row in open_ones}
    names = workers_named({row.edited_by_id for row in rows.values()})
    about_me = Heading.MATTERS.layer in layers_open(person.id, sight=sight)
    return tuple(
        PartShown(
            part_said(row), ADDRESS[part], row.edited_at, names.get(row.edited_by_id, ""),
            about_me and part in INTO_ABOUT_ME and bool(row.words_sealed),
        )
        if (row := rows.get(part))
        else PartShown(PartSaid(part.value), ADDRESS[part])
        for part in Part
    )  # fmt: skip


def part_before(person: Person, part: Part, *, actor: Actor) -> list[WordingOnce]:
    """Return what was ever written under a heading and stands there no more, the newest first."""
    rows = list(
        ConversationWording.objects.open_to(sight_of(actor))
        .filter(person=person, part=part)
        .order_by("-written_at", "-id")[1:]
    )
    names = workers_named({row.written_by_id for row in rows})
    return [
        WordingOnce(part_said(row), row.written_at, names.get(row.written_by_id, ""))
        for row in rows
    ]


def about_me_now(person: Person, part: Part, *, actor: Actor) -> PassageSection | None:
    """Return what About me says where this part would go; None where it is not open."""
    heading = INTO_ABOUT_ME.get(part)
    sight = sight_of(actor)
    if heading is None or heading.layer not in layers_open(person.id, sight=sight):
        return None
    [shown] = passages(person.id, [heading], sight=sight)
    return shown.said
