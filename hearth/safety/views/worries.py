"""Somebody is worried: written down, looked at, checked, settled for now."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.safety import actions, queries
from hearth.safety.forms.worries import CheckForm, SettleForm, WorryForm
from hearth.safety.views.where import (
    about_whom,
    here,
    kept_worry,
    posted,
    tell_refusal,
    which_site,
    whom_to_ask,
)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def add_worry(request: WorkerRequest) -> HttpResponse:
    """Write down what somebody says who is worried, while they are on the phone."""
    site = here(request)
    if site is None:
        return which_site(request, "Where are you?")
    person = about_whom(request)
    form = WorryForm(
        posted(request), initial={"worry_id": uuid7()}, **whom_to_ask(request, site, person)
    )
    if request.method == "POST" and form.is_valid():
        try:
            owner = actions.tell_worry(
                by=request.actor, site=site, told=actions.WorryTold(**form.told()), person=person,
                owner_id=form.owner_id(), worry_id=form.cleaned_data["worry_id"] or uuid7(),
                now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            tell_refusal(form, refusal, "worry_id")
        else:
            messages.success(request, f"Written down. {owner} looks after it. Please tell them")
            return redirect("safety:worries")
    page = {"form": form, "person": person, "site": site, "lines": queries.crisis_lines()}
    return render(request, "safety/add_worry.jinja", page)


@require_safe
def worry(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_worry, worry_id, actor=request.actor)
    actions.note_looked(by=request.actor, what=row, now=timezone.now())
    page = {
        "page": queries.worry_page(row, actor=request.actor, now=timezone.now()),
        "lines": queries.crisis_lines(),
    }
    return render(request, "safety/worry.jinja", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def add_check(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_worry, worry_id, actor=request.actor)
    now = timezone.now()
    form = CheckForm(posted(request), initial={"check_id": uuid7(), "done_at": now})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_check(
                by=request.actor, worry=row, check=actions.Checked(**form.check()),
                check_id=form.cleaned_data["check_id"] or uuid7(), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Written down")
            return redirect("safety:worry", row.id)
    return render(request, "safety/add_check.jinja", {"form": form, "worry_id": row.id})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def settle_worry(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    row = kept_worry(request, worry_id)
    form = SettleForm(posted(request), wants_word=row.wants_word)
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_worry(
                by=request.actor, worry=row, done=form.cleaned_data["done"],
                teller_told=form.cleaned_data.get("teller_told"), now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Settled for now. It can be taken up again at any time")
            return redirect("safety:worry", row.id)
    page = {"form": form, "worry_id": row.id, "wants_word": row.wants_word, "reach": row.reach}
    return render(request, "safety/settle_worry.jinja", page)


@require_POST
def take_up_worry(request: WorkerRequest, worry_id: UUID) -> HttpResponse:
    row = kept_worry(request, worry_id)
    actions.take_up_worry(by=request.actor, worry=row, now=timezone.now())
    messages.success(request, "Taken up again")
    return redirect("safety:worry", row.id)
