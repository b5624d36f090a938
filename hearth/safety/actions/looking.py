"""That somebody looked at a worry or a concern is written down, where nobody is put in danger."""

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions import note_opened
from hearth.safety.models import SafetyConcern, Worry


def note_looked(*, by: Actor, what: Worry | SafetyConcern) -> None:
    """
    Write down that the actor opened a worry or a concern.

    Only a worry that was not told in confidence stands among who has looked at the person's
    record, and as their support: it can be kept in confidence later, and a line is never unsaid.
    Of anything else the line itself would say that it is there.
    """
    audit.note(by=by, verb="opened", subject=what, place=what.site)
    if isinstance(what, Worry) and what.person_id and not what.confidential:
        note_opened(by=by, person_id=what.person_id, part="support", site=what.site)
