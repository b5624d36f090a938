"""Coming in, going out, one's own password, and choosing where to stand."""

from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts import actions, queries
from hearth.accounts.forms import OwnPasswordForm, SignInForm
from hearth.accounts.models import User
from hearth.accounts.roles import ROLES, Role
from hearth.accounts.standing import CHOSEN
from hearth.foundation.actors import Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.places.queries import sites_where

TOO_OFTEN = (
    "There have been too many wrong passwords for that name. "
    "Wait 15 minutes, or ask your hub manager for a new password."
)


@require_safe
def home(request: WorkerRequest) -> HttpResponse:
    """
    Take a worker to the page where their day begins.

    Whoever only welcomes begins at the door; the team that works there, and
    whoever keeps children safe, with today; those who look on from outside
    with the whole network's report, or with the trail.
    """
    may = request.actor.may_somewhere
    if may(Permission.RECORD_VISIT):
        return redirect("desk:today" if may(Permission.SEE_PEOPLE) else "frontdoor:welcome")
    for permission, page in (
        (Permission.READ_REPORTS, "evidence:attendance"),
        (Permission.SEE_VISITS, "desk:today"),
        (Permission.READ_TRAIL, "desk:trail"),
    ):
        if may(permission):
            return redirect(page)
    return render(request, "accounts/home.jinja")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    onward = request.GET.get("next", "")

    if request.method == "POST" and form.is_valid():
        username, now = form.cleaned_data["username"], timezone.now()
        if queries.has_tried_too_often(username, now=now):
            form.add_error(None, TOO_OFTEN)
        elif worker := auth.authenticate(request, **form.cleaned_data):
            assert isinstance(worker, User)
            actions.note_signed_in(worker=worker)
            auth.login(request, worker)
            if url_has_allowed_host_and_scheme(onward, {request.get_host()}):
                return redirect(onward)
            return redirect("accounts:home")
        else:
            actions.count_wrong_password(username=username, now=now)
            form.add_error(None, "We do not know that name and password together")

    return render(request, "accounts/sign_in.jinja", {"form": form})


@require_POST
def sign_out(request: WorkerRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    actions.note_signed_out(by=request.user)
    auth.logout(request)
    return redirect("accounts:sign_in")


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("old", "password")
def own_password(request: WorkerRequest) -> HttpResponse:
    form = OwnPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        worker = request.user
        assert isinstance(worker, User)
        try:
            actions.change_own_password(
                by=worker, old=form.cleaned_data["old"], new=form.cleaned_data["password"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            auth.update_session_auth_hash(request, worker)
            messages.success(request, "Your password is changed")
            return redirect("accounts:home")
    return render(request, "accounts/own_password.jinja", {"form": form})


@require_safe
def choose_site(request: WorkerRequest) -> HttpResponse:
    """Offer the sites where the worker holds a role, and go on to the page they were on."""
    sites = sites_where(request.actor, Permission.SEE_PLACES).welcoming()
    onward = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}):
        onward = "/today/"
    path, _, asked = onward.partition("?")
    kept = QueryDict(asked, mutable=True)
    kept.pop(CHOSEN, None)
    carried = f"&{kept.urlencode()}" if kept else ""
    page = {"sites": [(site, f"{path}?{CHOSEN}={site.slug}{carried}") for site in sites]}
    return render(request, "accounts/choose_site.jinja", page)


@require_safe
def roles(request: WorkerRequest) -> HttpResponse:
    """Say what each role is for, in a sentence, and what it opens."""
    rows = [(role.label, ROLES[role].sentence, _in_words(role)) for role in Role]
    return render(request, "accounts/roles.jinja", {"rows": rows})


def _in_words(role: Role) -> list[str]:
    return [IN_WORDS[permission] for permission in Permission if permission in ROLES[role].allows]


IN_WORDS = {
    Permission.GREET_PEOPLE: "find people welcomed lately",
    Permission.SEE_PEOPLE: "see what people told the team",
    Permission.FIND_ANYONE: "find anybody by full name and birth date, or card",
    Permission.CHANGE_PEOPLE: "write down more about a person",
    Permission.SEE_VISITS: "see who came in",
    Permission.RECORD_VISIT: "welcome people",
    Permission.HAND_OVER: "hand over a shift, and take one over",
    Permission.TAKE_CONVERSATION: "take conversations",
    Permission.IMPORT_SHEET: "bring in sheets",
    Permission.SEE_CHILD_ALERTS: "be told when a child comes in alone",
    Permission.WATCH_VISITS: "be told when a worker who went alone is not back",
    Permission.SEE_SHARED: "read what people share with your organisation",
    Permission.REVIEW_OPENINGS: "look at why a record was opened without a right to it",
    Permission.HOLD_BACK: "hold back who has looked, for somebody's safety",
    Permission.READ_REPORTS: "read reports",
    Permission.EXPORT_REPORTS: "take exact numbers away in a file",
    Permission.SEE_PLACES: "see places",
    Permission.KEEP_PLACE: "keep what is written of a site, its times, and the organisations",
    Permission.KEEP_NETWORK: "open new sites",
    Permission.KEEP_DIRECTORY: "keep the directory true",
    Permission.LEAD_DIRECTORY: "decide how often the directory is confirmed",
    Permission.TELL_NEED: "write down what was needed and is not here",
    Permission.SEE_NEEDS: "see what was needed and not found",
    Permission.TELL_SAFETY: "write down that somebody is worried, and safety concerns",
    Permission.SEE_WORRIES: "see what others are worried about",
    Permission.KEEP_WORRIES: "answer for every worry",
    Permission.SEE_CONCERNS: "read safety concerns",
    Permission.KEEP_CONCERNS: "answer for safety concerns",
    Permission.SEE_UNANSWERED: "be told where nobody looks after somebody's safety",
    Permission.WRITE_INCIDENT: "write down what went wrong or nearly did",
    Permission.LEAD_INCIDENTS: "see each incident and choose who looks after it",
    Permission.COUNT_INCIDENTS: "see how many incidents there were",
    Permission.AGREE_COMING_IN: "agree with people how they come in safely",
    Permission.ANSWER_RIGHTS: "answer what people ask about their record, having read all of it",
    Permission.ASK_ERASING: "ask that what is held about somebody be erased, or put it on hold",
    Permission.DECIDE_ERASING: "decide with another what is erased, and how long records are kept",
    Permission.KEEP_WORKERS: "keep workers and their roles",
    Permission.PUBLISH_REPORTS: "publish numbers, with small ones hidden",
    Permission.CHOOSE_MEASURES: "choose which questionnaires are in use",
    Permission.READ_OUTCOMES: "read exactly what changed for people, by questionnaire: no names",
    Permission.READ_LETTERS: "read and answer what people write to the hub",
    Permission.KEEP_LETTERS: "decide who reads what people write to the hub",
    Permission.SEE_MONEY: "see what pays for a hub, until when, and what it cost, month by month",
    Permission.SEE_ALL_MONEY: "see what pays for every hub, and each pot of money",
    Permission.KEEP_COSTS: "type what a hub cost, and show it to the other hubs or not",
    Permission.KEEP_MONEY: "write down what pays, what was decided, and how new hubs come along",
    Permission.READ_TRAIL: "read who did what, and who looked",
}
