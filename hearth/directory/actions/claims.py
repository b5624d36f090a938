"""Where two sources disagree about an entry: a connector takes the one or the other."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BooleanField, Field

from hearth.directory.actions.entries import edit_entry
from hearth.directory.models import Claim, Service
from hearth.directory.queries.entries import COST, WHAT, WHO
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused

NOT_CLAIMED = {"provider_name", "offer", "who", "needs", "areas", "languages"}
MAY_BE_TAKEN = (
    {*WHAT, *WHO, *COST, "phone", "text_number", "email", "url", "booking", "how_to_book"}
    | {"first_time", "what_its_like"}
) - NOT_CLAIMED


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
        changes = {claim.fact: _value(claim)}
        edit_entry(by=by, service=claim.service, **changes)
    claim.settled_at, claim.settled_by_id, claim.taken = now, by.id, take
    claim.save(update_fields=["settled_at", "settled_by", "taken"])
    audit.note(by=by, verb="settled", subject=claim)
    return claim


def _value(claim: Claim) -> Any:
    if claim.fact not in MAY_BE_TAKEN:
        raise ClaimRefused("Change this one by hand, then leave it here.")
    field = Service._meta.get_field(claim.fact)
    assert isinstance(field, Field)
    if claim.says == "" and field.null:
        return None
    said = claim.says
    if isinstance(field, BooleanField):
        said = {"yes": "True", "no": "False"}.get(said, said)
    try:
        return field.to_python(said)
    except ValidationError as wrong:
        raise ClaimRefused("That cannot stand there as it is. Change it by hand.") from wrong
