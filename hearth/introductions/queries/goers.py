"""Who may go along with somebody: whoever welcomes or supports people here, and may read it."""

import datetime
from uuid import UUID

from hearth.accounts.queries import who_may_at, workers_with_roles
from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Layer, Openness, Person
from hearth.people.models.layers import is_shared_with


def goers(person: Person, *, actor: Actor, today: datetime.date) -> list[tuple[UUID, str]]:
    """
    Return who may go along with somebody: the actor, then by name those with whom they share their
    support. A volunteer need not write in records for that. Six questions at most.
    """
    mine = actor.places_where(Permission.CHANGE_PEOPLE)
    here = dict(who_may_at(Permission.GREET_PEOPLE, mine, today=today).values_list("id", "name"))
    shared = list(Openness.objects.filter(person=person, layer=Layer.SUPPORT))
    workers = workers_with_roles(here, today=today)
    others = [
        (key, name)
        for key, name in here.items()
        if key not in (actor.id, person.worker_id) and key in workers
        and any(is_shared_with(row, workers[key].audiences, today=today) for row in shared)
    ]  # fmt: skip
    return [(actor.id, here.get(actor.id, actor.label)), *others]
