"""Keeping what a section of a record said, when somebody changes it or takes it away."""

from hearth.foundation.actors import Actor
from hearth.people.actions.editing import holder
from hearth.people.models import (
    BackgroundAnswer,
    CircleBefore,
    CircleMember,
    Layer,
    LayerBefore,
    Person,
    SaidBefore,
    Section,
    StayWellPlan,
)
from hearth.people.queries.before import as_kept
from hearth.people.queries.sections import DetailsSection, HelloSection, Stamped, WaySection

OF = {HelloSection: Section.HELLO, DetailsSection: Section.DETAILS, WaySection: Section.WAY}


def keep_said(
    by: Actor,
    person: Person,
    said: HelloSection | DetailsSection | WaySection,
    *,
    removed: bool = False,
) -> None:
    """Keep what a section of a record says, before it says something else. Nothing said is none."""
    if said == DetailsSection():
        return
    kept = SaidBefore(
        person=person, known_at=person.known_at, held_by_id=holder(by, person),
        section=OF[type(said)], way_id=said.id if isinstance(said, WaySection) else None,
        was_removed=removed, changed_by_id=by.id,
    )  # fmt: skip
    kept.was = as_kept(said)
    kept.save(force_insert=True)


def keep_member(by: Actor, row: CircleMember, said: Stamped, *, removed: bool = False) -> None:
    """Keep what is written of somebody in a circle, before it says something else."""
    kept = CircleBefore(
        person_id=row.person_id, held_by_id=row.held_by_id, member_id=row.id, was_removed=removed,
        changed_by_id=by.id,
    )  # fmt: skip
    kept.was = as_kept(said)
    kept.save(force_insert=True)


def keep_answer(by: Actor, row: BackgroundAnswer, said: Stamped) -> None:
    """Keep what somebody answered to a question, before it is answered otherwise."""
    _keep_layer(by, row, said, Layer.ABOUT, question=row.question)


def keep_agreed(by: Actor, row: StayWellPlan, said: Stamped) -> None:
    """Keep what was agreed of a plan, before something else is."""
    _keep_layer(by, row, said, Layer.PLAN)


def _keep_layer(
    by: Actor, row: BackgroundAnswer | StayWellPlan, said: Stamped, layer: Layer, question: str = ""
) -> None:
    kept = LayerBefore(
        person_id=row.person_id, held_by_id=row.held_by_id, layer=layer, question=question,
        changed_by_id=by.id,
    )  # fmt: skip
    kept.was = as_kept(said)
    kept.save(force_insert=True)
