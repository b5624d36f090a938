"""Whoever acts when nobody does: Hearth itself, on a timer, seeing every site."""

from collections.abc import Collection
from functools import cached_property
from uuid import UUID

from hearth.foundation.actors import Permission, Place
from hearth.places.models import Site


class OnATimer:
    """
    The system, acting by itself in the partnership in hand.

    Make a new one for each job: it looks up once which sites there are. It
    signs in nowhere and holds no role; its id in the trail says that nobody
    pressed a button.
    """

    id = UUID("00000000-0000-7000-8000-000000000001")
    label = "Hearth, by itself"
    audiences: Collection[UUID] = ()
    """Nobody shares anything with a timer."""
    themselves: UUID | None = None

    def may(self, permission: Permission, *, at: Place) -> bool:
        return True

    def may_somewhere(self, permission: Permission) -> bool:
        return True

    def may_everywhere(self, permission: Permission) -> bool:
        return True

    def places_where(self, permission: Permission) -> Collection[UUID]:
        return self._every_site

    @cached_property
    def _every_site(self) -> frozenset[UUID]:
        return frozenset(Site.objects.values_list("id", flat=True))
