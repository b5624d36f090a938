"""What somebody's record is not used for: it stands on their own row, where every app reads it."""

import datetime

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission
from hearth.people import standing
from hearth.people.models import Person
from hearth.people.queries.seeing import holds_at_one, may_change

AS_IT_IS = object()


@transaction.atomic
def limit_use(
    *, by: Actor, person: Person, restricted_on: datetime.date | object | None = AS_IT_IS,
    not_counted: bool | object = AS_IT_IS,
) -> None:  # fmt: skip
    """
    Let a record be kept without being used, or be left out of reports; or lift that.

    What is not given stays as it is.

    :param restricted_on: since when it is kept and not used; None lifts it
    :param not_counted: whether reports leave them out
    :raises NotAllowed: unless it is the person, their team, or whoever answers for people's rights
    """
    answers = holds_at_one(by, Permission.ANSWER_RIGHTS, person.known_at)
    if person.worker_id == by.id or not (
        by.themselves == person.id or answers or may_change(by, person)
    ):
        raise NotAllowed(f"{by.label} may not limit the use of {person.id}")
    changes: dict[str, object] = {}
    if restricted_on is not AS_IT_IS:
        changes["restricted_on"] = restricted_on
    if not_counted is not AS_IT_IS:
        changes["not_counted"] = not_counted
    with standing.reaching(person.id):
        Person.objects.filter(id=person.id).update(**changes)
    audit.note(by=by, verb="changed what is done with the record of", subject=person)
