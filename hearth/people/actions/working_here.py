"""That somebody who is known to a hub works here too."""

from uuid import UUID

from django.db import transaction

from hearth.accounts.queries import may_sign_in
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.people.actions.editing import hold, require_change
from hearth.people.actions.meeting import PersonRefused
from hearth.people.models import Person


@transaction.atomic
def note_works_here(*, by: Actor, person: Person, worker_id: UUID) -> None:
    """
    Write down that a person works here too, and by which sign-in.

    From this moment they never open this record as a worker, and a colleague only for a reason
    that they can read. While they work here it cannot be taken back. Every record that is linked
    with this one is theirs too, and so is any that is linked later: the database carries it over.

    :raises NotAllowed: if the actor may not write in this record, or keeps no workers
    :raises PersonRefused: if it is the actor, nobody who works here, or another worker's record
    """
    require_somewhere(by, Permission.KEEP_WORKERS)
    person = hold(person)
    if person.worker_id == worker_id and not person.worker_by_link:
        return
    require_change(by, person)
    if worker_id == by.id:
        raise PersonRefused("Ask another manager to write down that this record is yours")
    if person.worker_id not in (None, worker_id):
        raise PersonRefused("It is written down already who they are among the workers")
    if not may_sign_in(worker_id):
        raise PersonRefused("Choose somebody who works here")
    Person.objects.filter(id=person.id).update(worker=worker_id, worker_by_link=False)
    audit.note(by=by, verb="noted that works here", subject=person)
