"""Which sites there are, and who may be shown them."""

import datetime

from hearth.foundation.actors import Actor, Permission, require, require_somewhere
from hearth.foundation.statements import ask, listed_columns, read_row
from hearth.places.models import Organisation, Site, SiteKind, SiteQuerySet
from hearth.places.timetables import with_times

SITE = f"""
    SELECT {listed_columns(Site, "s")}, {listed_columns(Organisation, "o")}
      FROM places_site s JOIN places_organisation o ON o.id = s.run_by_id WHERE s.slug = %s
"""  # noqa: S608 (names are our own)
DOOR = ["id", "name", "slug", "status", "opened_on", "run_by_id"]
"""What whoever writes down a visit must know of the site."""
DOOR_ASKED = f"""SELECT {", ".join(DOOR)} FROM places_site WHERE slug = %s"""  # noqa: S608


def get_door(slug: str, *, actor: Actor, permission: Permission) -> Site:
    """
    Return the site as get_site() does, with no more of it than its door needs (DOOR).

    It is on the way of every visit. The rest of the site is asked for when it is looked at.

    :raises Site.DoesNotExist: if there is none, or it is out of bounds
    """
    if "\0" in slug:
        raise Site.DoesNotExist(slug)
    row = ask(DOOR_ASKED, [slug]).fetchone()
    if row is None:
        raise Site.DoesNotExist(slug)
    site = Site.from_db("default", DOOR, row)
    if not actor.may(permission, at=site):
        raise Site.DoesNotExist(slug)
    return site


def get_site(slug: str, *, actor: Actor, permission: Permission) -> Site:
    """
    Return the site, if the actor holds the permission there.

    A site that does not exist and a site that is out of bounds look the same
    from outside.

    :raises Site.DoesNotExist: in either case
    """
    if "\0" in slug:  # no database can keep it, so nothing is called that
        raise Site.DoesNotExist(slug)
    row = ask(SITE, [slug]).fetchone()
    if row is None:
        raise Site.DoesNotExist(slug)
    site = read_row(Site, row)
    site.run_by = read_row(Organisation, row[len(Site._meta.concrete_fields) :])
    if not actor.may(permission, at=site):
        raise Site.DoesNotExist(slug)
    return site


def site_to_keep(slug: str, *, actor: Actor) -> Site:
    """
    Return a site, for somebody who keeps what is written of it.

    That there is such a site is no secret among workers: who may not keep it is told so.

    :raises Site.DoesNotExist: if there is no such site
    :raises NotAllowed: if the actor does not keep it
    """
    site = every_site(actor).get(slug=slug)
    require(actor, Permission.KEEP_PLACE, at=site)
    return site


def sites_where(actor: Actor, permission: Permission) -> SiteQuerySet:
    """Return the sites at which the actor holds the permission, by name."""
    held = Site.objects.filter(id__in=actor.places_where(permission))
    return held.select_related("run_by").order_by("name", "id")


def every_site(actor: Actor) -> SiteQuerySet:
    """
    Return every site of the network, by name, for anyone who may see places at one of them.

    Where a site is and when it opens is no secret: somebody at the door of one
    must be able to say where the next is open.

    :raises NotAllowed: if the actor may see places nowhere
    """
    require_somewhere(actor, Permission.SEE_PLACES)
    return Site.objects.select_related("run_by", "part_of").order_by("name", "id")


def public_sites(now: datetime.datetime) -> SiteQuerySet:
    """Return every site with its times, by name, for anybody at all: none of it is a secret."""
    sites = Site.objects.select_related("run_by", "part_of").order_by("name", "id")
    return with_times(sites, now)


def public_site(slug: str, *, now: datetime.datetime) -> Site:
    """
    Return one site with its times, for anybody at all.

    :raises Site.DoesNotExist: if there is no such site
    """
    if "\0" in slug:  # no database can keep it, so nothing is called that
        raise Site.DoesNotExist(slug)
    return public_sites(now).get(slug=slug)


def hubs() -> SiteQuerySet:
    """Return the hubs, by name: what a satellite, an outreach stop or a café can be part of."""
    return Site.objects.filter(kind=SiteKind.HUB).order_by("name", "id")
