"""Writing the public's advice: the list, each page with its hints, and what it said before."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.directory.actions import advice as acts
from hearth.directory.advice import markup
from hearth.directory.forms.advice import AdviceForm
from hearth.directory.models import AdvicePage, Edition
from hearth.directory.queries import advice as asks
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.places.versions import facts_of, written_down

TYPED = tuple(name for name in AdviceForm.base_fields if name != "seen")


@require_safe
def advice(request: WorkerRequest) -> HttpResponse:
    kept = asks.advice_kept(actor=request.actor, today=timezone.localdate())
    page = {
        "kept": kept,
        "overdue": [each for each in kept if each.is_overdue],
        "drafts": [each for each in kept if not each.is_out],
    }
    return render(request, "directory/advice/advice.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def new_advice(request: WorkerRequest) -> HttpResponse:
    require_somewhere(request.actor, Permission.KEEP_DIRECTORY)
    form = AdviceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            page = acts.write_advice(by=request.actor, **form.facts())
        except Refused as refusal:
            form.tell(refusal)
        else:
            return redirect("directory:advice_page", page.id)
    shown = {"form": form, "title": "Write a page of advice", "cancel": reverse("directory:advice")}
    return render(request, "directory/advice/edit.jinja", shown)


@require_safe
def advice_page(request: WorkerRequest, advice_id: UUID) -> HttpResponse:
    desk = found_or_404(
        asks.advice_desk, advice_id, actor=request.actor, today=timezone.localdate()
    )
    shown = {"desk": desk, "page": desk.page, "body": markup.html(desk.page.body)}
    return render(request, "directory/advice/page.jinja", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_advice(request: WorkerRequest, advice_id: UUID) -> HttpResponse:
    page = found_or_404(asks.get_advice, advice_id, actor=request.actor)
    facts = facts_of(page, TYPED)
    form = AdviceForm(request.POST or None, initial={**facts, "seen": written_down(facts)})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            acts.edit_advice(by=request.actor, page=page, seen=seen, **form.facts())
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. The public sees it when you publish it.")
            return redirect("directory:advice_page", page.id)
    shown = {
        "form": form,
        "title": f"Change “{page.title}”",
        "cancel": reverse("directory:advice_page", args=[page.id]),
    }
    return render(request, "directory/advice/edit.jinja", shown)


@require_POST
def publish_advice(request: WorkerRequest, advice_id: UUID) -> HttpResponse:
    return _act(request, advice_id, acts.publish_advice, "The public sees it now.")


@require_POST
def advice_still_right(request: WorkerRequest, advice_id: UUID) -> HttpResponse:
    return _act(request, advice_id, acts.still_right, "Thank you. It says so on the page.")


@require_POST
def take_off_advice(request: WorkerRequest, advice_id: UUID) -> HttpResponse:
    said = "The public doesn't see it any more. What it says is kept here."
    return _act(request, advice_id, acts.take_off_advice, said)


def _act(
    request: WorkerRequest, advice_id: UUID, act: Callable[..., AdvicePage], said: str
) -> HttpResponse:
    page = found_or_404(asks.get_advice, advice_id, actor=request.actor)
    try:
        act(by=request.actor, page=page)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("directory:advice_page", page.id)


@require_POST
def add_edition(request: WorkerRequest, advice_id: UUID) -> HttpResponse:
    desk = found_or_404(
        asks.advice_desk, advice_id, actor=request.actor, today=timezone.localdate()
    )
    wanted = request.POST.get("which", "")
    offered = {f"{code} {edition.value}": (code, edition) for code, edition, _ in desk.missing}
    if wanted not in offered:
        messages.error(request, "Choose which one to begin.")
        return redirect("directory:advice_page", advice_id)
    language, edition = offered[wanted]
    try:
        other = acts.add_edition(
            by=request.actor, page=desk.page, language=language, edition=Edition(edition)
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("directory:advice_page", advice_id)
    return redirect("directory:edit_advice", other.id)


@require_safe
def advice_version(request: WorkerRequest, advice_id: UUID, version_number: int) -> HttpResponse:
    version = found_or_404(asks.get_advice_version, advice_id, version_number, actor=request.actor)
    shown = {"version": version, "page": version.page, "body": markup.html(version.body)}
    return render(request, "directory/advice/version.jinja", shown)


@require_POST
def put_version_back(request: WorkerRequest, advice_id: UUID, version_number: int) -> HttpResponse:
    version = found_or_404(asks.get_advice_version, advice_id, version_number, actor=request.actor)
    page = acts.put_version_back(by=request.actor, version=version)
    messages.success(request, "It says that again here. Publish it to show it to the public.")
    return redirect("directory:advice_page", page.id)
