"""Strands: a hub's own list, and how one stands for a person."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people.models import Person
from hearth.places.queries import site_to_keep
from hearth.support import actions, queries
from hearth.support.forms.strands import AddStrandForm, EndingForm, KeepStrandsForm, StrandForm
from hearth.support.models import SupportStrand
from hearth.support.views.whose import may_write, of_support, posted


@require_http_methods(["GET", "HEAD", "POST"])
def keep_strands(request: WorkerRequest, slug: str) -> HttpResponse:
    """Let a hub manager keep the hub's own list."""
    site = found_or_404(site_to_keep, slug, actor=request.actor)
    form = KeepStrandsForm(posted(request), offers=queries.offers_at([site]))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.keep_strands(
                by=request.actor, site=site, offered=typed["offered"],
                new_kind=typed["new_kind"] or "", new_name=typed["new_name"],
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("support:keep_strands", site.slug)
    return render(request, "support/keep_strands.jinja", {"site_kept": site, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("strands of support")
def add_strand(request: WorkerRequest, person: Person) -> HttpResponse:
    today = timezone.localdate()
    form = AddStrandForm(
        posted(request), offers=queries.offers_to(person, actor=request.actor),
        actor=request.actor, today=today, initial={"state": "OFFERED"},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.add_strand(
                by=request.actor, person=person, offer=typed["which"], said=form.said(),
                note=typed["note"], now=timezone.now(), today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("support:support", person.id)
    return render(request, "support/add_strand.jinja", {"person": person, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("strands of support")
def strand(request: WorkerRequest, person: Person, strand_id: UUID) -> HttpResponse:
    """Show how a strand stands, and all that became of it; let that be changed."""
    row = found_or_404(queries.get_strand, strand_id, person=person, actor=request.actor)
    [shown] = queries.strand_rows([row])
    said, today = shown.said, timezone.localdate()
    form = StrandForm(
        posted(request), initial=StrandForm.drawn_from(said), actor=request.actor, today=today,
        was_with=(said.with_worker_id, shown.with_whom) if said.with_worker_id else None,
    )  # fmt: skip
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_strand(
                by=request.actor, row=row, said=form.said(), note=form.cleaned_data["note"],
                stamp=form.cleaned_data["stamp"], now=timezone.now(), today=today,
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. How it stood before is kept")
            return redirect("support:support", person.id)
    page = {"form": form, "theirs": theirs, **_page(request, person, row)}
    return render(request, "support/strand.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("strands of support")
def ending(request: WorkerRequest, person: Person, strand_id: UUID) -> HttpResponse:
    """Ask what comes next, before support is finished for now."""
    row = found_or_404(queries.get_strand, strand_id, person=person, actor=request.actor)
    [shown] = queries.strand_rows([row])
    last = next(iter(queries.changes_of(row, actor=request.actor)), None)
    agreed = EndingForm.drawn_from(last.ending) if last and last.ending else {}
    form = EndingForm(posted(request), initial=agreed | {"stamp": shown.said.stamp})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_for_now(
                by=request.actor, row=row, ending=form.ending(),
                stamp=form.cleaned_data["stamp"], now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. It can be taken up again on any day")
            return redirect("support:ending_sheet", person.id, row.id)
    page = {"form": form, "theirs": theirs, **_page(request, person, row)}
    return render(request, "support/ending.jinja", page)


@require_safe
@of_support("strands of support", writes=False)
def ending_sheet(request: WorkerRequest, person: Person, strand_id: UUID) -> HttpResponse:
    """Show what was agreed on a sheet in large print, for the person to take home."""
    row = found_or_404(queries.get_strand, strand_id, person=person, actor=request.actor)
    sheet = queries.ending_sheet(row, person=person, actor=request.actor, now=timezone.now())
    page = {"person": person, "sheet": sheet, "may_write": may_write(request)}
    return render(request, "support/ending_sheet.jinja", page)


def _page(request: WorkerRequest, person: Person, row: SupportStrand) -> dict[str, object]:
    [shown] = queries.strand_rows([row])
    changes = queries.changes_of(row, actor=request.actor)
    return {"person": person, "strand": shown, "changes": changes}
