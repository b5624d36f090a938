"""The handover board of a site, now or as it stood, and the same on paper for the night."""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.accounts.standing import choose_first, standing_at
from hearth.desk.queries.handover import board_at, plans_in_pack
from hearth.desk.queries.went import NIGHT_PACK
from hearth.directory.queries.public import at_once
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.handover.actions import note_board_read
from hearth.handover.forms import AtForm
from hearth.handover.turns import as_asked, twin_of, which_of_two
from hearth.people.actions import note_opened
from hearth.people.queries import sight_of
from hearth.places.models import Site


@require_safe
def board(request: WorkerRequest) -> HttpResponse:
    """Show the board, or how it stood at ?at=. What is no time gone by shows no board."""
    site = _site(request)
    if site is None:
        return choose_first(request)
    now = timezone.now()
    form = AtForm(request.GET if _asks_for_another(request) else None)
    if form.is_bound and not form.is_valid():
        return render(request, "desk/handover_when.jinja", {"site": site, "form": form}, status=400)
    asked: datetime.datetime | None = form.cleaned_data["at"] if form.is_bound else None
    at = asked or now
    actor, twin = request.actor, twin_of(at)
    shown = board_at(site, actor=actor, sight=sight_of(actor, now=now), at=at, now=now)
    note_board_read(site, [*shown.lines.open, *shown.lines.done])
    page = {
        "site": site,
        "now": now,
        "board": shown,
        "form": AtForm(initial={"at": at}) if asked else AtForm(),
        "took_id": uuid7(),
        "me": actor.id,
        "twin": as_asked(twin) if twin else "",
        "which": which_of_two(at),
        "may_keep": actor.may(Permission.KEEP_PLACE, at=site),
    }
    return render(request, "desk/handover.jinja", page)


@require_safe
def pack(request: WorkerRequest) -> HttpResponse:
    """Show the board and the plans of who is in or may come, to print for when the power is out."""
    site = _site(request)
    if site is None:
        return choose_first(request)
    actor, now = request.actor, timezone.now()
    sight = sight_of(actor, now=now)
    shown = board_at(site, actor=actor, sight=sight, at=now, now=now)
    note_board_read(site, [*shown.lines.open, *shown.lines.done])
    plans = plans_in_pack(shown, sight=sight)
    for plan in plans:
        note_opened(by=actor, person_id=plan.person_id, part=NIGHT_PACK, site=site)
    page = {
        "site": site,
        "now": now,
        "board": shown,
        "plans": plans,
        "crisis": at_once(timezone.localdate(now)).crisis,
        "worker": actor.label,
    }
    return render(request, "desk/night_pack.jinja", page)


def _site(request: WorkerRequest) -> Site | None:
    require_somewhere(request.actor, Permission.HAND_OVER)
    found: Site | None = found_or_404(standing_at, request, request.actor, Permission.HAND_OVER)
    return found


def _asks_for_another(request: WorkerRequest) -> bool:
    asked = [str(words) for name, words in request.GET.items() if name == "at" or name[:3] == "at-"]
    return any(words.strip() for words in asked)
