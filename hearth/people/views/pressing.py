"""Opening a record for a reason that cannot wait, and looking at that afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.accounts.standing import standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, finding, queries
from hearth.people.forms.sharing import OpenForm, ReviewForm
from hearth.people.views.whose import line_before, page_of, posted
from hearth.places.models import Site
from hearth.places.queries import sites_where


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def open_record(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Open somebody's record for an hour: ask why, and say who will know."""
    require_somewhere(request.actor, Permission.FIND_ANYONE)
    found = _found(request)
    person = found_or_404(queries.get_person, person_id, request.actor, found=found)
    now = timezone.now()
    here = _here(request)
    form = OpenForm(
        posted(request),
        sites=sites_where(request.actor, Permission.FIND_ANYONE),
        initial={"site": here.pk if here else None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_for_a_reason(
                by=request.actor,
                person=person,
                site=form.cleaned_data["site"],
                reason=form.cleaned_data["reason"],
                now=now,
            )
        except Refused as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.warning(
                request,
                f"{person.known_as}’s record is open to you for an hour. It has been told, with "
                "your reason",
            )
            return redirect(page_of(person.id))
    if request.method != "POST":
        actions.note_opened(by=request.actor, person_id=person.id, part="hello")
    page = {
        "person": person,
        "form": form,
        "is_open": queries.is_held_open(person.id, actor=request.actor, now=now),
        "cancel_href": page_of(person.id),
    }
    return render(request, "people/open_record.jinja", page)


@require_safe
def openings(request: WorkerRequest) -> HttpResponse:
    found = queries.openings_to_review(request.actor, today=timezone.localdate())
    return render(request, "people/openings.jinja", {"openings": found})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: WorkerRequest, opening_id: UUID) -> HttpResponse:
    """Show one opening, and write down what came of looking at it."""
    row = found_or_404(
        queries.get_opening, opening_id, actor=request.actor, today=timezone.localdate()
    )
    form = ReviewForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_opening(
                by=request.actor,
                opening_id=opening_id,
                note=form.cleaned_data["note"],
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error("note", str(refusal))
        else:
            messages.success(request, "Looked at. Thank you")
            return redirect("openings:openings")
    page = {
        "row": row,
        "form": form,
        "may_hold_back": request.actor.may_somewhere(Permission.HOLD_BACK),
        "page_of": page_of(row.person_id) if row.whose else "",
    }
    return render(request, "people/opening.jinja", page)


@require_safe
def mine(request: WorkerRequest) -> HttpResponse:
    """Show a worker who has looked at the record that is their own, if they have one."""
    looks = queries.who_has_looked(None, before=line_before(request))
    return render(request, "people/looked_at_mine.jinja", {"looks": looks})


def _found(request: WorkerRequest) -> UUID | None:
    token = request.GET.get("found", "")
    if not token:
        return None
    try:
        return finding.reveal_found(actor=request.actor, token=token)
    except Refused:
        return None


def _here(request: WorkerRequest) -> Site | None:
    return found_or_404(standing_at, request, request.actor, Permission.FIND_ANYONE)
