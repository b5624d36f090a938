"""Forgetting somebody: worries about them go; of a safety concern, who it was about."""

from django.db import connection, transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.people.actions.forgetting import Holders
from hearth.people.models import Person


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Remove the worries about somebody, and take their record out of safety concerns.

    What was done to keep somebody safe has to be kept (Care Act 2014, Children Act 2004), in the
    words in which it was written; it leads to nobody's record any more.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT safety_forget_person(%s, %s::uuid[])",
            [person.id, None if held_by is None else list(held_by)],
        )
    audit.note(by=by, verb="forgot the worries about", subject=person)
