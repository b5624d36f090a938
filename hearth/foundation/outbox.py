"""
Telling upwards: an app below writes what happened, for apps above to hear.

No app listens yet, so what is told is kept unheard. The web can only add to it: whoever comes to
listen will read it as the tables' owner.
"""

from uuid import UUID

from hearth.foundation.models import Told


def tell(what: str, *, about_id: UUID) -> None:
    """Write down, in the caller's transaction, that something happened. Ids only."""
    Told.objects.create(what=what, about_id=about_id)
