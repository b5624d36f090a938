"""Questions about organisations."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.places.models import Organisation


@dataclass(frozen=True)
class OrganisationListed:
    organisation: Organisation
    sites: int
    """How many sites it runs."""


def organisations_listed(*, actor: Actor) -> list[OrganisationListed]:
    """
    Return every organisation of the partnership, by name.

    :raises NotAllowed: if the actor may see places nowhere
    """
    require_somewhere(actor, Permission.SEE_PLACES)
    counted = Organisation.objects.annotate(runs=Count("sites")).order_by("name")
    return [OrganisationListed(organisation, organisation.runs) for organisation in counted]


def organisations() -> QuerySet[Organisation]:
    """Return the organisations there are to choose from, by name."""
    return Organisation.objects.order_by("name")


def get_organisation(organisation_id: UUID, *, actor: Actor) -> Organisation:
    """
    Return an organisation, for somebody who keeps the list of them: whoever keeps a site.

    :raises Organisation.DoesNotExist: if there is none
    :raises NotAllowed: if the actor keeps no site
    """
    require_somewhere(actor, Permission.KEEP_PLACE)
    return Organisation.objects.get(id=organisation_id)
