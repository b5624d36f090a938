"""
Pages for when something is wrong, in warm words.

They ask the database nothing and run no context processor, for either may be what is wrong.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that makes no sense."""
    return _page("400.jinja", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer someone whose role does not open this page."""
    return _page("403.jinja", status=403)


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without the token that shows it is ours: mostly a page left open too long."""
    return _page("403_too_old.jinja", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for a page that is not there, or that this person may not know is there."""
    return _page("404.jinja", status=404)


def fault(request: HttpRequest) -> HttpResponse:
    """Answer when our own code failed. Django has already logged why."""
    try:
        return _page("500.jinja", status=500)
    except Exception:  # the page itself may be what failed: then these words need nothing
        return HttpResponse(
            "Sorry, something has gone wrong with Hearth. What you did in this step may not have "
            "been saved. Please try again in a few minutes. If you need somebody now: ring 999 if "
            "a life is in danger, 111 then press 2 for the NHS mental health line, or 116 123 for "
            "Samaritans.",
            content_type="text/plain; charset=utf-8",
            status=500,
        )


def _page(template: str, *, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template), status=status)
