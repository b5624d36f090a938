"""Opening the page of a named person's visit is opening a part of their record: it is kept."""

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.models import Visit


def note_opened(*, by: Actor, visit: Visit) -> None:
    """
    Write down that the actor opened somebody's visit. A visit without a name is nobody's record.

    :raises NotAllowed: if the actor may not see visits at its site
    """
    require(by, Permission.SEE_VISITS, at=visit.site)
    if visit.person_id:
        audit.opened(by=by, person_id=visit.person_id, page="visit", place=visit.site)
