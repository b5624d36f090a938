"""At which site a worker stands: the one they chose, or the only one they have."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from hearth.foundation.actors import Actor, Permission
from hearth.places.models import Site
from hearth.places.queries import get_site, sites_where

CHOSEN = "site"


def choose_first(request: HttpRequest) -> HttpResponse:
    """Lead to choosing where one is today, and from there back to this very page."""
    back = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('accounts:choose_site')}?{back}")


def standing_at(request: HttpRequest, actor: Actor, permission: Permission) -> Site | None:
    """
    Return the site whose page this is: named by ?site=, or chosen before, or the only one.

    None means that the worker has several and must choose. Choosing is
    remembered for as long as they are signed in.

    :raises Site.DoesNotExist: if ?site= names one where they may not do this
    """
    if slug := request.GET.get(CHOSEN, ""):
        site = get_site(slug, actor=actor, permission=permission)
        if request.session.get(CHOSEN) != slug:
            request.session[CHOSEN] = slug
        return site
    if slug := request.session.get(CHOSEN, ""):
        try:
            return get_site(slug, actor=actor, permission=permission)
        except Site.DoesNotExist:
            pass
    sites = list(sites_where(actor, permission).welcoming()[:2])
    return sites[0] if len(sites) == 1 else None
