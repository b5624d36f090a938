"""Taking one visit or headcount in hand, so that two workers cannot change it at once."""

from typing import TypeVar

from hearth.foundation.actors import Actor, NotAllowed
from hearth.foundation.errors import Refused
from hearth.frontdoor.models import Arrival, Visit
from hearth.frontdoor.queries.answers import is_ones_own

Arrived = TypeVar("Arrived", bound=Arrival)


def locked(arrival: Arrived) -> Arrived:
    """Return it as it is now, and let nobody else change it until the act is done."""
    rows = arrival.__class__.objects.select_for_update(of=("self",)).select_related("site")
    if isinstance(arrival, Visit):
        rows = rows.select_related("site", "person")
    row: Arrived = rows.get(pk=arrival.pk)
    return row


class OnesOwnVisit(NotAllowed):
    """It is the actor's own visit: nobody opens or changes what is written of themselves."""

    says = (
        "This visit is your own. Ask a colleague to write down, or put right, what you tell them."
    )


def check_not_ones_own(by: Actor, arrival: Arrival) -> None:
    """
    Insist that a visit is not the actor's own, of a visit taken in hand (see locked).

    That somebody went, or is in, is no part of this: a fire roll has to be right, and whoever
    stands in the building knows best.

    :raises OnesOwnVisit: if it is
    """
    if isinstance(arrival, Visit) and is_ones_own(arrival):
        raise OnesOwnVisit(f"{by.label} may not change their own visit {arrival.pk}")


def check_standing(arrival: Arrival) -> None:
    """
    Insist that a visit was not undone.

    :raises Refused: if it was
    """
    if arrival.taken_back_at:
        raise Refused("This was undone. If they did come in, welcome them again")
