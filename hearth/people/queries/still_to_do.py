"""What is still to be done with somebody, asked of an app above this one."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from hearth.foundation.actors import Actor


class Still(Protocol):
    """What a worker has agreed to do with somebody, with no word of it."""

    @property
    def words(self) -> str: ...


class StillToDoOf(Protocol):
    def __call__(self, person_id: UUID, *, actor: Actor) -> Sequence[Still]: ...


def still_to_do_with(person_id: UUID, *, actor: Actor) -> Sequence[Still]:
    """
    Return what would leave the lists of workers, if a record was closed as a colleague's.

    What is agreed stands in an app above this one, which may not be named here: the settings name
    the question.

    :raises NotAllowed: if the actor keeps no workers
    """
    ask: StillToDoOf = import_string(settings.STILL_TO_DO)
    return ask(person_id, actor=actor)
