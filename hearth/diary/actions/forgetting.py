"""Forgetting somebody: what was to come is called off, and with whom it was goes."""

from django.db import connection, transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.people.actions.forgetting import Holders
from hearth.people.models import Person


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Remove all that this app holds about somebody. That a worker was taken at a time stays.

    Where a worker is out with them alone this moment stays until they are back, without a name.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT diary_forget_person(%s, %s::uuid[])",
            [person.id, None if held_by is None else list(held_by)],
        )
    audit.note(by=by, verb="forgot the meetings with", subject=person)
