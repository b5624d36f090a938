"""Advice for anybody: the list, and each page, the usual one and its Easy Read."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from hearth.design.public import draw
from hearth.directory.advice import markup
from hearth.directory.models import Edition
from hearth.directory.queries.advice import advice_by_topic, advice_to_read
from hearth.foundation.http import found_or_404
from hearth.virtualhub.public import public_page


@public_page
def advice(request: HttpRequest) -> HttpResponse:
    topics = advice_by_topic(language=_language())
    return draw(request, "virtualhub/advice.jinja", {"topics": topics})


@public_page
def advice_page(request: HttpRequest, page_slug: str) -> HttpResponse:
    return _page(request, page_slug, Edition.USUAL)


@public_page
def easy_read(request: HttpRequest, page_slug: str) -> HttpResponse:
    return _page(request, page_slug, Edition.EASY_READ)


def _page(request: HttpRequest, slug: str, edition: Edition) -> HttpResponse:
    found = found_or_404(advice_to_read, slug, language=_language(), edition=edition)
    shown = {"page": found, "body": markup.html(found.says.body)}
    return draw(request, "virtualhub/advice_page.jinja", shown)


def _language() -> str:
    return get_language() or "en-gb"
