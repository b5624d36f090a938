"""Workers and their roles, for those who keep them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts import actions, queries
from hearth.accounts.forms import NewPasswordForm, RoleForm, WorkerForm
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.places.queries import sites_where


@require_safe
def workers(request: WorkerRequest) -> HttpResponse:
    rows = queries.worker_rows(request.actor, today=timezone.localdate())
    return render(request, "accounts/workers.jinja", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def add_worker(request: WorkerRequest) -> HttpResponse:
    require_somewhere(request.actor, Permission.KEEP_WORKERS)
    form = WorkerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            worker = actions.add_worker(by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{worker.name} can sign in. Now give them a role.")
            return redirect("accounts:give_role", worker.id)
    return render(request, "accounts/add_worker.jinja", {"form": form})


@require_safe
def worker(request: WorkerRequest, worker_id: UUID) -> HttpResponse:
    found = found_or_404(queries.get_worker, worker_id, actor=request.actor)
    page = {
        "worker": found,
        "holdings": queries.holdings_of(found, actor=request.actor, today=timezone.localdate()),
        "is_self": found.id == request.actor.id,
    }
    return render(request, "accounts/worker.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def give_role(request: WorkerRequest, worker_id: UUID) -> HttpResponse:
    found = found_or_404(queries.get_worker, worker_id, actor=request.actor)
    form = RoleForm(
        request.POST or None,
        sites=sites_where(request.actor, Permission.KEEP_WORKERS),
        everywhere=request.actor.may_everywhere(Permission.KEEP_WORKERS),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_role(by=request.actor, worker=found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{found.name} has the role")
            return redirect("accounts:worker", found.id)
    return render(request, "accounts/give_role.jinja", {"form": form, "worker": found})


@require_POST
def end_role(request: WorkerRequest, grant_id: UUID) -> HttpResponse:
    grant = found_or_404(queries.get_grant, grant_id, actor=request.actor)
    try:
        actions.end_role(by=request.actor, grant=grant, today=timezone.localdate())
        messages.success(request, "The role has ended")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:worker", grant.user_id)


@require_POST
def switch_worker(request: WorkerRequest, worker_id: UUID) -> HttpResponse:
    found = found_or_404(queries.get_worker, worker_id, actor=request.actor)
    on = request.POST.get("on") == "yes"
    try:
        actions.switch_worker(by=request.actor, worker=found, on=on)
        words = "can sign in again" if on else "cannot sign in any more"
        messages.success(request, f"{found.name} {words}")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts:worker", found.id)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def set_password(request: WorkerRequest, worker_id: UUID) -> HttpResponse:
    found = found_or_404(queries.get_worker, worker_id, actor=request.actor)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_password_of(
                by=request.actor, worker=found, password=form.cleaned_data["password"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{found.name} has a new password. Tell them in person.")
            return redirect("accounts:worker", found.id)
    return render(request, "accounts/set_password.jinja", {"form": form, "worker": found})
