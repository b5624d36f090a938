"""Where somebody stands when they bring in a sheet, and which sheet they have in hand."""

from uuid import UUID

from django.urls import reverse

from hearth.accounts.standing import standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.places.models import Site
from hearth.sheets import queries
from hearth.sheets.models import Sheet


def site_of(request: WorkerRequest) -> Site | None:
    """Return the site that a sheet is to be brought in at; none if one must be chosen first."""
    require_somewhere(request.actor, Permission.IMPORT_SHEET)
    return found_or_404(standing_at, request, request.actor, Permission.IMPORT_SHEET)


def sheet_of(request: WorkerRequest, sheet_id: UUID) -> Sheet:
    require_somewhere(request.actor, Permission.IMPORT_SHEET)
    return found_or_404(queries.get_sheet, sheet_id, actor=request.actor)


def all_sheets(site: Site) -> str:
    return f"{reverse('sheets:sheets')}?site={site.slug}"
