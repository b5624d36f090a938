"""Asking the other side in writing, and making a link anew."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.introductions import actions, queries
from hearth.introductions.forms import AskForm
from hearth.introductions.views.reading_out import ToReadOut, read_out
from hearth.introductions.views.whose import if_used, of_introductions, posted
from hearth.outgoing.waiting import goes_nowhere
from hearth.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@of_introductions()
@if_used
def ask(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    """Ask the other side in writing, with what was shared already or more that is agreed to."""
    row = found_or_404(
        queries.get_introduction, introduction_id, person=person, actor=request.actor
    )
    today = timezone.localdate()
    drawn = queries.introduction_page(row, actor=request.actor, today=today)
    form = AskForm(
        posted(request), today=today, ways=queries.ways_to_ask_of(row, today=today),
        tellable=queries.tellable(person), before=drawn.shared[-1].lines if drawn.shared else (),
        initial={"stamp": drawn.stamp},
    )  # fmt: skip
    theirs = None
    page = {"person": person, "page": drawn, "form": form, "title": "Ask the other side in writing"}
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        typed = form.cleaned_data
        shown = None if form.says_nothing_new() else read_out(request.POST, form.lines())
        if isinstance(shown, ToReadOut):
            return render(request, "introductions/read_out.jinja", page | {"read": shown})
        try:
            actions.ask_again(
                by=request.actor, introduction=row, send_to=typed["send_to"],
                answer_by=typed["answer_by"], stamp=typed["stamp"], now=timezone.now(),
                today=today, shown=shown,
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            words = "They are asked. If no answer comes in time, it comes back to you"
            messages.success(request, words)
            return redirect("introductions:introduction", person.id, row.id)
    return render(request, "introductions/ask.jinja", page | {"theirs": theirs})


@never_cache
@require_POST
@of_introductions()
def link(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    """Make the link anew and show it once, to be read out or printed: the code goes by email."""
    row = found_or_404(
        queries.get_introduction, introduction_id, person=person, actor=request.actor
    )
    try:
        secret = actions.make_link(by=request.actor, introduction=row, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("introductions:introduction", person.id, row.id)
    address = request.build_absolute_uri(reverse("other_side:answer", args=[secret]))
    page = {"person": person, "row": row, "address": address, "goes_nowhere": goes_nowhere()}
    return render(request, "introductions/link.jinja", page)
