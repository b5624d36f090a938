"""Saying that two records are one person, and that they are not."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.forms import LinkForm, LookForm
from hearth.people.views.whose import opened, page_of, posted


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Look for the other record; what is looked for is posted, because it is a name."""
    person = opened(request, person_id, "links")
    typed = LookForm(posted(request))
    words = typed.cleaned_data["q"].strip() if typed.is_valid() else ""
    found = queries.look_for(words, actor=request.actor, today=timezone.localdate())
    page = {
        "person": person,
        "words": words,
        "rows": [one for one in found if one.id != person.id and one.may_change],
        "links": queries.links_of(person, actor=request.actor),
    }
    return render(request, "people/link.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def link_with(request: WorkerRequest, person_id: UUID, other_id: UUID) -> HttpResponse:
    """Show two records beside each other, and ask whether they are one person."""
    person = opened(request, person_id, "links")
    other = opened(request, other_id, "links")
    both = [found_or_404(queries.person_page, one.id, request.actor) for one in (person, other)]
    born_on = tuple(one.told.born_on if one.told else None for one in both)
    form = LinkForm(posted(request), born_on=born_on)
    if request.method == "POST" and form.is_valid():
        try:
            actions.link_people(
                by=request.actor, one=person, other=other, why=form.cleaned_data["why"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            closed = person.worker_id or other.worker_id
            messages.success(
                request,
                f"{person.known_as} and {other.known_as} are linked. "
                + ("Both are closed, as any colleague’s is" if closed else "Nothing has moved"),
            )
            return redirect(page_of(person.id))
    page = {"person": person, "other": other, "both": both, "form": form}
    return render(request, "people/link_with.jinja", page)


@require_POST
def unlink(request: WorkerRequest, person_id: UUID, link_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "links")
    made = found_or_404(queries.get_link, link_id, actor=request.actor)
    try:
        actions.unlink_people(by=request.actor, link=made, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "They are two people again. Nothing was lost")
    return redirect("people:link", person.id)
