"""Where two sources disagree about an entry: a connector takes the one or the other."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BooleanField, Field, Model

from hearth.directory.actions import providers, where
from hearth.directory.actions.entries import edit_entry
from hearth.directory.actions.providers import edit_provider
from hearth.directory.actions.where import change_place
from hearth.directory.models import Claim, Location, Provider, Service
from hearth.directory.queries.claimed import About, about
from hearth.directory.queries.entries import COST, WHAT, WHO
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused

NOT_CLAIMED = {"provider_name", "offer", "who", "needs", "areas", "languages"}
OF_AN_ENTRY = (
    {*WHAT, *WHO, *COST, "phone", "text_number", "email", "url", "booking", "how_to_book"}
    | {"first_time", "what_its_like"}
) - NOT_CLAIMED
MAY_BE_TAKEN: dict[type[Model], set[str]] = {
    Service: OF_AN_ENTRY,
    Provider: set(providers.FACTS),
    Location: set(where.FACTS),
}


class ClaimRefused(Refused):
    """The claim cannot be settled so."""


@transaction.atomic
def settle(*, by: Actor, claim: Claim, take: bool, now: datetime.datetime) -> Claim:
    """
    Take what a source says of a fact into the entry, or leave the entry as it is.

    :raises NotAllowed: if the actor keeps no directory
    :raises ClaimRefused: if it was settled already, or cannot be taken as it is
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    held = Claim.objects.select_for_update(of=("self",)).select_related("service")
    claim = held.get(id=claim.id)
    if claim.settled_at:
        raise ClaimRefused("Somebody has settled this already.")
    if take:
        _take(by, claim)
    claim.settled_at, claim.settled_by_id, claim.taken = now, by.id, take
    claim.save(update_fields=["settled_at", "settled_by", "taken"])
    audit.note(by=by, verb="settled", subject=claim)
    return claim


def _take(by: Actor, claim: Claim) -> None:
    """Write what a claim says where it belongs: in the entry, at who runs it, or at the place."""
    found = about(claim)
    if found is None:
        raise ClaimRefused("What this is about is not there any more. Leave it here.")
    changes = {found.fact: _value(found, claim.says)}
    if isinstance(found.row, Provider):
        edit_provider(by=by, provider=found.row, **changes)
    elif isinstance(found.row, Location):
        change_place(by=by, location=found.row, **changes)
    else:
        edit_entry(by=by, service=found.row, **changes)


def _value(found: About, said: str) -> Any:
    if found.fact not in MAY_BE_TAKEN[type(found.row)]:
        raise ClaimRefused("Change this one by hand, then leave it here.")
    field = found.row._meta.get_field(found.fact)
    assert isinstance(field, Field)
    if said == "" and field.null:
        return None
    if isinstance(field, BooleanField):
        said = {"yes": "True", "no": "False"}.get(said, said)
    try:
        return field.to_python(said)
    except ValidationError as wrong:
        raise ClaimRefused("That cannot stand there as it is. Change it by hand.") from wrong
