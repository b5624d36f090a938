"""Which hubs' money somebody sees."""

from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.commissioning.models import OpenMoney
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.places.models import Site, SiteKind

A_PAGE = 50


def hubs_seen(actor: Actor) -> QuerySet[Site]:
    """
    Return the hubs whose money somebody sees, by name: their own, and those that show theirs.

    :raises NotAllowed: if they may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    own = Q(id__in=actor.places_where(Permission.SEE_MONEY))
    shown = Q(id__in=OpenMoney.objects.values("site_id"))
    hubs = Site.objects.filter(own | shown, kind=SiteKind.HUB)
    return hubs.select_related("run_by").order_by("name", "id")


def get_hub(slug: str, *, actor: Actor) -> Site:
    """
    Return a hub whose money somebody sees. What is not there and what is not theirs look the same.

    :raises Site.DoesNotExist: in either case
    :raises NotAllowed: if they may see money nowhere
    """
    if "\0" in slug:
        raise Site.DoesNotExist(slug)
    return hubs_seen(actor).get(slug=slug)


def get_hub_to_keep(slug: str, *, actor: Actor) -> Site:
    """
    Return a hub whose costs somebody keeps.

    :raises Site.DoesNotExist: if there is none, or they do not
    """
    hub = get_hub(slug, actor=actor)
    if not actor.may(Permission.KEEP_COSTS, at=hub):
        raise Site.DoesNotExist(slug)
    return hub


def is_open_to_others(site: Site) -> bool:
    """Test if a hub shows its money to the partnership's other hubs."""
    return OpenMoney.objects.filter(site=site).exists()


def names_of(site_ids: set[UUID]) -> dict[UUID, str]:
    """Return the names of sites: that there is such a site is no secret among workers."""
    return dict(Site.objects.filter(id__in=site_ids).values_list("id", "name"))
