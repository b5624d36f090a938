"""What is written of an introduction, as one thing that a page can be drawn from."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.introductions.models import Introduction, State, WhyNot
from hearth.people.queries.sections import Stamped

UNANSWERED = (State.WAITING, State.SILENT, State.NOT_NOW, State.ASKS)
"""What did not work so far, and stands on no map yet."""
ON_THE_MAP = "On the map of what is missing"
"""How a line of the story begins to say what of it stands there."""


@dataclass(frozen=True)
class Whereto:
    """To what somebody is introduced: one of the three."""

    service_id: UUID | None = None
    site_id: UUID | None = None
    colleague_id: UUID | None = None


@dataclass(frozen=True)
class IntroductionSaid(Stamped):
    """What a page says of an introduction that is begun."""

    way: str
    whereto: Whereto
    from_site_id: UUID
    owner_id: UUID
    next_step: str
    next_on: datetime.date | None
    need_id: UUID | None = None
    hope: str = ""
    needed_today: bool = False
    accepted_by: str = ""
    answer_by: datetime.date | None = None
    goes_with_id: UUID | None = None
    goes_at: datetime.datetime | None = None


@dataclass(frozen=True)
class NextStep(Stamped):
    """What is next, by when, and who sees to it."""

    words: str
    on: datetime.date | None
    owner_id: UUID
    state: str
    answered_at: datetime.datetime | None = None
    """When the other side answered by itself, unless somebody went on with it since."""


@dataclass(frozen=True)
class Missing:
    """What was needed and is not there, without saying whose need it was."""

    needed: str
    why: str = WhyNot.NO_ANSWER.value


@dataclass(frozen=True)
class NobodyYes:
    """Of help needed today: who was rung, and what was needed. Nobody there said yes."""

    rang: str
    needed: str


def next_step_of(row: Introduction) -> NextStep:
    """Return what is next of an introduction, as it stands."""
    return NextStep(row.next_step, row.next_on, row.owner_id, row.state, row.answered_at)


def introduction_said(row: Introduction) -> IntroductionSaid:
    """Return what is written of an introduction."""
    return IntroductionSaid(
        row.way, Whereto(row.service_id, row.site_id, row.colleague_id), row.from_site_id,
        row.owner_id, row.next_step, row.next_on, row.need_id, row.hope, row.needed_today,
        row.accepted_by, row.answer_by, row.goes_with_id, row.goes_at,
    )  # fmt: skip
