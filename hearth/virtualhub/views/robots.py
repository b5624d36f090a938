"""What robots are asked to leave alone: searches, which are noted, and pages that take one tap."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override

from hearth.virtualhub.public import public_page

A_DAY = "public, max-age=86400"


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Entries stay open to robots at /find/<id>/; what anybody asks for at /find/?q= does not."""
    lines = ["User-agent: *"]
    for code, _ in settings.LANGUAGES:
        with override(code):
            find, calendar = reverse("virtualhub:find"), reverse("virtualhub:find_calendar")
            link = reverse("answering:answer", args=["link"]).removesuffix("link/")
        lines += [
            f"Disallow: {each}" for each in (f"{find}?", calendar, f"{find}*/not-this/", link)
        ]
    response = HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = A_DAY
    return response
