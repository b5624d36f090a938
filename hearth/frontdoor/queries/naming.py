"""The names that a fire roll and a child's alert say, even of those whom a worker may not find."""

import json
from collections.abc import Collection
from uuid import UUID

from django.db import connection

from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.models import Visit
from hearth.frontdoor.queries.showing import Shown, shown
from hearth.places.models import Site


def names_inside(site: Site, *, actor: Actor) -> dict[UUID, str]:
    """
    Return what everybody who is in a building likes to be called, by their visit. One question.

    Of those who came in over twelve hours ago, only the latest fifty: the
    same as a fire roll lists.

    :raises NotAllowed: if the actor sees no visits at the site
    """
    require(actor, Permission.SEE_VISITS, at=site)
    return _names("SELECT frontdoor_names_inside(%s)", site.pk)


def names_of_children(visit_ids: Collection[UUID], *, actor: Actor) -> dict[UUID, str]:
    """
    Return what children who came in alone like to be called, by their visit. One question.

    Only at sites where the actor is told of such children, and nobody at others.
    """
    if not visit_ids or not actor.may_somewhere(Permission.SEE_CHILD_ALERTS):
        return {}
    return _names("SELECT frontdoor_names_of_children(%s)", list(visit_ids))


def shown_to(visit: Visit, *, actor: Actor) -> Shown:
    """Return how whoever made a visit is shown to an actor: a child who is alone, by their name."""
    who = shown(visit)
    if not who.kept_private or not hasattr(visit, "child_alert"):
        return who
    return named_if_private(who, names_of_children([visit.pk], actor=actor).get(visit.pk))


def named_if_private(who: Shown, name: str | None) -> Shown:
    """Return somebody whose name is kept private, by name alone if there is a reason to say it."""
    return Shown(name=name) if who.kept_private and name else who


def _names(asks: str, about: UUID | list[UUID]) -> dict[UUID, str]:
    with connection.cursor() as cursor:
        cursor.execute(asks, [about])
        [names] = cursor.fetchone() or ["{}"]
    return {UUID(visit_id): name for visit_id, name in json.loads(names).items()}
