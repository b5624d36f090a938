"""Telling upwards: an app below writes what happened; apps above hear of it when they can."""

from uuid import UUID

from hearth.foundation.models import Told


def tell(what: str, *, about_id: UUID) -> None:
    """Write down, in the caller's transaction, that something happened. Ids only."""
    Told.objects.create(what=what, about_id=about_id)
