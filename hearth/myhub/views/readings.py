"""Questionnaires on a person's own page: theirs over time, one to answer, and what it may mean."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.directory.queries.this_minute import help_this_minute
from hearth.foundation.errors import Refused
from hearth.foundation.http import found_or_404, page_number
from hearth.foundation.identifiers import uuid7
from hearth.outcomes import actions, queries
from hearth.outcomes.forms.readings import AnswersForm
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.models import HowGiven
from hearth.people.models import Person
from hearth.people.own_view import OwnRequest, draw_own, own_page
from hearth.places.models import Site

BOTH = ["GET", "HEAD", "POST"]


@own_page()
@require_http_methods(BOTH)
def questionnaires(request: OwnRequest, person: Person) -> HttpResponse:
    """Read what one answered, what it may mean and what changed; see what one could answer."""
    now = timezone.now()
    if request.method == "POST":
        measure = found_or_404(queries.measure_used, request.POST.get("not_now", ""))
        actions.say_not_now(
            by=request.actor, person=person, measure=measure, now=now,
            today=timezone.localdate(now),
        )  # fmt: skip
        messages.success(request, "Not now. Nothing hangs on it")
        return redirect("myhub:home")
    read = _read_back(request)
    page = {
        "signed_in": True,
        "read": read,
        "help": help_this_minute(now) if read and read.answered_safety else None,
        "found": queries.readings_of(
            person, actor=request.actor, number=page_number(request.GET.get("page", ""))
        ),
        "changes": queries.changes_of(person, actor=request.actor),
        "measures": [one for one in queries.measures_used() if one.words],
    }
    return draw_own(request, "myhub/questionnaires.jinja", page)


@own_page(writes=True)
@sensitive_post_parameters()
@require_http_methods(BOTH)
def questionnaire(request: OwnRequest, person: Person, measure: str) -> HttpResponse:
    """Answer one. It is off where nobody would be told of an answer who must know of it at once."""
    now = timezone.now()
    asked = found_or_404(queries.measure_used, measure)
    if asked.words is None:
        raise Http404(measure)
    site = hub_for(person, asked, now=now)
    typed = request.POST if request.method == "POST" else None
    form = AnswersForm(typed, initial={"reading_id": uuid7()}, measure=asked)
    trouble = ""
    if request.method == "POST" and site and form.is_valid():
        said = form.said_from_afar(
            how=HowGiven.OWN_PAGE, site_id=site.id, today=timezone.localdate(now)
        )
        try:
            row = actions.record_reading(
                by=request.actor, person=person, said=said,
                reading_id=form.cleaned_data["reading_id"] or uuid7(), now=now,
                today=timezone.localdate(now),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            return redirect(f"{reverse('myhub:questionnaires')}?read={row.id}#read")
    elif request.method == "POST" and site is None:
        trouble = "Nobody is on duty any more, so this was not sent. Nothing of it is kept"
    page = {
        "signed_in": True, "form": form, "measure": asked, "site": site, "trouble": trouble,
        "help": help_this_minute(now),
    }  # fmt: skip
    return draw_own(request, "myhub/questionnaire.jinja", page)


def hub_for(person: Person, measure: Measure, *, now: datetime.datetime) -> Site | None:
    """Return the hub at which somebody answers from afar; None if there is none just now."""
    known = Site.objects.welcoming().filter(id__in=person.known_at).order_by("name", "id")
    return next((one for one in known if queries.may_answer_from_afar(measure, one, now=now)), None)


def _read_back(request: OwnRequest) -> queries.ReadingPage | None:
    try:
        asked = UUID(request.GET.get("read", ""))
    except ValueError:
        return None
    row = found_or_404(queries.own_reading, asked, actor=request.actor)
    return queries.reading_page(row, actor=request.actor)
