"""Reading out to somebody what can be shared, and writing down what they say."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hearth.design.words import listed
from hearth.foundation.actors import NotAllowed, Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.people import actions, queries
from hearth.people.forms.aloud import AloudForm
from hearth.people.queries.aloud import Answer, agreed_with_team
from hearth.people.queries.under_way import what_would_stop
from hearth.people.views.whose import opened, posted
from hearth.places.queries import sites_where


@require_http_methods(["GET", "HEAD", "POST"])
def share_aloud(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "sharing")
    today = timezone.localdate()
    may = sites_where(request.actor, Permission.CHANGE_PEOPLE).filter(id__in=person.known_at)
    sites = list(may)
    site = next((one for one in sites if one.slug == request.GET.get("site")), None)
    if site is None:
        site = next(iter(sites), None)
    if site is None:
        raise NotAllowed(f"{request.actor.label} is of no team that knows {person_id}")
    sharing = reverse("people:sharing", args=[person.id])
    asked = queries.to_ask_aloud(person, site=site, today=today)
    form = AloudForm(posted(request), asked=asked)
    if request.method == "POST" and form.is_valid():
        by, answers = request.actor, form.answers()
        stopped = actions.stop_aloud(
            by=by, person=person, site=site, answers=answers, today=today, now=timezone.now()
        )
        if stopped:
            closed = listed([layer.name for layer in queries.layers_said(stopped)]).lower()
            messages.success(request, f"Stopped: {closed}. Our team can open it no more")
        try:
            actions.answer_aloud(by=by, person=person, site=site, answers=answers, today=today)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            done = "Written down as they said it. Read it back to them"
            nothing = "Nothing is shared with our team. Ask again on any day"
            messages.success(request, done if Answer.YES in answers.values() else nothing)
            return redirect(sharing)
    page = {
        "person": person,
        "form": form,
        "site": site,
        "besides": queries.shared_besides(person, site=site, today=today),
        "sites": [(one.name, f"?site={one.slug}", one == site) for one in sites],
        "cancel_href": sharing,
        "lost": what_would_stop(
            person, agreed_with_team(person, site=site, today=today), actor=request.actor,
            today=today,
        ),
    }  # fmt: skip
    return render(request, "people/share_aloud.jinja", page)
