"""Whom somebody lets read, and whose pages somebody reads as a carer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.directory.queries.this_minute import help_this_minute
from hearth.foundation.errors import Refused
from hearth.foundation.http import found_or_404
from hearth.myhub import caring
from hearth.myhub.views.own import id_typed
from hearth.people import actions
from hearth.people.forms.caring import CodeForm, LetReadMyselfForm
from hearth.people.models import Agreed, Person
from hearth.people.own_view import OwnRequest, draw_own, own_page
from hearth.people.queries import (
    get_carer_view,
    get_member,
    let_read,
    sight_of,
    who_may_be_let_read,
)
from hearth.people.queries.caring import OPEN, OVER, get_own_view, may_read

BOTH = ["GET", "HEAD", "POST"]
HOW = Agreed.OWN_PAGE.value


@own_page()
@require_http_methods(BOTH)
def carers(request: OwnRequest, person: Person) -> HttpResponse:
    """Read whom one lets read what; let another; say it again; end it."""
    now = timezone.now()
    today, sight = timezone.localdate(now), sight_of(request.actor)
    if "view" in request.POST:
        return _one(request, person)
    members = who_may_be_let_read(person, sight=sight)
    form = LetReadMyselfForm(request.POST if request.method == "POST" else None, members=members)
    page: dict[str, object] = {"signed_in": True, "form": form, "members": members}
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        member = found_or_404(get_member, UUID(typed["member"]), person=person, sight=sight)
        try:
            code = actions.let_carer_read(
                by=request.actor, person=person, member=member, reads=tuple(typed["reads"]),
                days=int(typed["days"]), how=HOW, now=now, today=today,
            )  # fmt: skip
        except Refused:
            form.add_error(None, "We cannot do that here. Ask at a hub, and we talk about it")
        else:
            page |= {"code": code, "who": member.name}
            return draw_own(request, "myhub/carer_code.jinja", page)
    page["carers"] = let_read(person, sight=sight)
    return draw_own(request, "myhub/carers.jinja", page)


def _one(request: OwnRequest, person: Person) -> HttpResponse:
    now, sight = timezone.now(), sight_of(request.actor)
    view = found_or_404(get_carer_view, id_typed(request.POST["view"]), person=person, sight=sight)
    if request.POST.get("do") == "again":
        try:
            actions.say_again(
                by=request.actor, person=person, view=view, how=HOW, now=now,
                today=timezone.localdate(now),
            )  # fmt: skip
        except Refused:
            messages.error(request, "We cannot do that here. Ask at a hub")
        else:
            messages.success(request, "Kept. It goes on if they say yes again too")
    elif request.POST.get("do") == "end":
        actions.end_carer_view(by=request.actor, person=person, view=view, how=HOW, now=now)
        messages.success(request, "Ended. They cannot read it from this moment")
    return redirect("myhub:carers")


@own_page()
@sensitive_post_parameters()
@require_http_methods(BOTH)
def reading(request: OwnRequest, person: Person) -> HttpResponse:
    """Read for whom one may read, and type a code that one was given."""
    now = timezone.now()
    today = timezone.localdate(now)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            view_id = actions.take_carer_code(
                by=request.actor, person=person, code=form.cleaned_data["code"], now=now,
                today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("myhub:read_for", view_id)
    page = {"signed_in": True, "form": form, "views": may_read(today=today)}
    return draw_own(request, "myhub/reading.jinja", page)


@own_page()
@require_http_methods(BOTH)
def read_for(request: OwnRequest, person: Person, for_id: UUID) -> HttpResponse:
    """Be asked whether one wants to read; read; say it again; end it."""
    now = timezone.now()
    today = timezone.localdate(now)
    one = next((each for each in may_read(today=today) if each.id == for_id), None)
    if one is None or one.stands == OVER:
        raise Http404
    if "yes" in request.POST:
        try:
            found_or_404(_agree, for_id, request, person)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("myhub:read_for", for_id)
    if "no" in request.POST:
        actions.stop_reading(by=request.actor, person=person, view_id=for_id, now=now)
        messages.success(request, "Ended. Nobody is told why")
        return redirect("myhub:reading")
    page: dict[str, object] = {"signed_in": True, "one": one}
    if one.stands != OPEN:
        return draw_own(request, "myhub/asked_to_read.jinja", page)
    actions.note_carer_looked(by=request.actor, view=get_own_view(for_id, actor=request.actor))
    page |= {
        "said": caring.read_for(one, today=today), "where_it_is": caring.where_it_is,
        "help": help_this_minute(now),
    }  # fmt: skip
    return draw_own(request, "myhub/read_for.jinja", page)


def _agree(view_id: UUID, request: OwnRequest, person: Person) -> None:
    """:raises CarerView.DoesNotExist: if it has ended"""
    today = timezone.localdate()
    actions.agree_to_read(by=request.actor, person=person, view_id=view_id, today=today)
