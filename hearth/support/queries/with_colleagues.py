"""
What is still to be done with somebody who works here too: how much, by whom, and no word of it.

While their record is closed it stands on nobody's list of hellos or promises.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.design.words import plural
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.statements import ask
from hearth.people.names import fold
from hearth.people.queries.seeing import visible_to

TO_DO = "SELECT person_id, who, hellos, promises FROM support_still_to_do(%s)"


@dataclass(frozen=True)
class StillToDo:
    """What a worker has agreed to do with somebody."""

    who: str
    hellos: int
    promises: int

    @property
    def words(self) -> str:
        return f"{self.who}: {how_many(self.hellos, self.promises)}"


@dataclass(frozen=True)
class WithColleague:
    """What is still to be done with somebody who works here too, all of it together."""

    person_id: UUID
    known_as: str
    hellos: int
    promises: int
    is_open: bool
    """The actor has opened their record for a reason."""

    @property
    def count(self) -> int:
        return self.hellos + self.promises

    @property
    def words(self) -> str:
        return how_many(self.hellos, self.promises)


def how_many(hellos: int, promises: int) -> str:
    """Return "1 hello", "2 promises", or "1 hello and 2 promises"."""
    said = [plural(hellos, "hello", "hellos")] if hellos else []
    return " and ".join([*said, plural(promises, "promise")] if promises else said)


def still_to_do(person_id: UUID, *, actor: Actor) -> tuple[StillToDo, ...]:
    """
    Return what would leave whose lists if it were written down that somebody works here too.

    :raises NotAllowed: if the actor keeps no workers
    """
    require_somewhere(actor, Permission.KEEP_WORKERS)
    rows = ask(TO_DO, [person_id]).fetchall()
    names = workers_named({who for _, who, _, _ in rows})
    still = [StillToDo(names.get(who, "Somebody"), *counts) for _, who, *counts in rows]
    return tuple(sorted(still, key=lambda one: fold(one.who)))


def with_colleagues(*, actor: Actor, opened: Collection[UUID]) -> tuple[WithColleague, ...]:
    """
    Return with which colleagues something is still to be done: for whoever agreed to do it, and
    all of it for whoever keeps the workers of a site that knows them. Never the actor's own. One
    question, and another if there is anything.
    """
    of_each: dict[UUID, tuple[int, int]] = {}
    for person_id, _, hellos, promises in ask(TO_DO, [None]).fetchall():
        so_far = of_each.get(person_id, (0, 0))
        of_each[person_id] = so_far[0] + hellos, so_far[1] + promises
    if not of_each:
        return ()
    names = visible_to(actor).filter(id__in=of_each).values_list("id", "known_as")
    rows = [
        WithColleague(person_id, known_as, *of_each[person_id], person_id in opened)
        for person_id, known_as in names
    ]
    return tuple(sorted(rows, key=lambda one: (fold(one.known_as), one.person_id)))
