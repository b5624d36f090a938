"""Which sheets there are, and what one of them would become."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db.models import Q

from hearth.foundation.actors import Actor, Permission, require
from hearth.places.models import Site
from hearth.sheets.models import Sheet, State
from hearth.sheets.reading import Shape

LATEST = 50
UNDER_WAY = [State.BRINGING_IN, State.TAKING_BACK]
COUNTS = [State.BRINGING_IN, State.BROUGHT_IN]
"""Sheets whose visits count, or soon will."""


@dataclass(frozen=True)
class Preview:
    """What the good rows of a sheet come to, those that are there already left out."""

    visits: int = 0
    unnamed: int = 0
    people_known: int = 0
    people_new: int = 0
    headcounts: int = 0
    counted: int = 0
    """People counted together in the headcounts. Never added to the visits."""

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def sheets_at(site: Site, *, actor: Actor) -> list[Sheet]:
    """
    Return the latest sheets of a site.

    :raises NotAllowed: if the actor may not bring in sheets there
    """
    require(actor, Permission.IMPORT_SHEET, at=site)
    latest = Sheet.objects.filter(site=site).select_related("brought_by").defer("shape_sealed")
    return list(latest.order_by("-recorded_at", "-id")[:LATEST])


def get_sheet(sheet_id: UUID, *, actor: Actor) -> Sheet:
    """
    Return a sheet, if the actor may bring in sheets at its site.

    :raises Sheet.DoesNotExist: if there is none, or none for the actor
    """
    may = actor.places_where(Permission.IMPORT_SHEET)
    sheets = Sheet.objects.select_related("site__run_by", "brought_by", "confirmed_by")
    return sheets.get(id=sheet_id, site__in=list(may))


def shape_of(sheet: Sheet) -> Shape:
    """Return what the file of a sheet looks like."""
    return Shape.from_json(sheet.shape)


def preview_of(sheet: Sheet) -> Preview:
    """Return what a sheet that has been read would become."""
    return Preview(**sheet.counts)


def same_sheet(sheet: Sheet) -> Sheet | None:
    """Return the sheet that says just the same and was brought in before, if there is one."""
    if not sheet.fingerprint:
        return None
    same = Sheet.objects.filter(site=sheet.site_id, fingerprint=sheet.fingerprint)
    counts = same.filter(state__in=COUNTS).exclude(id=sheet.id)
    return counts.select_related("brought_by").order_by("confirmed_at").first()


def in_the_way_of(sheet: Sheet) -> Sheet | None:
    """
    Return a sheet of the same site that makes what was read of this one untrue, if there is one.

    It is under way now, or still was when this one was read: names that were
    new may be known since, and rows that were not there may be.
    """
    others = Sheet.objects.filter(site=sheet.site_id).exclude(id=sheet.id)
    since = Q(state__in=[State.BROUGHT_IN, State.TAKEN_BACK], moved_at__gte=sheet.read_at)
    return others.filter(Q(state__in=UNDER_WAY) | since).order_by("moved_at").last()
