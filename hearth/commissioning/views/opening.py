"""What the pages of money begin with: whoever may not see one is told that there is none."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse, QueryDict

from hearth.foundation.actors import Permission
from hearth.foundation.http import WorkerRequest

Page = Callable[..., HttpResponse]


def for_those_who(permission: Permission) -> Callable[[Page], Page]:
    """Open a page for those who hold a permission somewhere. For all others there is none."""

    def opening(view: Page) -> Page:
        @wraps(view)
        def page(request: WorkerRequest, *args: object, **more: object) -> HttpResponse:
            if not request.actor.may_somewhere(permission):
                raise Http404
            return view(request, *args, **more)

        return page

    return opening


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None
