"""Questions about places."""

from hearth.foundation.actors import Actor, Permission
from hearth.places.models import Site, SiteQuerySet


def get_site(slug: str, *, actor: Actor, permission: Permission) -> Site:
    """
    Return the site, if the actor holds the permission there.

    A site that does not exist and a site that is out of bounds look the same
    from outside.

    :raises Site.DoesNotExist: in either case
    """
    site = Site.objects.select_related("run_by").get(slug=slug)
    if not actor.may(permission, at=site):
        raise Site.DoesNotExist(slug)
    return site


def sites_where(actor: Actor, permission: Permission) -> SiteQuerySet:
    """Return the sites at which the actor holds the permission, by name."""
    held = Site.objects.filter(id__in=actor.places_where(permission))
    return held.select_related("run_by").order_by("name", "id")
