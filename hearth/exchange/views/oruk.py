"""
Open Referral UK 3.0, for anybody: no key, no cookie, from any page of any site.

Nothing is written here, not even what was searched for.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext

from hearth.design.public import draw, too_much, within_bounds
from hearth.exchange.oruk import parts, telling
from hearth.exchange.oruk.asked import Asked, asked
from hearth.exchange.oruk.examples import examples
from hearth.exchange.oruk.keeping import Said
from hearth.exchange.oruk.manners import calls, for_anybody, written
from hearth.exchange.oruk.openapi import PARAMETERS, description
from hearth.exchange.queries import oruk


@for_anybody
def root(request: HttpRequest) -> HttpResponseBase:
    """Say what this is: the first thing that the official validator asks."""
    return _answer(
        request,
        {
            "version": "HSDS-UK-3.0",
            "profile": "https://docs.openreferraluk.org/en/latest/",
            "openapi_url": request.build_absolute_uri(reverse("exchange:oruk_openapi")),
        },
    )


@for_anybody
def openapi(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, description(request.build_absolute_uri(reverse("exchange:oruk"))))


@for_anybody
def services(request: HttpRequest) -> HttpResponseBase:
    wanted = asked(request.GET)
    return _list(request, wanted, oruk.services, _service_drawer(wanted))


@for_anybody
def service(request: HttpRequest, service_id: str) -> HttpResponseBase:
    row = oruk.service(_known(service_id))
    return _answer(request, telling.service(row), changed=row.edited_at)


@for_anybody
def services_at_locations(request: HttpRequest) -> HttpResponseBase:
    wanted = asked(request.GET)
    return _list(request, wanted, oruk.services_at_locations, _place_drawer(full=wanted.full))


@for_anybody
def service_at_location(request: HttpRequest, at_location_id: str) -> HttpResponseBase:
    row = oruk.service_at_location(_known(at_location_id))
    changed = max(row.service.edited_at, row.location.edited_at)
    return _answer(request, _place_drawer(full=True)(row), changed=changed)


@for_anybody
def organizations(request: HttpRequest) -> HttpResponseBase:
    wanted = asked(request.GET)
    if not (wanted.full or wanted.full_service):
        return _list(request, wanted, oruk.organizations, telling.organization_row)
    if not wanted.as_lines:
        found = oruk.page_of(oruk.organizations(wanted), wanted)
        return _answer(request, _envelope(found, _with_services(found.rows, wanted)))
    return _list(request, wanted, oruk.organizations, telling.organization)


@for_anybody
def organization(request: HttpRequest, organization_id: str) -> HttpResponseBase:
    row = oruk.organization(_known(organization_id))
    (whole,) = _with_services([row], asked(request.GET))
    return _answer(request, whole, changed=row.edited_at)


@for_anybody
def taxonomies(request: HttpRequest) -> HttpResponseBase:
    return _list(request, asked(request.GET), oruk.taxonomies, parts.taxonomy)


@for_anybody
def taxonomy(request: HttpRequest, taxonomy_id: str) -> HttpResponseBase:
    row = oruk.taxonomy(_known(taxonomy_id))
    inside = [parts.term(each) for each in oruk.terms(Asked(taxonomy_id=row.id))]
    return _answer(request, parts.taxonomy(row) | {"taxonomy_terms": inside})


@for_anybody
def terms(request: HttpRequest) -> HttpResponseBase:
    return _list(request, asked(request.GET), oruk.terms, parts.term)


@for_anybody
def term(request: HttpRequest, term_id: str) -> HttpResponseBase:
    row = oruk.term(_known(term_id))
    return _answer(request, parts.term(row), changed=row.edited_at)


@login_not_required
@within_bounds
def about(request: HttpRequest) -> HttpResponse:
    """Say, to whoever makes websites, how all this is used."""
    if calls.asks_too_much(request):
        return too_much(request)
    page = {
        "root": request.build_absolute_uri(reverse("exchange:oruk")),
        "examples": examples(oruk.somewhere()),
        "parameters": [(name, gettext(words)) for name, (words, _) in PARAMETERS.items()],
    }
    return draw(request, "exchange/about_oruk.jinja", page)


def _service_drawer(wanted: Asked) -> Callable[[Any], Said]:
    if wanted.minimal:
        return telling.service_least
    return telling.service if wanted.full else telling.service_row


def _place_drawer(*, full: bool) -> Callable[[Any], Said]:
    def tell(row: Any) -> Said:
        about = (
            telling.service(row.service, places=False) if full else telling.service_row(row.service)
        )
        return telling.service_at_location(row, nested=full) | {"service": about}

    return tell


def _with_services(rows: list[Any], wanted: Asked) -> list[Said]:
    theirs = oruk.services_of(rows, full=wanted.full_service)
    tell = telling.service if wanted.full_service else telling.service_row
    return [
        telling.organization(row)
        | {
            "services": [
                {key: value for key, value in tell(each).items() if key != "organization"}
                for each in theirs.get(row.id, [])
            ]
        }
        for row in rows
    ]


def _known(written: str) -> UUID:
    """:raises ObjectDoesNotExist: if it is not an id at all"""
    try:
        return UUID(written)
    except ValueError:
        raise ObjectDoesNotExist from None


def _list(
    request: HttpRequest,
    wanted: Asked,
    question: Callable[[Asked], Any],
    tell: Callable[[Any], Said],
) -> HttpResponseBase:
    """Answer with a page, or with a line for each."""
    if not wanted.as_lines:
        found = oruk.page_of(question(wanted), wanted)
        return _answer(request, _envelope(found, [tell(row) for row in found.rows]))
    return _lines(request, question(wanted), wanted, tell)


def _lines(
    request: HttpRequest, rows: Any, wanted: Asked, tell: Callable[[Any], Said]
) -> HttpResponse:
    """
    Return the next rows, a line for each. If there is more, one more line says where to go on.

    The server gets it whole: a reader who is slow, or reads nothing, keeps no thread of ours, but
    only the little that was written for them.
    """
    some, is_all = oruk.after(rows, wanted.after)
    lines = [tell(each) for each in some]
    if not is_all:
        asked_next = request.GET.copy()
        asked_next["after"] = str(some[-1].id)
        lines.append({"next": request.build_absolute_uri(f"?{asked_next.urlencode()}")})
    body = b"".join(written(line) + b"\n" for line in lines)
    return HttpResponse(body, content_type="application/x-ndjson; charset=utf-8")


def _envelope(found: oruk.Page[Any], contents: list[Said]) -> Said:
    return {
        "total_items": found.total,
        "total_pages": found.pages,
        "page_number": found.number,
        "size": len(contents),
        "first_page": found.number == 1,
        "last_page": found.number >= found.pages,
        "empty": not contents,
        "contents": contents,
    }


def _answer(request: HttpRequest, said: Said, changed: datetime | None = None) -> HttpResponseBase:
    """Answer in JSON; or, to somebody who has just this already, that nothing is new."""
    body = written(said)
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    # The ETag alone decides: a part of an entry can change without its own date.
    return get_conditional_response(request, etag=etag, response=response) or response
