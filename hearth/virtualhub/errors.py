"""What the public sees when something is wrong: the same help, and the same way out."""

from django.http import HttpRequest, HttpResponse

from hearth.design.public import draw
from hearth.virtualhub.public import NEVER


def bad_request(request: HttpRequest) -> HttpResponse:
    """Answer a request that makes no sense."""
    return _wrong(request, status=400)


def forbidden(request: HttpRequest) -> HttpResponse:
    """Answer somebody to whom this page does not open."""
    return _wrong(request, status=403)


def not_found(request: HttpRequest) -> HttpResponse:
    """Answer for a page that is not there."""
    return _wrong(request, status=404)


def _wrong(request: HttpRequest, *, status: int) -> HttpResponse:
    response = draw(request, "virtualhub/wrong.jinja", {"status": status}, status=status)
    response["Cache-Control"] = NEVER
    return response
