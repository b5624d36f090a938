"""Coming in, going out, and choosing where to stand."""

from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts.forms import SignInForm
from hearth.accounts.roles import ROLES, Role
from hearth.foundation.actors import Permission
from hearth.foundation.http import WorkerRequest
from hearth.places.queries import sites_where


@require_safe
def home(request: WorkerRequest) -> HttpResponse:
    """Take a worker to the page where their day begins."""
    if request.actor.may_somewhere(Permission.SEE_VISITS):
        return redirect("desk:today")
    if request.actor.may_somewhere(Permission.READ_REPORTS):
        return redirect("evidence:attendance")
    return render(request, "accounts/home.jinja")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    onward = request.GET.get("next", "")

    if request.method == "POST" and form.is_valid():
        if worker := auth.authenticate(request, **form.cleaned_data):
            auth.login(request, worker)
            if url_has_allowed_host_and_scheme(onward, {request.get_host()}):
                return redirect(onward)
            return redirect("accounts:home")
        form.add_error(None, "We do not know that name and password together")

    return render(request, "accounts/sign_in.jinja", {"form": form})


@require_POST
def sign_out(request: WorkerRequest) -> HttpResponse:
    auth.logout(request)
    return redirect("accounts:sign_in")


@require_safe
def choose_site(request: WorkerRequest) -> HttpResponse:
    """Offer the sites where the worker holds a role, and go on to the page they were on."""
    sites = sites_where(request.actor, Permission.SEE_PLACES).welcoming()
    onward = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}):
        onward = "/today/"
    page = {"sites": sites, "onward": onward.split("?")[0], "roles": ROLES, "Role": Role}
    return render(request, "accounts/choose_site.jinja", page)
