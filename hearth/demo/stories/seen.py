"""Who sees what of the people in the stories, asked anew each time: hearth demo --cast --json."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.utils import timezone

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import Network
from hearth.demo.stories.laying import id_of, told
from hearth.foundation.acting import acting_as
from hearth.people.models import Layer, Person
from hearth.people.queries.layers import layers_open
from hearth.people.queries.seeing import get_person, sight_of


def who_sees_what(network: Network) -> list[dict[str, Any]]:
    """
    Return the people in the stories, and for each worker in the cast what that worker may see.

    Nothing is taken from what the stories were meant to be: each worker asks, behind the walls. Run
    it as the tables' owner.
    """
    workers = list(User.objects.filter(username__in=[one.username for one in network.workers]))
    roles = {one.username: Role(one.role).label for one in network.workers}
    people = {id_of(said): said for said in told()}
    names = dict(Person.objects.filter(id__in=people).values_list("id", "known_as"))
    seen: dict[Any, list[dict[str, Any]]] = {person_id: [] for person_id in names}
    unseen: dict[Any, list[str]] = {person_id: [] for person_id in names}
    for worker in sorted(workers, key=lambda worker: worker.username):
        with acting_as(worker), behind_the_walls():
            sight = sight_of(worker, now=timezone.now())
            for person_id in names:
                try:
                    get_person(person_id, worker)
                except Person.DoesNotExist:
                    unseen[person_id].append(worker.username)
                    continue
                layers = layers_open(person_id, sight=sight) | {Layer.HELLO}
                seen[person_id].append(
                    {
                        "username": worker.username,
                        "role": roles[worker.username],
                        "layers": [layer.value for layer in Layer if layer in layers],
                    }
                )
    return [
        {
            "known_as": names[person_id],
            "address": f"/people/{person_id}/",
            "shape": said["shape"],
            "seen_by": seen[person_id],
            "not_seen_by": unseen[person_id],
        }
        for person_id, said in people.items()
        if person_id in names
    ]


@contextmanager
def behind_the_walls() -> Iterator[None]:
    """Ask as the web's role for a while, which owns no table."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE hearth_web")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("RESET ROLE")
