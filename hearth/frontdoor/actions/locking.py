"""Taking one visit or headcount in hand, so that two workers cannot change it at once."""

from typing import TypeVar

from hearth.foundation.errors import Refused
from hearth.frontdoor.models import Arrival, Visit

Arrived = TypeVar("Arrived", bound=Arrival)


def locked(arrival: Arrived) -> Arrived:
    """Return it as it is now, and let nobody else change it until the act is done."""
    rows = arrival.__class__.objects.select_for_update(of=("self",)).select_related("site")
    if isinstance(arrival, Visit):
        rows = rows.select_related("site", "person")
    row: Arrived = rows.get(pk=arrival.pk)
    return row


def check_standing(arrival: Arrival) -> None:
    """
    Insist that a visit was not undone.

    :raises Refused: if it was
    """
    if arrival.taken_back_at:
        raise Refused("This was undone. If they did come in, welcome them again")
