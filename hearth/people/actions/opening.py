"""Opening somebody's record: who looked, at which part, is kept."""

from uuid import UUID

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.places.models import Site


def note_opened(*, by: Actor, person_id: UUID, part: str, site: Site | None = None) -> None:
    """
    Write down that the actor opened a part of a record that they have been shown to see.

    :param site: where they stood, if the part is a site's
    """
    audit.opened(by=by, person_id=person_id, page=part, place=site)
