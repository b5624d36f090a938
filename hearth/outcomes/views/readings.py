"""Somebody's readings: the list, offering one, writing it down, reading it back, put right."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts.standing import choose_first, standing_at
from hearth.directory.queries.this_minute import help_this_minute
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.foundation.identifiers import uuid7
from hearth.outcomes import actions, queries
from hearth.outcomes.forms.readings import DeskForm, TotalForm
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.models import HowGiven
from hearth.people.closed import of_layer
from hearth.people.models import Layer, Person
from hearth.people.queries import sight_of

FORMS = ["GET", "HEAD", "POST"]
of_readings = of_layer(Layer.SUPPORT, "questionnaires")


@require_safe
@of_layer(Layer.SUPPORT, "questionnaires", writes=False)
def readings(request: WorkerRequest, person: Person) -> HttpResponse:
    """List somebody's readings, the latest first, and what changed by each rule."""
    number = page_number(request.GET.get("page", ""))
    page = {
        "person": person,
        "may_write": request.actor.may_somewhere(Permission.CHANGE_PEOPLE),
        "found": queries.readings_of(person, actor=request.actor, number=number),
        "changes": queries.changes_of(person, actor=request.actor),
        "links": queries.links_of(person, actor=request.actor, now=timezone.now()),
    }
    return render(request, "outcomes/readings.jinja", page)


@require_safe
@of_readings
def offer(request: WorkerRequest, person: Person) -> HttpResponse:
    """Show what can be offered. "Not now" is one tap, and nothing depends on it."""
    due = queries.whom_again(sight=sight_of(request.actor), person=person)
    page = {
        "person": person, "measures": queries.measures_used(),
        "again": {one.slug: one for one in due.rows},
    }  # fmt: skip
    return render(request, "outcomes/offer.jinja", page)


@require_safe
def again(request: WorkerRequest) -> HttpResponse:
    """List those to whom a measure may be offered again, three or six months after the first."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    number = page_number(request.GET.get("page", ""))
    page = {"found": queries.whom_again(sight=sight_of(request.actor), number=number)}
    return render(request, "outcomes/again.jinja", page)


@require_POST
@of_readings
def not_now(request: WorkerRequest, person: Person, measure: str) -> HttpResponse:
    """Write down that they would rather not now."""
    actions.say_not_now(
        by=request.actor, person=person, measure=_used(measure), now=timezone.now(),
        today=timezone.localdate(),
    )  # fmt: skip
    messages.success(request, "Not now. Nothing depends on it")
    return redirect("outcomes:readings", person.id)


@require_POST
@of_readings
def give_link(request: WorkerRequest, person: Person, measure: str) -> HttpResponse:
    """Make a link by which they answer without an account, and show it once."""
    asked, now = _used(measure), timezone.now()
    site = found_or_404(standing_at, request, request.actor, Permission.CHANGE_PEOPLE)
    if site is None:
        return choose_first(request)
    try:
        secret = actions.make_link(
            by=request.actor, person=person, measure=asked, site=site, now=now
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("outcomes:offer", person.id)
    address = request.build_absolute_uri(reverse("outcomes:by_link", args=[secret]))
    page = {
        "person": person, "measure": asked, "site": site, "address": address,
        "ends_at": now + actions.LASTS,
    }  # fmt: skip
    return render(request, "outcomes/link.jinja", page)


@require_POST
@of_readings
def end_link(request: WorkerRequest, person: Person) -> HttpResponse:
    """End a link before its time."""
    try:
        link_id = UUID(request.POST.get("link_id", ""))
    except ValueError:
        return redirect("outcomes:readings", person.id)
    actions.end_link(by=request.actor, person=person, link_id=link_id, now=timezone.now())
    messages.success(request, "Ended. It opens nothing any more")
    return redirect("outcomes:readings", person.id)


@require_safe
def paper(request: WorkerRequest) -> HttpResponse:
    """Return a measure (?measure=) as a sheet to be answered on paper: it says nobody's name."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    slug = request.GET.get("measure", "")
    if not slug:
        return redirect("people:people")
    asked = _used(slug)
    if asked.words is None:
        raise Http404(slug)
    made = queries.as_paper(asked, large=request.GET.get("large") == "yes")
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{asked.slug}.pdf"'
    return response


@sensitive_post_parameters()
@require_http_methods(FORMS)
@of_readings
def add(request: WorkerRequest, person: Person, measure: str) -> HttpResponse:
    """Write down what somebody answers, question by question; or with ?total=yes a total alone."""
    asked = _used(measure)
    total = request.GET.get("total") == "yes" or not asked.items
    site = found_or_404(standing_at, request, request.actor, Permission.CHANGE_PEOPLE)
    initial = {
        "reading_id": uuid7(), "given_on": timezone.localdate(), "how": HowGiven.DESK.value,
        "site": site and site.id,
    }  # fmt: skip
    form = (TotalForm if total else DeskForm)(
        posted(request), initial=initial, measure=asked, actor=request.actor
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.record_reading(
                by=request.actor, person=person, said=form.said(),
                reading_id=form.cleaned_data["reading_id"] or uuid7(), now=timezone.now(),
                today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            return redirect("outcomes:reading", person.id, row.id)
    page = {"person": person, "measure": asked, "form": form, "total": total}
    return render(request, "outcomes/add.jinja", page)


@require_safe
@of_layer(Layer.SUPPORT, "questionnaires", writes=False)
def reading(request: WorkerRequest, person: Person, reading_id: UUID) -> HttpResponse:
    """Read a reading back with the person: what was answered, and what it may mean."""
    row = found_or_404(queries.get_reading, reading_id, person=person, actor=request.actor)
    shown = queries.reading_page(row, actor=request.actor)
    page = {
        "person": person,
        "page": shown,
        "may_write": request.actor.may_somewhere(Permission.CHANGE_PEOPLE),
        "help": help_this_minute(timezone.now()) if shown.answered_safety else None,
    }
    return render(request, "outcomes/reading.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
@of_readings
def correct(request: WorkerRequest, person: Person, reading_id: UUID) -> HttpResponse:
    """Put a reading right, or let it say again what it said before. Nothing of it is lost."""
    row = found_or_404(queries.get_reading, reading_id, person=person, actor=request.actor)
    shown = queries.reading_page(row, actor=request.actor)
    if shown.measure is None:
        raise Http404(row.measure)
    form_class = TotalForm if row.is_total else DeskForm
    initial = form_class.drawn_from(shown.said)
    if request.method != "POST" and (back := request.GET.get("as_until", "")):
        initial = _as_it_said(form_class, shown, back) | {"stamp": shown.said.stamp}
    form = form_class(
        posted(request), initial=initial, measure=shown.measure, actor=request.actor, was=shown.said
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_reading(
                by=request.actor, reading=row, said=form.said(),
                stamp=form.cleaned_data["stamp"], now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. What it said before is kept")
            return redirect("outcomes:reading", person.id, row.id)
    page = {"person": person, "page": shown, "form": form, "theirs": theirs}
    return render(request, "outcomes/correct.jinja", page)


@require_POST
@of_readings
def take_back(request: WorkerRequest, person: Person, reading_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_reading, reading_id, person=person, actor=request.actor)
    actions.take_back_reading(by=request.actor, reading=row, now=timezone.now())
    messages.success(request, "Taken back. It stays written down, and counts no more")
    return redirect("outcomes:reading", person.id, row.id)


@require_POST
@of_readings
def put_back(request: WorkerRequest, person: Person, reading_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_reading, reading_id, person=person, actor=request.actor)
    actions.put_back_reading(by=request.actor, reading=row, now=timezone.now())
    messages.success(request, "Put back")
    return redirect("outcomes:reading", person.id, row.id)


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def _used(slug: str) -> Measure:
    return found_or_404(queries.measure_used, slug)


def _as_it_said(
    form_class: type[DeskForm] | type[TotalForm], shown: queries.ReadingPage, until: str
) -> dict[str, object]:
    """Return what a reading said until a moment, to be put back; the form shows it first."""
    once = next((one for one in shown.before if one.changed_at.isoformat() == until), None)
    return form_class.drawn_from(once.said if once else shown.said)
