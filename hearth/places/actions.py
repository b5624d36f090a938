"""Everything that can be done to places. Each function is one whole transaction."""

from typing import Any

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.places.models import Organisation, Site


@transaction.atomic
def add_organisation(*, by: Actor, name: str, **facts: Any) -> Organisation:
    """
    Write down a partner organisation.

    :raises NotAllowed: if the actor does not keep the network
    """
    require_everywhere(by, Permission.KEEP_NETWORK)
    organisation = Organisation.objects.create(name=name, **facts)
    audit.note(by=by, verb="added", subject=organisation)
    return organisation


@transaction.atomic
def open_site(*, by: Actor, name: str, slug: str, run_by: Organisation, **facts: Any) -> Site:
    """
    Open a site.

    :raises NotAllowed: if the actor does not keep the network
    """
    require_everywhere(by, Permission.KEEP_NETWORK)
    site = Site.objects.create(name=name, slug=slug, run_by=run_by, **facts)
    audit.note(by=by, verb="opened", subject=site, place=site)
    return site
