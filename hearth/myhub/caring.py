"""What a carer reads of somebody on their own pages, of several apps together."""

import datetime
from dataclasses import dataclass

from hearth.diary.queries.theirs import ComingToThem, coming_for_carer
from hearth.introductions.models import State
from hearth.introductions.queries import ForCarer, for_carer
from hearth.people.models import Reads
from hearth.people.queries.caring import MayRead, RingFor, plan_for_carer, ring_for_carer

WHERE_IT_IS = {
    State.TO_GO: "They are to meet",
    State.WAITING: "An answer is waited for",
    State.YES: "The answer was yes",
    State.NOT_NOW: "Not now: it is tried again",
    State.ASKS: "Something was asked first",
    State.SILENT: "No answer came yet",
    State.COULD_NOT: "It could not be like that: another way is looked for",
    State.MET: "They have met",
}
"""Where an introduction is, said to a carer."""


@dataclass(frozen=True)
class ReadFor:
    """What a carer may read of somebody. None where that part was not agreed."""

    coming: list[ComingToThem] | None
    plan: list[tuple[str, str]] | None
    all_of_the_plan: bool
    ring: list[RingFor] | None
    introductions: list[ForCarer] | None


def where_it_is(one: ForCarer) -> str:
    """Return where an introduction is, said to a carer: not with whom anything is shared."""
    if one.is_nobodys:
        return "Nobody can look after it now"
    return WHERE_IT_IS[State.SILENT if one.is_silent else State(one.state)]


def read_for(view: MayRead, *, today: datetime.date) -> ReadFor:
    """Return what a carer may read: the database answers nobody else. Four questions."""
    plan = view.reads & {Reads.PLAN, Reads.WORST_DAY}
    return ReadFor(
        coming_for_carer(view.id) if Reads.COMING in view.reads else None,
        plan_for_carer(view.id) if plan else None,
        Reads.PLAN in view.reads,
        ring_for_carer(view.id) if Reads.RING in view.reads else None,
        for_carer(view.id, today=today) if Reads.INTRODUCTIONS in view.reads else None,
    )
