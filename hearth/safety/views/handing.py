"""Handing over a worry or a concern, and saying whom on the list it is about."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people.queries import look_for
from hearth.safety import actions, queries
from hearth.safety.forms.kept import NotThemForm
from hearth.safety.forms.worries import HandOverForm, LookForm
from hearth.safety.models import SafetyConcern, Worry
from hearth.safety.views.where import kept_concern, kept_worry, posted, what_it_is


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_worry(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    return _hand_over(
        request, kept_worry(request, worry_id), reverse("safety:worry", args=[worry_id])
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_concern(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = kept_concern(request, concern_id)
    return _hand_over(request, row, reverse("safety:concern", args=[concern_id]))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def whom_worry_is_about(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    return _whom(request, kept_worry(request, worry_id), reverse("safety:worry", args=[worry_id]))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def whom_concern_is_about(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = kept_concern(request, concern_id)
    return _whom(request, row, reverse("safety:concern", args=[concern_id]))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def worry_not_them(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    row = kept_worry(request, worry_id)
    return _not_them(request, row, reverse("safety:worry", args=[worry_id]))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def concern_not_them(request: WorkerRequest, concern_id: UUID) -> HttpResponse:
    row = kept_concern(request, concern_id)
    return _not_them(request, row, reverse("safety:concern", args=[concern_id]))


def _hand_over(request: WorkerRequest, row: Worry | SafetyConcern, back: str) -> HttpResponse:
    but_not = (row.worker_id, *row.not_for)
    owners = queries.owners_at(row.site, today=timezone.localdate(), but_not=but_not)
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
        "what": what_it_is(row),
    }  # fmt: skip
    return render(request, "safety/hand_over.jinja", page)


def _not_them(request: WorkerRequest, row: Worry | SafetyConcern, back: str) -> HttpResponse:
    form = NotThemForm(posted(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.say_it_is_not_them(
                by=request.actor, what=row, about=typed["about"], why=typed["why"],
                now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "It is on nobody’s record now. What was done is kept")
            return redirect(back)
    page = {"form": form, "back_href": back, "what": what_it_is(row)}
    return render(request, "safety/not_them.jinja", page)


def _whom(request: WorkerRequest, row: Worry | SafetyConcern, back: str) -> HttpResponse:
    """Look for somebody on the list; what is looked for is posted, because it is a name."""
    typed = LookForm(posted(request))
    is_read = typed.is_valid()
    words = typed.cleaned_data["q"].strip() if is_read else ""
    chosen = typed.cleaned_data.get("person") if is_read else None
    if chosen:
        try:
            found_or_404(
                actions.say_whom_it_is_about, by=request.actor, what=row, person_id=chosen,
                now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Written down whom it is about")
        return redirect(back)
    page = {
        "words": words,
        "about": row.about,
        "what": what_it_is(row),
        "rows": look_for(words, actor=request.actor, today=timezone.localdate()) if words else (),
        "back_href": back,
        "here": request.path,
    }
    return render(request, "safety/whom.jinja", page)
