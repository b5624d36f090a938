"""Introducing somebody to a hub without an account, and hearing back what the person agreed to."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from hearth.design.public import READ, TOLD, View, draw, within_bounds
from hearth.foundation.acting import as_anybody
from hearth.foundation.crowding import Counter
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.introductions import actions, crowding, queries
from hearth.introductions.actions import BroughtIn
from hearth.introductions.forms import BringInForm
from hearth.introductions.models import Came
from hearth.places.models import Site


def _anybodys(view: View, methods: tuple[str, ...]) -> View:
    """Let nobody be signed in, and let no other page, cache or index learn of what is there."""

    def within(request: HttpRequest, **named: str) -> HttpResponse:
        if crowding.opened.asks_too_much(request):
            return _too_much(request, crowding.opened)
        with as_anybody():
            return view(request, **named)

    bounded = within_bounds(within, methods)

    def private(request: HttpRequest, **named: str) -> HttpResponse:
        response = bounded(request, **named)
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        return response

    return login_not_required(csrf_exempt(sensitive_post_parameters()(private)))


def _introduce(request: HttpRequest) -> HttpResponse:
    """Take what is said of somebody who agreed to it; say how whoever says it hears back."""
    hubs = queries.hubs_to_introduce_to()
    form = BringInForm(
        request.POST if request.method == "POST" else None, hubs=hubs,
        initial={"incoming_id": uuid7()},
    )  # fmt: skip
    page = {"form": form}
    if request.method != "POST" or not form.is_valid():
        return draw(request, "introductions/introduce_us.jinja", page)
    if crowding.brought.asks_too_much(request):
        return _too_much(request, crowding.brought)
    site = Site.objects.get(id=form.cleaned_data["site"])
    try:
        secret = actions.bring_in(
            by=None, site=site, came=Came.FORM, said=brought_in(form),
            incoming_id=form.cleaned_data["incoming_id"] or uuid7(), today=timezone.localdate(),
        )  # fmt: skip
    except Refused as refusal:
        form.tell(refusal)
        return draw(request, "introductions/introduce_us.jinja", page)
    link = request.build_absolute_uri(reverse("introduce_us:heard", args=[secret]))
    return draw(request, "introductions/introduced_us.jinja", {"site": site, "link": link})


def _heard(request: HttpRequest, token: str) -> HttpResponse:
    """Say to whoever introduced somebody what the person agreed that they may hear."""
    heard = queries.heard_by_link(token)
    page = {"heard": heard}
    status = 404 if heard is None else 410 if heard.is_over else 200
    return draw(request, "introductions/heard.jinja", page, status=status)


def brought_in(form: BringInForm) -> BroughtIn:
    """Return what was typed, as the act takes it."""
    typed = form.cleaned_data
    return BroughtIn(
        introducer=typed["introducer"], reply_to=typed["reply_to"], name=typed["name"],
        safe_way=typed["safe_way"].value, where=typed["where"], when=typed["when"],
        hope=typed["hope"], agreed_how=typed["agreed_how"].value,
        may_hear=tuple(typed["may_hear"]),
    )  # fmt: skip


def _too_much(request: HttpRequest, counter: Counter) -> HttpResponse:
    response = draw(request, "introductions/introduced_too_much.jinja", status=429)
    response["Retry-After"] = str(counter.seconds)
    return response


introduce = _anybodys(_introduce, TOLD)
heard = _anybodys(_heard, READ)
