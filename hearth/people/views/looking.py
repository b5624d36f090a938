"""Who has looked at a record: read with the person; and what is held back of it for a while."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.design.words import clock, short_day
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.people import actions, queries
from hearth.people.forms.sharing import HoldBackForm
from hearth.people.queries.looked import LineToHold
from hearth.people.views.whose import id_in, line_before, page_of, posted, read


@require_safe
def who_has_looked(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = read(request, person_id, "who has looked")
    page = {
        "person": person,
        "looks": queries.who_has_looked(person_id, before=line_before(request)),
        "may_hold_back": request.actor.may_somewhere(Permission.HOLD_BACK),
        "back_href": page_of(person.id),
    }
    return render(request, "people/who_has_looked.jinja", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def hold_back(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Keep lines off that list until a day. It is for who may do so, even if they see no name."""
    require_somewhere(request.actor, Permission.HOLD_BACK)
    if request.method != "POST":
        actions.note_opened(by=request.actor, person_id=person_id, part="holding back")
    before = line_before(request)
    found = queries.lines_to_hold_back(person_id, before=before)
    if not (found.lines or (before and queries.lines_to_hold_back(person_id).lines)):
        raise Http404
    offered = [
        (str(line.id), _in_words(line))
        for line in found.lines
        if line.worker_id != request.actor.id
    ]
    form = HoldBackForm(posted(request), lines=offered)
    if request.method == "POST" and form.is_valid():
        try:
            held = actions.hold_back_lines(
                by=request.actor,
                person_id=person_id,
                line_ids=form.line_ids(),
                reason=form.cleaned_data["reason"],
                until_on=form.cleaned_data["until_on"],
                today=timezone.localdate(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            already = "They were held back until then already, or for longer"
            messages.success(request, "Held back" if held else already)
            return redirect("people:hold_back", person_id)
    page = {
        "person_id": person_id, "form": form, "offered": offered, "earlier": found.before,
        "held": queries.lines_held_back(person_id),
        "sharings": queries.without_agreement(person_id, today=timezone.localdate()),
    }  # fmt: skip
    return render(request, "people/hold_back.jinja", page)


@require_http_methods(["POST"])
def show_again(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    line_id = id_in(request.POST.get("line", ""))
    if "line" in request.POST and line_id is None:
        raise Http404
    shown = actions.show_lines_again(
        by=request.actor, person_id=person_id, today=timezone.localdate(), line_id=line_id
    )
    messages.success(request, "They can read it now" if shown else "Nothing was held back")
    return redirect("people:hold_back", person_id)


def _in_words(line: LineToHold) -> str:
    said = f"{short_day(timezone.localdate(line.at))}, {clock(line.at)}: {line.who}, {line.part}"
    if line.held_until:
        said += f" (held back until the end of {short_day(line.held_until)})"
    elif line.sharing_held_until:
        until = short_day(line.sharing_held_until)
        said += f" (left out with a sharing until the end of {until})"
    return said
