"""What the layers of a record say on one screen: what helps, what was promised, what was last."""

import datetime
from dataclasses import dataclass

from hearth.foundation.actors import Actor
from hearth.people.models import ABOUT_ME, Layer, Person, Sight
from hearth.people.queries import circle_of, layers_open, passages, plan_page
from hearth.people.queries.circle import MemberShown
from hearth.people.queries.layers import PassageShown
from hearth.people.queries.plan import PlanPage
from hearth.people.queries.sections import WaySection, ways_of
from hearth.support.queries.contacts import ContactRow, contacts_of
from hearth.support.queries.hellos import KeepShown, keep_of, keeps_shown
from hearth.support.queries.promises import PromiseRow, promises_of
from hearth.support.queries.strands import StrandRow, strands_of

LAST = 5
"""Contacts on the page; all of them have a page of their own."""
IN_LAYERS = (Layer.PLAN, Layer.ABOUT, Layer.CIRCLE, Layer.SUPPORT)


@dataclass(frozen=True)
class LayersShown:
    """The layers that are open to the reader; of one that is shut there is nothing but its name."""

    plan: PlanPage | None
    about: tuple[PassageShown, ...]
    """What they said of themselves; what was left out is left out here too."""
    ways: tuple[WaySection, ...]
    """How to reach them, for whoever is of no team that was told."""
    circle: tuple[MemberShown, ...]
    promises: tuple[PromiseRow, ...]
    """Those to do, the soonest first."""
    keep: KeepShown | None
    strands: tuple[StrandRow, ...]
    contacts: tuple[ContactRow, ...]
    """The latest few."""
    contacts_in_all: int
    open: tuple[Layer, ...]
    shut: tuple[Layer, ...]

    @property
    def has_plan(self) -> bool:
        return self.plan is not None and not self.plan.plan.is_empty


def layers_shown(
    person: Person, *, actor: Actor, sight: Sight, today: datetime.date, told: bool
) -> LayersShown:
    """
    Return what stands in the layers that are open to the actor, in a constant number of asks.

    :param told: the actor is of a team that was told how to reach them
    """
    mine = layers_open(person.id, sight=sight)
    supports = Layer.SUPPORT in mine
    said = passages(person.id, ABOUT_ME, sight=sight) if Layer.ABOUT in mine else ()
    contacts = contacts_of(person, actor=actor, size=LAST) if supports else None
    keep = keep_of(person, actor=actor) if supports else None
    return LayersShown(
        plan=plan_page(person.id, sight=sight) if Layer.PLAN in mine else None,
        about=tuple(each for each in said if each.said.words or each.said.note),
        ways=tuple(ways_of(person)) if Layer.ABOUT in mine and not told else (),
        circle=circle_of(person.id, sight=sight) if Layer.CIRCLE in mine else (),
        promises=tuple(promises_of(person, actor=actor, today=today)[0]) if supports else (),
        keep=keeps_shown([keep], today=today)[0] if keep and not keep.stopped_on else None,
        strands=tuple(strands_of(person, actor=actor)) if supports else (),
        contacts=contacts.rows if contacts else (),
        contacts_in_all=contacts.total if contacts else 0,
        open=tuple(layer for layer in IN_LAYERS if layer in mine),
        shut=tuple(layer for layer in IN_LAYERS if layer not in mine),
    )
