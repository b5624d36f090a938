"""Who is in the building: on the screen, on paper, and when the last one has gone."""

import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts.standing import choose_first, standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.frontdoor import actions, queries
from hearth.frontdoor.forms import WorkerForm
from hearth.frontdoor.models import Presence
from hearth.frontdoor.moments import UNDO_WITHIN
from hearth.frontdoor.views.onward import act
from hearth.places.models import Site
from hearth.places.queries import get_site


@never_cache
@require_safe
def building(request: WorkerRequest) -> HttpResponseBase:
    """Show who is in, with what can be done about each of them."""
    site = _site_of(request, Permission.SEE_VISITS)
    if site is None:
        return choose_first(request)
    return _draw(request, site, _empty_form())


@never_cache
@require_safe
def roll(request: WorkerRequest) -> HttpResponseBase:
    """Show the same as a fire roll, to print: large, with a box to tick for everyone."""
    site = _site_of(request, Permission.SEE_VISITS)
    if site is None:
        return choose_first(request)
    now = timezone.now()
    inside = queries.who_is_in(site, actor=request.actor, now=now)
    return render(request, "frontdoor/roll.jinja", {"site": site, "now": now, "building": inside})


@require_POST
def sign_in(request: WorkerRequest) -> HttpResponse:
    """Sign in whoever is acting, or somebody else who works here; ask, if they seem to be in."""
    if "myself" in request.POST:
        return _sign_in_myself(request)
    by, now = request.actor, timezone.now()
    site = found_or_404(
        get_site, request.POST.get("site", ""), actor=by, permission=Permission.RECORD_VISIT
    )
    form = WorkerForm(request.POST)
    if not form.is_valid():
        return _draw(request, site, form)
    typed = form.cleaned_data
    if again := _signed_in_already(request, site, typed["name"], besides=typed["presence_id"]):
        return _draw(request, site, form, again=again)
    try:
        presence = actions.sign_in_worker(by=by, site=site, now=now, **typed)
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return _draw(request, site, form)
    return redirect(f"{_address(site, part='workers', worker=presence.pk)}#workers")


def _sign_in_myself(request: WorkerRequest) -> HttpResponse:
    by, now = request.actor, timezone.now()
    site = found_or_404(
        get_site, request.POST.get("site", ""), actor=by, permission=Permission.SEE_VISITS
    )
    again = _signed_in_already(request, site, by.label)
    if again and again.user_id != by.id:
        return _draw(request, site, _empty_form(), again=again)
    return act(
        request,
        lambda: actions.sign_in_myself(by=by, site=site, now=now),
        says="You are signed in.",
        or_else=_address(site),
    )


def _signed_in_already(
    request: WorkerRequest, site: Site, name: str, *, besides: UUID | None = None
) -> Presence | None:
    """Return whoever of that name is signed in, unless a second one was said to be meant."""
    if "again" in request.POST:
        return None
    return queries.signed_in_already(name, site=site, actor=request.actor, besides=besides)


@require_POST
def sign_out(request: WorkerRequest, presence_id: UUID) -> HttpResponse:
    by = request.actor
    presence = found_or_404(queries.get_presence, presence_id, actor=by)
    return act(
        request,
        lambda: actions.sign_out_worker(by=by, presence=presence, now=timezone.now()),
        or_else=_address(presence.site),
        about={"worker": presence.pk},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def everyone_has_gone(request: WorkerRequest) -> HttpResponseBase:
    """Ask whether everyone has gone, with how many that is; and then write it down."""
    site = _site_of(request, Permission.RECORD_VISIT)
    if site is None:
        return choose_first(request)
    by, now = request.actor, timezone.now()
    if request.method == "POST":
        drawn_at = _moment(request.POST.get("as_drawn_at", ""))
        if drawn_at:
            return _say_gone(
                site,
                actions.confirm_everyone_gone(by=by, site=site, now=now, as_drawn_at=drawn_at),
            )
    inside = queries.who_is_in(site, actor=by, now=now)
    page = {"site": site, "now": now, "building": inside}
    return render(request, "frontdoor/everyone_has_gone.jinja", page)


@require_POST
def earlier_have_gone(request: WorkerRequest) -> HttpResponse:
    """Write down that those of days gone by, whom nobody saw leaving, are not here."""
    by = request.actor
    site = found_or_404(
        get_site, request.POST.get("site", ""), actor=by, permission=Permission.RECORD_VISIT
    )
    return _say_gone(site, actions.confirm_earlier_gone(by=by, site=site, now=timezone.now()))


@require_POST
def put_everyone_back(request: WorkerRequest) -> HttpResponse:
    """Undo "everyone has gone"."""
    by = request.actor
    site = found_or_404(
        get_site, request.POST.get("site", ""), actor=by, permission=Permission.RECORD_VISIT
    )
    at = _moment(request.POST.get("at", ""))
    if at is None:
        return redirect(_address(site))
    return act(
        request,
        lambda: actions.undo_everyone_gone(by=by, site=site, at=at, now=timezone.now()),
        or_else=_address(site),
    )


def _site_of(request: WorkerRequest, permission: Permission) -> Site | None:
    """Return the site that a form was drawn for, or else the one where the worker stands."""
    require_somewhere(request.actor, permission)
    if slug := request.POST.get("site", ""):
        return found_or_404(get_site, slug, actor=request.actor, permission=permission)
    return found_or_404(standing_at, request, request.actor, permission)


def _say_gone(site: Site, gone: actions.Gone) -> HttpResponse:
    """Go back to the building, which offers to undo this."""
    if not gone.everyone:
        return redirect(_address(site))
    return redirect(_address(site, gone=gone.at.isoformat(), people=gone.everyone))


def _address(site: Site, **said: object) -> str:
    return f"{reverse('frontdoor:building')}?{urlencode({'site': site.slug, **said})}"


def _moment(text: str) -> datetime.datetime | None:
    """Read a moment that a page of ours carries."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _empty_form() -> WorkerForm:
    return WorkerForm(initial={"presence_id": uuid7()})


def _draw(
    request: WorkerRequest, site: Site, form: WorkerForm, *, again: Presence | None = None
) -> HttpResponse:
    """
    Draw the building.

    :param again: somebody of the name that was to be signed in, who is signed in already
    """
    actor, now = request.actor, timezone.now()
    gone_at = _moment(request.GET.get("gone", ""))
    inside = queries.who_is_in(site, actor=actor, now=now)
    may_record = actor.may(Permission.RECORD_VISIT, at=site)
    left = queries.left_today(site, actor=actor, now=now) if may_record else None
    parts = {
        "visitors": True,
        "workers": True,
        "left-today": left is not None and left.people > 0,
        "earlier": inside.earlier.people > 0,
    }
    part = request.GET.get("part", "")
    page = {
        "site": site,
        "now": now,
        "building": inside,
        "left": left,
        "moved": _just_moved(request, site, now),
        "part": part if parts.get(part) else "",
        "worker": _worker_just_moved(request, site),
        "form": form,
        "again": again,
        "again_sends": {
            name: request.POST[name]
            for name in ("site", "myself", "name", "kind", "presence_id", "next")
            if name in request.POST
        }
        | {"again": "yes"},
        "may_record": may_record,
        "gone_at": gone_at if gone_at and now - gone_at <= UNDO_WITHIN else None,
        "people_gone": request.GET.get("people", ""),
    }
    return render(request, "frontdoor/building.jinja", page)


def _just_moved(
    request: WorkerRequest, site: Site, now: datetime.datetime
) -> queries.JustMoved | None:
    """Return whom the page before said to have left or to be in."""
    for name, question in (("visit", queries.visitor_moved), ("group", queries.group_moved)):
        if moved_id := _id(request, name):
            return question(moved_id, site=site, actor=request.actor, now=now)
    return None


def _worker_just_moved(request: WorkerRequest, site: Site) -> queries.WorkerMoved | None:
    """Return whom the page before signed in or out."""
    presence_id = _id(request, "worker")
    return (
        queries.worker_moved(presence_id, site=site, actor=request.actor) if presence_id else None
    )


def _id(request: WorkerRequest, name: str) -> UUID | None:
    """Read an id that a page's address carries. What is not an id is none."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None
