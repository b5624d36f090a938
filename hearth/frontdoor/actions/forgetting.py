"""Keeping the count of somebody's visits, and forgetting whose they were."""

import json

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.frontdoor.models import Correction, Visit
from hearth.people.actions.forgetting import Holders
from hearth.people.models import Person

IN_THEIR_WORDS = ("came_with", "note")
"""What a visit holds that is free text, and so could say who it was."""


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> int:
    """
    Keep that somebody came in, when and where, and forget who it was and what was said.

    The answers that are codes stay, for they describe a visit and point to
    nobody. Corrections keep their times and lose the words. Returns how many
    visits there were.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: unless the actor sees the visits of every site: half
        forgotten is not forgotten
    """
    require_everywhere(by, Permission.SEE_VISITS)
    visits = Visit.objects.filter(person=person)
    once_theirs = Correction.objects.filter(person_was=person)
    if held_by is not None:
        visits = visits.filter(held_by__in=held_by)
        at_theirs = Visit.objects.filter(held_by__in=held_by)
        once_theirs = once_theirs.filter(arrival_id__in=at_theirs.values("id"))
    theirs = set(visits.values_list("id", flat=True))
    visits.update(person=None, came_with_sealed=b"", note_sealed=b"")
    touched = theirs | set(once_theirs.values_list("arrival_id", flat=True))
    once_theirs.update(person_was=None)
    for correction in Correction.objects.filter(arrival_id__in=touched):
        was = json.loads(correction.was)
        if not was.keys().isdisjoint(IN_THEIR_WORDS):
            correction.was = json.dumps(
                {name: "" if name in IN_THEIR_WORDS else value for name, value in was.items()}
            )
            correction.save(update_fields=["was_sealed"])
    audit.note(by=by, verb="forgot the visits of", subject=person)
    return len(theirs)
