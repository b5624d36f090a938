"""What the pages of one person's support begin with."""

from collections.abc import Callable

from django.http import QueryDict

from hearth.foundation.actors import Permission
from hearth.foundation.http import WorkerRequest
from hearth.people.closed import Page, of_layer
from hearth.people.models import Layer


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def may_write(request: WorkerRequest) -> bool:
    """Test if the worker writes in records at all; a partner may only read what is shared."""
    return request.actor.may_somewhere(Permission.CHANGE_PEOPLE)


def of_support(part: str, *, writes: bool = True) -> Callable[[Page], Page]:
    """Give a page the person, if their support is open to the worker (see people.closed)."""
    return of_layer(Layer.SUPPORT, part, writes=writes)
