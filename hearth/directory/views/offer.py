"""The standard offer around each hub, and the entries behind each of its numbers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.directory.forms.offer import BehindForm, TimesForm
from hearth.directory.models import Group
from hearth.directory.queries import offer as queries
from hearth.directory.standard import When, promised_by
from hearth.foundation.actors import Permission
from hearth.foundation.http import WorkerRequest, found_or_404


@require_safe
def offer(request: WorkerRequest) -> HttpResponse:
    matrix = queries.offer_by_group(actor=request.actor, today=timezone.localdate())
    return render(request, "directory/offer.jinja", {"matrix": matrix})


@require_safe
def offer_times(request: WorkerRequest) -> HttpResponse:
    form = TimesForm(request.GET or None)
    group = form.cleaned_data["group"] if form.is_valid() else ""
    matrix = queries.offer_by_time(actor=request.actor, today=timezone.localdate(), group=group)
    page = {
        "form": form,
        "matrix": matrix,
        "group": group,
        "group_words": Group(group).label if group else "",
    }
    return render(request, "directory/offer_times.jinja", page)


@require_safe
def offer_entries(request: WorkerRequest) -> HttpResponse:
    form = BehindForm(request.GET)
    if not form.is_valid():
        return render(request, "directory/offer_entries.jinja", {"form": form}, status=400)
    asked = form.cleaned_data
    behind = found_or_404(
        queries.entries_behind,
        actor=request.actor,
        today=timezone.localdate(),
        key=asked["hub"] or queries.EVERYWHERE,
        group=asked["group"],
        promise=asked["promise"],
        when=When(asked["when"]) if asked["when"] else None,
    )
    page = {
        "form": form,
        "behind": behind,
        "what": _what(asked["group"], asked["promise"], behind.hub.tier if behind.hub else ""),
        "when": When(asked["when"]).words if asked["when"] else "",
        "may_keep": request.actor.may_somewhere(Permission.KEEP_DIRECTORY),
    }
    return render(request, "directory/offer_entries.jinja", page)


def _what(group: str, promise: str, tier: str) -> str:
    if group:
        return Group(group).label
    return next((each.words for each in promised_by(tier) if each.slug == promise), "")
