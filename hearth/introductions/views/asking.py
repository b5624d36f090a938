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
from hearth.introductions.views.whose import of_introductions, posted
from hearth.outgoing.waiting import goes_nowhere
from hearth.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@of_introductions()
def ask(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    """Ask the other side in writing, with what was shared already."""
    row = found_or_404(
        queries.get_introduction, introduction_id, person=person, actor=request.actor
    )
    today = timezone.localdate()
    form = AskForm(
        posted(request), today=today, ways=queries.ways_to_ask_of(row),
        initial={"stamp": queries.next_step_of(row).stamp},
    )  # fmt: skip
    theirs = None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.ask_again(
                by=request.actor, introduction=row, send_to=typed["send_to"],
                answer_by=typed["answer_by"], stamp=typed["stamp"], now=timezone.now(),
                today=today,
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            words = "They are asked. If no answer comes in time, it comes back to you"
            messages.success(request, words)
            return redirect("introductions:introduction", person.id, row.id)
    page = {
        "person": person,
        "page": queries.introduction_page(row, actor=request.actor, today=today),
        "form": form,
        "theirs": theirs,
        "title": "Ask the other side in writing",
    }
    return render(request, "introductions/go_on.jinja", page)


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
