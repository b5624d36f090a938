"""Introducing somebody to a hub without an account, and hearing back what the person agreed to."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from hearth.design.public import READ, draw
from hearth.directory.without_account import asked_too_much, without_account
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.introductions import actions, crowding, queries
from hearth.introductions.actions import BroughtIn
from hearth.introductions.forms import BringInForm
from hearth.introductions.models import Came
from hearth.places.models import Site

TOO_MUCH = "introductions/introduced_too_much.jinja"


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
        return asked_too_much(request, crowding.brought, TOO_MUCH)
    site = Site.objects.get(id=form.cleaned_data["site"])
    try:
        arrived = actions.bring_in(
            by=None, site=site, came=Came.FORM, said=brought_in(form),
            incoming_id=form.cleaned_data["incoming_id"] or uuid7(), today=timezone.localdate(),
        )  # fmt: skip
    except Refused as refusal:
        form.tell(refusal)
        return draw(request, "introductions/introduce_us.jinja", page)
    link = request.build_absolute_uri(reverse("introduce_us:heard", args=[arrived.secret]))
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


introduce = without_account(crowding.opened, TOO_MUCH)(_introduce)
heard = without_account(crowding.opened, TOO_MUCH, methods=READ)(_heard)
