"""What somebody tells once, under a few headings: about me, and each heading of a plan."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.forms import PassageForm
from hearth.people.models import ABOUT_ME, Heading, Layer, Person
from hearth.people.queries.layers import PassageSection
from hearth.people.queries.sections import EditedMeanwhile
from hearth.people.views.whose import may_write, opened_layer, posted, says_if_shut

PART = {Layer.ABOUT: "about me", Layer.PLAN: "stay-well plan"}
"""What the log of who looked calls each of these layers."""


@require_safe
@says_if_shut
def about(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    return _about(request, person_id, "people/about.jinja")


@require_safe
@says_if_shut
def about_read(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Show what they said and nothing else, to be read back to them."""
    return _about(request, person_id, "people/about_read.jinja")


def _about(request: WorkerRequest, person_id: UUID, template: str) -> HttpResponse:
    person = opened_layer(request, person_id, Layer.ABOUT, PART[Layer.ABOUT])
    sight = queries.sight_of(request.actor)
    page = {
        "person": person,
        "passages": queries.passages(person.id, ABOUT_ME, sight=sight),
        "answered": [each for each in queries.background(person.id, sight=sight) if each.words],
        "may_write": may_write(request),
    }
    return render(request, template, page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@says_if_shut
def write(request: WorkerRequest, person_id: UUID, heading: str) -> HttpResponse:
    """Write down what they say under one heading."""
    about, person = _under(request, person_id, heading, writes=True)
    now = _as_it_stands(request, person, about)
    form = PassageForm(posted(request), heading=about, initial=PassageForm.drawn_from(now))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_passage(
                by=request.actor,
                person=person,
                said=form.section(),
                stamp=form.cleaned_data["stamp"],
                now=timezone.now(),
            )
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved, as it was said")
            return redirect(_shown_on(about), person.id)
    page = {"person": person, "heading": about, "form": form, "theirs": theirs, "standing": now}
    return render(request, "people/passage.jinja", page)


@require_safe
@says_if_shut
def before(request: WorkerRequest, person_id: UUID, heading: str) -> HttpResponse:
    """Show all that was ever said under a heading, and what changed between two of those."""
    about, person = _under(request, person_id, heading)
    sight = queries.sight_of(request.actor)
    said = queries.wordings(person, about, sight=sight)
    chosen = [each for each in said if str(each.id) in request.GET.getlist("of")]
    compared = None
    if len(chosen) > 1:
        newer, older = chosen[0], chosen[-1]
        compared = {
            "newer": newer,
            "older": older,
            "words": queries.compared(older.said.words, newer.said.words),
            "note": queries.compared(older.said.note, newer.said.note),
        }
    page = {
        "person": person,
        "heading": about,
        "wordings": said,
        "compared": compared,
        "stamp": _as_it_stands(request, person, about).stamp,
        "may_write": may_write(request),
    }
    return render(request, "people/before.jinja", page)


@require_POST
@says_if_shut
def put_back(
    request: WorkerRequest, person_id: UUID, heading: str, wording_id: UUID
) -> HttpResponse:
    about, person = _under(request, person_id, heading, writes=True)
    try:
        found_or_404(
            actions.put_back,
            by=request.actor,
            person=person,
            heading=about,
            wording_id=wording_id,
            stamp=request.POST.get("stamp", ""),
            now=timezone.now(),
        )
    except EditedMeanwhile:
        messages.error(
            request,
            "Somebody else changed this while you were reading, so nothing was put back. "
            "Look at what it says now, and choose again",
        )
        return redirect("people:before", person.id, heading)
    messages.success(request, "It says that again. What it said until now is kept too")
    return redirect(_shown_on(about), person.id)


def _under(
    request: WorkerRequest, person_id: UUID, heading: str, *, writes: bool = False
) -> tuple[Heading, Person]:
    """Return the heading that an address names, and whose record it is."""
    named = heading.upper().replace("-", "_")
    if named not in Heading.values:
        raise Http404
    about = Heading(named)
    return about, opened_layer(request, person_id, about.layer, PART[about.layer], writes=writes)


def _as_it_stands(request: WorkerRequest, person: Person, heading: Heading) -> PassageSection:
    sight = queries.sight_of(request.actor)
    return queries.passages(person.id, [heading], sight=sight)[0].said


def _shown_on(heading: Heading) -> str:
    return "people:about" if heading.layer == Layer.ABOUT else "people:plan"
