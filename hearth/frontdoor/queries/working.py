"""Those who work in a building: who is signed in already, and who just signed in or out."""

from dataclasses import dataclass
from uuid import UUID

from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.models import Presence
from hearth.frontdoor.queries.arrivals import get_presence
from hearth.places.models import Site


@dataclass(frozen=True)
class WorkerMoved:
    """A worker who was just signed in or out."""

    name: str
    is_me: bool
    is_in: bool


def signed_in_already(
    name: str, *, site: Site, actor: Actor, besides: UUID | None = None
) -> Presence | None:
    """
    Return the first signing in of somebody of that name who is here, however it was typed.

    For a fire roll that asks before it counts two. One question.

    :param besides: the signing in that is being written down; sent twice, it is one
    """
    require(actor, Permission.SEE_VISITS, at=site)
    here = Presence.objects.filter(site=site, left_at__isnull=True).order_by("came_at", "id")
    same = (each for each in here if each.pk != besides and _alike(each.name, name))
    return next(same, None)


def worker_moved(presence_id: UUID, *, site: Site, actor: Actor) -> WorkerMoved | None:
    """Return what to say of a worker who was just signed in or out."""
    try:
        presence = get_presence(presence_id, actor=actor)
    except Presence.DoesNotExist:
        return None
    if presence.site_id != site.pk:
        return None
    return WorkerMoved(presence.name, presence.user_id == actor.id, presence.left_at is None)


def _alike(one: str, other: str) -> bool:
    """Test if two names are the same, without regard to capitals and spaces."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()
