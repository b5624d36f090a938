"""Handing over a worry or a concern, and saying whom on the list it is about."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people.queries import look_for
from hearth.safety import actions, queries
from hearth.safety.forms.worries import HandOverForm, LookForm
from hearth.safety.models import SafetyConcern, Worry
from hearth.safety.views.where import posted


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_worry(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    return _hand_over(request, _worry(request, worry_id), reverse("safety:worry", args=[worry_id]))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_concern(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = _concern(request, concern_id)
    return _hand_over(request, row, reverse("safety:concern", args=[concern_id]))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def whom_worry_is_about(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    row = _worry(request, worry_id)

    def say(person_id: UUID) -> None:
        actions.say_whom_worry_is_about(by=request.actor, worry=row, person_id=person_id)

    return _whom(request, row, say, reverse("safety:worry", args=[worry_id]))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def whom_concern_is_about(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = _concern(request, concern_id)

    def say(person_id: UUID) -> None:
        actions.say_whom_concern_is_about(by=request.actor, concern=row, person_id=person_id)

    return _whom(request, row, say, reverse("safety:concern", args=[concern_id]))


def _hand_over(request: WorkerRequest, row: Worry | SafetyConcern, back: str) -> HttpResponse:
    owners = queries.owners_at(row.site, today=timezone.localdate(), but_not=row.worker_id)
    form = HandOverForm(
        posted(request), owners=owners, now_owner=str(row.owner_id),
        initial={"owner": request.GET.get("to", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            name = actions.hand_over(
                by=request.actor, what=row, to=UUID(form.cleaned_data["owner"]),
                why=form.cleaned_data["why"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"{name} looks after it from now on. Please tell them")
            return redirect("safety:worries")
    page = {
        "form": form, "back_href": back, "about": row.about,
        "what": "worry" if isinstance(row, Worry) else "safety concern",
    }  # fmt: skip
    return render(request, "safety/hand_over.jinja", page)


def _whom(
    request: WorkerRequest, row: Worry | SafetyConcern, say: Callable[[UUID], None], back: str
) -> HttpResponse:
    """Look for somebody on the list; what is looked for is posted, because it is a name."""
    typed = LookForm(posted(request))
    is_read = typed.is_valid()
    words = typed.cleaned_data["q"].strip() if is_read else ""
    chosen = typed.cleaned_data.get("person") if is_read else None
    if chosen:
        try:
            found_or_404(say, chosen)
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Written down whom it is about")
        return redirect(back)
    page = {
        "words": words,
        "about": row.about,
        "what": "worry" if isinstance(row, Worry) else "safety concern",
        "rows": look_for(words, actor=request.actor, today=timezone.localdate()) if words else (),
        "back_href": back,
        "here": request.path,
    }
    return render(request, "safety/whom.jinja", page)


def _worry(request: WorkerRequest, worry_id: UUID) -> Worry:
    row = found_or_404(queries.get_worry, worry_id, actor=request.actor)
    if not queries.keeps_worry(row, actor=request.actor):
        raise NotAllowed(f"{request.actor.label} does not look after {worry_id}")
    return row


def _concern(request: WorkerRequest, concern_id: UUID) -> SafetyConcern:
    row = found_or_404(queries.get_concern, concern_id, actor=request.actor)
    if not queries.keeps_concern(row, actor=request.actor):
        raise NotAllowed(f"{request.actor.label} does not answer for {concern_id}")
    return row
