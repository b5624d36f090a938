"""Forgetting somebody: what was agreed with them goes, and their name goes out of incidents."""

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.incidents.models import ABOUT_SOMEONE, Incident, IncidentPerson
from hearth.people import standing
from hearth.people.actions.forgetting import Holders, remove_held
from hearth.people.models import Person


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> list[Incident]:
    """
    Remove all that was agreed about coming in, and whom incidents say that it happened to.

    That it happened stays: others were there, and the law has some of it kept. Its words may still
    say who it was: they are returned, so that whoever forgets them reads these incidents through.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: unless the actor leads incidents at every site, and agrees about coming in
        there: half forgotten is not forgotten
    """
    require_everywhere(by, Permission.LEAD_INCIDENTS)
    require_everywhere(by, Permission.AGREE_COMING_IN)
    with standing.reaching(person.id):
        remove_held(ABOUT_SOMEONE, person, held_by)
    named = IncidentPerson.objects.filter(person=person).select_related("incident")
    if held_by is not None:
        named = named.filter(incident__held_by__in=held_by)
    incidents = [row.incident for row in named]
    named.update(person=None, words_sealed=b"")
    audit.note(by=by, verb="forgot what happened to", subject=person)
    return incidents
