"""A sample of each address of people's rights: real ones, with a copy that is read through."""

from typing import Any

from hearth.places.models import Site
from hearth.rights.models import Limit, PackRow, PackState, RightsRequest, Statement, ToTell

OF_RIGHTS = {
    "rights_request_id", "pack_row_id", "to_tell_id", "limit_id", "rights_act", "statement_id",
}  # fmt: skip
"""The parameters that this module knows."""


def of_rights(parameters: tuple[str, ...], site: Site | None) -> dict[str, str] | None:
    """Return values that belong together; None if none is of rights, or nothing was asked yet."""
    if not OF_RIGHTS & set(parameters):
        return None
    at_site: dict[str, Any] = {"site": site} if site else {}
    if "limit_id" in parameters:
        limit = Limit.objects.filter(lifted_on=None, **at_site).order_by("-pk").first()
        return {"person_id": str(limit.person_id), "limit_id": str(limit.pk)} if limit else None
    if "statement_id" in parameters:
        said = Statement.objects.filter(taken_away_on=None, **at_site).order_by("-pk").first()
        ids = {"person_id": said.person_id, "statement_id": said.pk} if said else {}
        return {name: str(value) for name, value in ids.items()} or None
    if "to_tell_id" in parameters:
        told = ToTell.objects.filter(**at_site).order_by("-pk").first()
        return _asked(told.request, to_tell_id=told.pk) if told else None
    if "pack_row_id" in parameters:
        row = (
            PackRow.objects.filter(pack__state=PackState.REVIEW, **at_site).order_by("-pk").first()
        )
        return _asked(row.pack.request, pack_row_id=row.pk) if row else None
    gathered = RightsRequest.objects.filter(packs__state=PackState.REVIEW, **at_site)
    asked = gathered.order_by("-pk").first()
    more = {"rights_act": "longer"} if "rights_act" in parameters else {}
    return _asked(asked, **more) if asked else None


def _asked(row: RightsRequest, **more: Any) -> dict[str, str]:
    ids = {"person_id": row.person_id, "rights_request_id": row.pk} | more
    return {name: str(value) for name, value in ids.items()}
