"""What apps above the front door have to say there of somebody who comes in."""

from collections.abc import Collection
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from hearth.foundation.actors import Actor
from hearth.places.models import Site


class DoorWordsOf(Protocol):
    """Says, of people who come in to a site, the sentences that they agreed for its door."""

    def __call__(
        self, people: Collection[UUID], *, actor: Actor, site: Site | None = None
    ) -> dict[UUID, tuple[str, ...]]: ...


def said_at_door(
    people: Collection[UUID | None], *, actor: Actor, site: Site
) -> dict[UUID, tuple[str, ...]]:
    """
    Return what the door may say of these people at a site: one question, and none for nobody.

    What is agreed about coming in stands in an app above this one, which may not be named here:
    the settings name the question.
    """
    ask: DoorWordsOf = import_string(settings.DOOR_WORDS)
    known = {person_id for person_id in people if person_id}
    return ask(known, actor=actor, site=site) if known else {}
