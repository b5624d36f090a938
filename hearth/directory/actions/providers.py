"""Who offers something, and whom there the connectors talk to."""

from typing import Any

from django.db import transaction

from hearth.directory.actions.checking import insist_email, insist_phone
from hearth.directory.finding.publishing import publish
from hearth.directory.models import Provider, ProviderContact
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.places import geo, registers
from hearth.places.versions import facts_of, insist_unchanged

FACTS = (
    "name", "description", "phone", "email", "website", "postcode", "charity_number",
    "company_number",
)  # fmt: skip
CONTACT_FACTS = ("name", "job", "email", "phone", "confirms")


class ProviderRefused(Refused):
    """The organisation or group cannot be written down as given."""


def named_provider(*, by: Actor, name: str) -> Provider:
    """
    Return the provider of this name, written down now if it is not known.

    :raises ProviderRefused: if it has no name
    """
    name = " ".join(name.split())
    if not name:
        raise ProviderRefused("Say who runs it: an organisation, or a group.")
    if len(name) > 200:
        raise ProviderRefused("The name of who runs it is too long: 200 characters at most.")
    known = Provider.objects.filter(name__iexact=name).order_by("recorded_at").first()
    if known:
        return known
    provider = Provider.objects.create(name=name)
    audit.note(by=by, verb="added", subject=provider)
    return provider


@transaction.atomic
def edit_provider(
    *, by: Actor, provider: Provider, seen: str | None = None, **changes: Any
) -> Provider:
    """
    Change what is written of a provider.

    :raises NotAllowed: if the actor keeps no directory
    :raises ProviderRefused: if something given cannot be so
    :raises ChangedMeanwhile: if somebody else changed one of them since the page was drawn
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if unknown := changes.keys() - set(FACTS):
        raise TypeError(f"A provider has no such facts to set here: {sorted(unknown)}")
    provider = Provider.objects.select_for_update().get(id=provider.id)
    before = facts_of(provider, tuple(changes))
    insist_unchanged(seen, before)
    for name, value in changes.items():
        setattr(provider, name, value.strip())
    _insist_it_makes_sense(provider)
    if facts_of(provider, tuple(changes)) == before:
        return provider
    provider.save()
    audit.note(by=by, verb="edited", subject=provider)
    publish(list(provider.services.values_list("id", flat=True)))
    return provider


def _insist_it_makes_sense(provider: Provider) -> None:
    provider.name = " ".join(provider.name.split())
    if not provider.name:
        raise ProviderRefused("It needs a name.")
    insist_phone(provider.phone)
    insist_email(provider.email)
    provider.website = registers.website(provider.website)
    provider.charity_number = registers.charity_number(provider.charity_number)
    provider.company_number = registers.company_number(provider.company_number)
    if provider.postcode:
        postcode = geo.parse_postcode(provider.postcode)
        if postcode is None:
            raise ProviderRefused(f"{provider.postcode} is not a postcode. One looks like YO1 7HH.")
        provider.postcode = postcode


@transaction.atomic
def keep_contact(
    *, by: Actor, provider: Provider, contact: ProviderContact | None = None, **facts: Any
) -> ProviderContact:
    """
    Write down somebody at a provider, or put right what is written.

    :param facts: any of CONTACT_FACTS
    :raises NotAllowed: if the actor keeps no directory
    :raises ProviderRefused: if there is neither a name nor a way to reach them
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if unknown := facts.keys() - set(CONTACT_FACTS):
        raise TypeError(f"A contact has no such facts: {sorted(unknown)}")
    contact = contact or ProviderContact(provider=provider)
    fresh = contact._state.adding
    for name, value in facts.items():
        setattr(contact, name, value.strip() if isinstance(value, str) else value)
    insist_email(contact.email)
    insist_phone(contact.phone)
    if not (contact.name or contact.email or contact.phone):
        raise ProviderRefused("Write a name, or a way to reach them.")
    if contact.confirms and not contact.email:
        raise ProviderRefused("Links to confirm go by email, so this needs an email address.")
    contact.save()
    audit.note(by=by, verb="added" if fresh else "edited", subject=contact)
    return contact


@transaction.atomic
def remove_contact(*, by: Actor, contact: ProviderContact) -> None:
    """
    Take away somebody at a provider. Nothing of them is kept.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    audit.note(by=by, verb="removed", subject=contact)
    contact.delete()
