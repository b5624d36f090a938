"""Keeping the list of partner organisations."""

from typing import Any

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.places import registers
from hearth.places.models import Organisation, OrganisationKind
from hearth.places.versions import facts_of, insist_unchanged

FACTS = ("name", "kind", "ods_code", "charity_number", "company_number", "website")


class OrganisationRefused(Refused):
    """The organisation cannot be written down as given."""


@transaction.atomic
def add_organisation(
    *,
    by: Actor,
    name: str,
    kind: str = OrganisationKind.OTHER,
    ods_code: str = "",
    charity_number: str = "",
    company_number: str = "",
    website: str = "",
) -> Organisation:
    """
    Write down a partner organisation.

    :raises NotAllowed: if the actor keeps no site
    :raises OrganisationRefused: if it has no name, or another has the same name or number
    :raises NotANumber: if a number cannot be one
    """
    require_somewhere(by, Permission.KEEP_PLACE)
    organisation = Organisation()
    _write(
        organisation,
        name=name,
        kind=kind,
        ods_code=ods_code,
        charity_number=charity_number,
        company_number=company_number,
        website=website,
    )
    audit.note(by=by, verb="added", subject=organisation)
    return organisation


@transaction.atomic
def edit_organisation(
    *, by: Actor, organisation: Organisation, seen: str | None = None, **changes: Any
) -> Organisation:
    """
    Change what is written of an organisation: any of name, kind, numbers and website.

    :param seen: what the page showed, from versions.written_down; None if there was no page
    :raises NotAllowed: if the actor keeps no site
    :raises OrganisationRefused: if it would have no name, or the name or number of another
    :raises NotANumber: if a number cannot be one
    :raises ChangedMeanwhile: if somebody else changed it since the page was drawn
    """
    require_somewhere(by, Permission.KEEP_PLACE)
    organisation = Organisation.objects.select_for_update().get(id=organisation.id)
    insist_unchanged(seen, facts_of(organisation, FACTS))
    before = facts_of(organisation, FACTS)
    _write(organisation, **before | changes)
    if facts_of(organisation, FACTS) != before:
        audit.note(by=by, verb="edited", subject=organisation)
    return organisation


def _write(
    organisation: Organisation,
    *,
    name: str,
    kind: str,
    ods_code: str,
    charity_number: str,
    company_number: str,
    website: str,
) -> None:
    organisation.name = " ".join(name.split())
    organisation.kind = OrganisationKind(kind)
    organisation.ods_code = registers.ods_code(ods_code, kind=kind)
    organisation.charity_number = registers.charity_number(charity_number)
    organisation.company_number = registers.company_number(company_number)
    organisation.website = registers.website(website)
    _insist_the_only_one(organisation)
    organisation.save()


def _insist_the_only_one(organisation: Organisation) -> None:
    if not organisation.name:
        raise OrganisationRefused("An organisation needs a name.")
    others = Organisation.objects.exclude(id=organisation.id)
    if others.filter(name__iexact=organisation.name).exists():
        raise OrganisationRefused(f"{organisation.name} is already on the list.")
    for field, words in _ONE_EACH.items():
        number = getattr(organisation, field)
        if number and (other := others.filter(**{field: number}).first()):
            raise OrganisationRefused(f"{other.name} already has the {words} {number}.")


_ONE_EACH = {
    "ods_code": "ODS code",
    "charity_number": "charity number",
    "company_number": "company number",
}
