"""Who has died, for lists and boards that must say no more of them."""

from uuid import UUID

from django.db import connection

from hearth.foundation.actors import Actor, Permission, require
from hearth.places.models import Site


def died(site: Site, *, actor: Actor) -> list[UUID]:
    """
    Return who has died of the people known at a site, by their ids alone. One question.

    It is for whoever sees visits there, even those to whom nobody who has died
    is shown: what they do not see, they cannot leave out.

    :raises NotAllowed: if the actor sees no visits at the site
    """
    require(actor, Permission.SEE_VISITS, at=site)
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_died(%s)", [site.pk])
        [ids] = cursor.fetchone() or [[]]
    return list(ids)
