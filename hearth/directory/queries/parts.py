"""The parts of entries that are kept one by one, and who offers them."""

from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from hearth.directory.models import (
    CostOption,
    Location,
    Provider,
    ProviderContact,
    Schedule,
    Service,
    ServiceAtLocation,
)
from hearth.foundation.actors import Actor, Permission, require_somewhere

PAGE = 50
"""Providers on one page of a list."""


def get_times(schedule_id: UUID, *, actor: Actor) -> Schedule:
    """
    Return it, for somebody who keeps the directory.

    :raises NotAllowed: if the actor keeps none
    :raises Schedule.DoesNotExist: if there are none
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return Schedule.objects.select_related("service__offer").get(id=schedule_id)


def get_cost(cost_id: UUID, *, actor: Actor) -> CostOption:
    """
    Return it, for somebody who keeps the directory.

    :raises NotAllowed: if the actor keeps none
    :raises CostOption.DoesNotExist: if there is none
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return CostOption.objects.select_related("service__offer").get(id=cost_id)


def get_at(at_id: UUID, *, actor: Actor) -> ServiceAtLocation:
    """
    Return it, for somebody who keeps the directory.

    :raises NotAllowed: if the actor keeps none
    :raises ServiceAtLocation.DoesNotExist: if there is none
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    at = ServiceAtLocation.objects.select_related("service__offer", "location__site")
    return at.get(id=at_id)


def is_withheld(location_id: UUID) -> bool:
    """Test if the public is not told of a place, as something there keeps it secret."""
    return Location.objects.withheld().filter(id=location_id).exists()


def get_contact(contact_id: UUID, *, actor: Actor) -> ProviderContact:
    """
    Return it, for somebody who keeps the directory.

    :raises NotAllowed: if the actor keeps none
    :raises ProviderContact.DoesNotExist: if there is none
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return ProviderContact.objects.select_related("provider").get(id=contact_id)


def get_provider(provider_id: UUID, *, actor: Actor) -> Provider:
    """
    Return it, for somebody who keeps the directory.

    :raises NotAllowed: if the actor keeps none
    :raises Provider.DoesNotExist: if there is none
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return Provider.objects.select_related("partner", "part_of").get(id=provider_id)


def contacts_of(provider: Provider) -> list[ProviderContact]:
    """Return whom the connectors know at a provider."""
    return list(ProviderContact.objects.filter(provider=provider).order_by("recorded_at"))


def entries_of(provider: Provider) -> QuerySet[Service]:
    """Return the entries of a provider."""
    return Service.objects.filter(provider=provider)


def providers(*, actor: Actor, words: str = "", page: int = 1) -> tuple[list[Any], int]:
    """
    Return a page of providers by name, each as (provider, how many entries it has).

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    found = Provider.objects.all()
    for word in words.replace("\0", " ").split()[:8]:
        found = found.filter(name__icontains=word)
    first = (min(max(page, 1), 10_000) - 1) * PAGE
    counted = found.annotate(entries=Count("services")).order_by("name", "id")
    return [(each, each.entries) for each in counted[first : first + PAGE]], found.count()


def provider_names(most: int = 500) -> list[str]:
    """Return names of providers, for a box that helps with typing."""
    return list(Provider.objects.order_by("name").values_list("name", flat=True)[:most])
