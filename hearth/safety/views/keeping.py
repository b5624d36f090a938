"""Who must not read a worry or a concern: somebody who works here, or whom it is about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.accounts.queries import workers_named
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.safety import actions, queries
from hearth.safety.forms.kept import KeptFromForm, WhyForm
from hearth.safety.models import SafetyConcern, Worry
from hearth.safety.views.where import kept_concern, kept_worry, posted, what_it_is

OPEN, KEPT = "open", "kept"


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def keep_worry_from(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    row = kept_worry(request, worry_id)
    return _keep_from(request, row, reverse("safety:worry", args=[worry_id]))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def keep_concern_from(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = kept_concern(request, concern_id)
    return _keep_from(request, row, reverse("safety:concern", args=[concern_id]))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def confidence(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    """Keep a worry in confidence from now on, or not any more: the other of the two."""
    row = kept_worry(request, worry_id)
    form = WhyForm(posted(request), initial={"to": OPEN if row.confidential else KEPT})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_in_confidence(
                by=request.actor, worry=row, confidential=form.cleaned_data["to"] != OPEN,
                why=form.cleaned_data["why"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("safety:worry", row.id)
    page = {"form": form, "worry_id": row.id, "confidential": row.confidential}
    return render(request, "safety/confidence.jinja", page)


def _keep_from(request: WorkerRequest, row: Worry | SafetyConcern, back: str) -> HttpResponse:
    said = queries.kept_from(row)
    form = KeptFromForm(
        posted(request), readers=_readers(request, row),
        initial={"workers": list(said.workers), "stamp": said.stamp},
    )  # fmt: skip
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_from(
                by=request.actor, what=row, workers=form.chosen(), why=form.cleaned_data["why"],
                stamp=form.cleaned_data["stamp"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. It bites at once, and they are not told")
            return redirect(back)
    page = {"form": form, "back_href": back, "what": what_it_is(row), "theirs": theirs}
    return render(request, "safety/keep_from.jinja", page)


def _readers(request: WorkerRequest, row: Worry | SafetyConcern) -> list[tuple[UUID, str]]:
    """Offer those who could come to read it but whoever asks, and those from whom it is kept."""
    offered = dict(queries.readers_at(row.site, today=timezone.localdate()))
    offered.pop(request.actor.id, None)
    offered |= workers_named(row.not_for)
    return sorted(offered.items(), key=lambda one: (one[1], one[0]))
