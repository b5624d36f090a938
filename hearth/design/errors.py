"""
Pages for when something is wrong, in warm words.

They ask the database nothing and run no context processor, for either may be what is wrong.
"""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from hearth.design.languages import language
from hearth.design.languages import say as _
from hearth.design.public import LEAVE, NEVER, around


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that makes no sense."""
    return _page("400.jinja", status=400)


def forbidden(
    request: HttpRequest, exception: Exception | None = None, *, typed: Sequence[str] = ()
) -> HttpResponse:
    """
    Answer someone to whom this page does not open: for their role, or for what the exception says.

    :param typed: the words that they had written, which the page gives back to them
    """
    page = {
        "says": getattr(exception, "says", ""),
        "way_on": getattr(exception, "way_on", None),
        "typed": typed,
    }
    return _page("403.jinja", status=403, page=page)


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


def public_fault(request: HttpRequest) -> HttpResponse:
    """Answer one of the public when our own code failed: with the same help, and a way out."""
    name = getattr(request, "partnership_name", "")
    try:
        page = {**around(request), "request": request, "partnership_name": name}
        body: str = render_to_string("virtualhub/fault.jinja", page)
    except Exception:  # the page itself may be what failed: then this needs nothing
        body = _bare_help()
    return HttpResponse(body, status=500, headers={"Cache-Control": NEVER})


def _bare_help() -> str:
    spoken = language()
    lines = [
        ("tel:999", _("Ring 999"), _("if a life is in danger")),
        (
            "tel:111",
            _("Ring 111, then press 2"),
            _("for the NHS mental health line, day and night"),
        ),
        ("tel:116123", _("Ring 116 123"), _("for Samaritans, day and night")),
        ("sms:85258", _("Text SHOUT to 85258"), _("if you cannot talk")),
    ]
    return format_html(
        '<!doctype html><html lang="{}" dir="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<title>{}</title></head><body><p><a href="{}" rel="noreferrer nofollow">{}</a></p>'
        "<main><h1>{}</h1><p>{}</p></main><aside><h2>{}</h2><ul>{}</ul></aside></body></html>",
        spoken.code,
        spoken.direction,
        _("Sorry, something has gone wrong"),
        LEAVE,
        _("Leave this site"),
        _("Sorry, something has gone wrong"),
        _("That is our fault, not yours. Please try again in a few minutes."),
        _("Help at any time"),
        format_html_join("", '<li><a href="{}">{}</a> {}</li>', lines),
    )


def _page(template: str, *, status: int, page: dict[str, object] | None = None) -> HttpResponse:
    return HttpResponse(render_to_string(template, page), status=status)
