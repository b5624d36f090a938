"""What stands in the layers of a record, as far as whoever asks may see them."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.models import User
from hearth.accounts.queries import workers_named
from hearth.people.models import (
    Heading,
    Layer,
    Openness,
    Passage,
    Person,
    Sight,
    StayWellPlan,
    Wording,
)
from hearth.people.models.layers import is_shared_with
from hearth.people.queries.sections import Stamped


@dataclass(frozen=True)
class PassageSection(Stamped):
    """What is written under one heading, in the person's words, with a worker's note beside."""

    heading: str
    words: str = ""
    note: str = ""

    @property
    def title(self) -> str:
        return str(Heading(self.heading).label)


@dataclass(frozen=True)
class PassageShown:
    """A passage as a page shows it."""

    said: PassageSection
    edited_at: datetime.datetime | None = None
    edited_by: str = ""


@dataclass(frozen=True)
class WordingShown:
    """What a passage said at one time, and who wrote that down."""

    id: UUID
    said: PassageSection
    written_at: datetime.datetime
    written_by: str
    puts_back: bool


@dataclass(frozen=True)
class PlanSaid(Stamped):
    """What was agreed about a plan when it was last looked at."""

    looked_at_on: datetime.date | None = None
    look_again_on: datetime.date | None = None
    why: str = ""
    on_hubs_device: bool = False

    @property
    def device_words(self) -> str:
        return "Yes, they agreed" if self.on_hubs_device else "No"


@dataclass(frozen=True)
class PlanShown:
    """A stay-well plan: what it says, how old it is, and when to look again."""

    passages: tuple[PassageShown, ...]
    looked_at_on: datetime.date | None
    look_again_on: datetime.date | None
    look_again_why: str
    on_hubs_device: bool

    @property
    def is_empty(self) -> bool:
        return self.looked_at_on is None

    @property
    def said(self) -> PlanSaid:
        return PlanSaid(
            self.looked_at_on, self.look_again_on, self.look_again_why, self.on_hubs_device
        )


def layers_open(person_id: UUID, *, sight: Sight) -> frozenset[Layer]:
    """
    Return which layers of a record are open to somebody, beyond what they see as the team.

    It asks what the database has reckoned, so that it cannot disagree with the walls.
    """
    if person_id in sight.opened:
        return frozenset(Layer)
    open_ones = Openness.objects.open_to(sight).filter(person=person_id)
    return frozenset(Layer(layer) for layer in open_ones.values_list("layer", flat=True))


def passages(
    person_id: UUID, headings: Collection[Heading], *, sight: Sight
) -> tuple[PassageShown, ...]:
    """Return what is written under these headings, in their order, the empty ones too."""
    rows = {
        row.heading: row
        for row in Passage.objects.open_to(sight).filter(person=person_id, heading__in=headings)
    }
    names = workers_named({row.edited_by_id for row in rows.values()})
    return tuple(
        PassageShown(section_of(row), row.edited_at, names.get(row.edited_by_id, ""))
        if (row := rows.get(heading))
        else PassageShown(PassageSection(heading.value))
        for heading in headings
    )


def plan_said(row: StayWellPlan) -> PlanSaid:
    """Return what was agreed about a plan when it was last looked at."""
    return PlanSaid(row.looked_at_on, row.look_again_on, row.look_again_why, row.on_hubs_device)


def section_of(row: Passage | Wording) -> PassageSection:
    """Return what a passage says, or said."""
    return PassageSection(row.heading, row.words, row.note)


def wordings(person: Person, heading: Heading, *, sight: Sight) -> list[WordingShown]:
    """Return all that was ever written under a heading, the newest first."""
    rows = list(
        Wording.objects.open_to(sight)
        .filter(person=person, heading=heading)
        .order_by("-written_at", "-id")
    )
    names = workers_named({row.written_by_id for row in rows})
    return [
        WordingShown(
            row.id, section_of(row), row.written_at, names.get(row.written_by_id, ""),
            row.puts_back_id is not None,
        )
        for row in rows
    ]  # fmt: skip


def plan_of(person_id: UUID, headings: Collection[Heading], *, sight: Sight) -> PlanShown:
    """Return somebody's stay-well plan, as far as it is open to who asks."""
    row = StayWellPlan.objects.open_to(sight).filter(person=person_id).first()
    said = passages(person_id, headings, sight=sight)
    if row is None:
        return PlanShown(said, None, None, "", on_hubs_device=False)
    return PlanShown(
        said, row.looked_at_on, row.look_again_on, row.look_again_why, row.on_hubs_device
    )


def why_not_theirs(
    worker: User, person: Person, layer: Layer, *, today: datetime.date, once_opened: bool = False
) -> str:
    """
    Return why a worker cannot be given something of a layer to do: it is not shared with them.

    Empty if it is. Asked for somebody who may read the layer themselves.

    :param once_opened: of a colleague it can be theirs too, who then open it for a reason to do it
    """
    if once_opened and person.worker_id not in (None, worker.id):
        rows = Openness.objects.filter(person=person, layer=layer)
        if any(is_shared_with(row, worker.audiences, today=today) for row in rows):
            return ""
    theirs = Sight(worker.id, worker.audiences, frozenset(), today)
    if Openness.objects.open_to(theirs).filter(person=person, layer=layer).exists():
        return ""
    what = layer.short.lower().replace("my ", "their ")
    return (
        f"{person.known_as} does not share {what} with {worker.name}. Ask {person.known_as} first, "
        "or choose somebody else"
    )
