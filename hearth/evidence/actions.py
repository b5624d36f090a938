"""The one thing done to a report: taking it away."""

from django.db import transaction

from hearth.evidence.queries import Scope
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require


@transaction.atomic
def take_attendance_away(*, by: Actor, scope: Scope) -> None:
    """
    Write down that somebody takes the exact numbers of some sites away in a file.

    One line for each site, so that whoever asks about a site finds it.

    :raises NotAllowed: if they may not, at one of the sites
    """
    for site in scope.sites:
        require(by, Permission.EXPORT_REPORTS, at=site)
    for site in scope.sites:
        audit.note(by=by, verb="evidence.attendance_taken_away", subject=site, place=site)
