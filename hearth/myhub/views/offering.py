"""The team's page about somebody's own pages: offered, opened by what, and stopped."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.foundation.actors import Permission, require_everywhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.myhub import queries
from hearth.myhub.actions import say_today
from hearth.myhub.forms.typed import IdeasForm, OwnAddressForm
from hearth.outgoing.actions import ask_for_own_link, pretended_own_link
from hearth.people import actions
from hearth.people.models import Person
from hearth.people.own_pages import code_of
from hearth.people.queries import (
    get_own_key,
    get_person,
    may_change,
    not_allowed,
    own_pages_of,
)

DONE = {
    "offer": "Offered. Now choose by what they sign in",
    "everywhere": "They are signed out everywhere",
    "close": "Their own pages are closed",
}


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def own_pages(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = found_or_404(get_person, person_id, request.actor)
    if not may_change(request.actor, person):
        raise not_allowed(request.actor, person, "keep the own pages of")
    form = OwnAddressForm(request.POST if "own_address" in request.POST else None)
    if request.method == "POST":
        try:
            answer = _do(request, person, form)
        except Refused as refusal:
            if form.is_bound:
                form.tell(refusal)
            else:
                messages.error(request, str(refusal))
                answer = redirect("myhub:offered", person.id)
        if not form.errors:
            return answer
    else:
        actions.note_opened(by=request.actor, person_id=person_id, part="own pages")
    page = {
        "person": person, "form": form, "pages": own_pages_of(person, now=timezone.now()),
        "code_of": code_of,
    }  # fmt: skip
    return render(request, "myhub/offered.jinja", page)


def _do(request: WorkerRequest, person: Person, form: OwnAddressForm) -> HttpResponse:
    now, by, given = timezone.now(), request.actor, request.POST
    do = given.get("do", "")
    if do == "offer":
        actions.open_own_pages(by=by, person=person)
    elif do == "paper":
        code = actions.make_paper_code(by=by, person=person, now=now)
        return render(request, "myhub/paper_made.jinja", {"person": person, "code": code})
    elif do == "stop":
        key = found_or_404(get_own_key, UUID(given["key"]), person=person)
        actions.end_own_key(by=by, person=person, key=key, now=now)
    elif do == "everywhere":
        actions.sign_out_everywhere(by=by, person=person, now=now)
    elif do == "close":
        actions.end_own_pages(by=by, person=person, now=now)
    elif form.is_valid():
        address = form.cleaned_data["own_address"]
        actions.write_own_address(by=by, person=person, address=address, now=now)
        if pretended := pretended_own_link(address=address, now=now):
            link = format_html('<a href="{}">{}</a>', pretended, pretended)
            words = "This is a demonstration, so no email goes. In a private window, open {}"
            messages.success(request, format_html(words, link))
            return redirect("myhub:offered", person.id)
        ask_for_own_link(address=address)
    if not form.errors:
        sent = "A link is on its way. They open it here, now, with the code that you say to them"
        messages.success(request, DONE.get(do, "Stopped" if do == "stop" else sent))
    return redirect("myhub:offered", person.id)


@require_http_methods(["GET", "HEAD", "POST"])
def ideas(request: WorkerRequest) -> HttpResponse:
    """Say what people can use and create here, for each way that they are today."""
    require_everywhere(request.actor, Permission.KEEP_NETWORK)
    todays = queries.todays()
    form = IdeasForm(request.POST if request.method == "POST" else None, todays=todays)
    if request.method == "POST" and form.is_valid():
        try:
            say_today(by=request.actor, ideas=form.said(todays))
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. People read it on their own pages")
            return redirect("myhub:ideas")
    return render(request, "myhub/ideas.jinja", {"form": form})
