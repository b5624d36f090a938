"""Forgetting somebody: what was to come is called off, and with whom it was goes."""

from django.db import transaction
from django.utils import timezone

from hearth.diary.models import Booking, LoneVisitDetails, Meeting
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.people.models import Person


@transaction.atomic
def forget_person(*, by: Actor, person: Person) -> None:
    """
    Remove all that this app holds about somebody. That a worker was taken at a time stays.

    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        theirs = Meeting.objects.filter(person=person)
        Booking.objects.filter(
            meeting__in=theirs, called_off_at__isnull=True, begins_at__gt=timezone.now()
        ).update(called_off_at=timezone.now())
        theirs.delete()
        LoneVisitDetails.objects.filter(person=person).delete()
    audit.note(by=by, verb="forgot the meetings with", subject=person)
