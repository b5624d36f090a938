"""Safety concerns: written down, added to, put right, finished for now."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.safety import actions, queries
from hearth.safety.forms.concerns import (
    ChangeForm,
    ConcernForm,
    EntryForm,
    FinishForm,
    TakeUpForm,
)
from hearth.safety.views.where import (
    about_whom,
    here,
    kept_concern,
    posted,
    tell_refusal,
    which_site,
    whom_to_ask,
)

A_DAY = datetime.timedelta(days=1)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def add_concern(request: WorkerRequest) -> HttpResponse:
    site = here(request)
    if site is None:
        return which_site(request, "At which hub is this?")
    person, now = about_whom(request), timezone.now()
    form = ConcernForm(
        posted(request),
        initial={
            "concern_id": uuid7(), "noticed_at": now, "look_on": timezone.localdate() + A_DAY,
        },
        **whom_to_ask(request, site, person),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_concern(
                by=request.actor, site=site, said=actions.ConcernSaid(**form.said()),
                person=person, owner_id=form.owner_id(), look_on=form.cleaned_data["look_on"],
                concern_id=form.cleaned_data["concern_id"] or uuid7(), now=now,
            )  # fmt: skip
        except Refused as refusal:
            tell_refusal(form, refusal, "concern_id")
        else:
            messages.success(request, "Written down. Tell whoever answers for it now, by voice")
            return redirect("safety:worries")
    page = {"form": form, "person": person, "site": site, "lines": queries.crisis_lines()}
    return render(request, "safety/add_concern.jinja", page)


@require_safe
def concern(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_concern, concern_id, actor=request.actor)
    actions.note_looked(by=request.actor, what=row, now=timezone.now())
    page = {
        "page": queries.concern_page(row, actor=request.actor, now=timezone.now()),
        "lines": queries.crisis_lines(),
    }
    return render(request, "safety/concern.jinja", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def add_entry(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_concern, concern_id, actor=request.actor)
    keeps, now = queries.keeps_concern(row, actor=request.actor), timezone.now()
    if not keeps and row.written_by_id != request.actor.id:
        raise NotAllowed(f"{request.actor.label} does not write in {concern_id}")
    soon = timezone.localdate() + A_DAY
    next_look = row.look_on if row.look_on and row.look_on >= soon else soon
    form = EntryForm(
        posted(request), may_keep=keeps,
        initial={
            "entry_id": uuid7(), "done_at": now, "look_on": next_look,
            "drawn_look_on": str(row.look_on or ""),
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_entry(
                by=request.actor, concern=row, entry=actions.Entry(**form.entry()),
                look_on=form.cleaned_data.get("look_on"), drawn_look_on=form.drawn_on(),
                entry_id=form.cleaned_data["entry_id"] or uuid7(), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
            form.draw_again(row.look_on)
        else:
            messages.success(request, "Written down")
            return redirect("safety:concern", row.id)
    return render(request, "safety/add_entry.jinja", {"form": form, "concern_id": row.id})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def change_concern(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = kept_concern(request, concern_id)
    section = queries.section_of(row)
    form = ChangeForm(posted(request), initial=ChangeForm.drawn_from(section))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_concern(
                by=request.actor, concern=row, section=form.section(),
                stamp=form.cleaned_data["stamp"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. What it said before is kept")
            return redirect("safety:concern", row.id)
    page = {"form": form, "concern_id": row.id, "theirs": theirs}
    return render(request, "safety/change_concern.jinja", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def finish_concern(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = kept_concern(request, concern_id)
    form = FinishForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_concern(
                by=request.actor, concern=row, learned=form.cleaned_data["learned"],
                now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Finished for now. It is kept, and can be taken up again")
            return redirect("safety:concern", row.id)
    return render(request, "safety/finish_concern.jinja", {"form": form, "concern_id": row.id})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def take_up_concern(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = kept_concern(request, concern_id)
    form = TakeUpForm(posted(request), initial={"look_on": timezone.localdate() + A_DAY})
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_up_concern(
                by=request.actor, concern=row, why=form.cleaned_data["why"],
                look_on=form.cleaned_data["look_on"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Taken up again")
            return redirect("safety:concern", row.id)
    return render(request, "safety/take_up_concern.jinja", {"form": form, "concern_id": row.id})
