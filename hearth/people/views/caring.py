"""Whom a person lets read on their own pages: written down by a worker, gone on with, and ended."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.forms.caring import LetReadByWorkerForm
from hearth.people.models import Layer
from hearth.people.views.whose import opened_layer, posted, says_if_shut


@require_http_methods(["GET", "HEAD", "POST"])
@says_if_shut
def let_read(request: WorkerRequest, person_id: UUID, member_id: UUID) -> HttpResponse:
    """Write down that somebody lets one of their circle read, and print the code for them."""
    person = opened_layer(request, person_id, Layer.CIRCLE, "circle", writes=True)
    sight = queries.sight_of(request.actor)
    member = found_or_404(queries.get_member, member_id, person=person, sight=sight)
    form = LetReadByWorkerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        now, typed = timezone.now(), form.cleaned_data
        try:
            code = actions.let_carer_read(
                by=request.actor, person=person, member=member, reads=tuple(typed["reads"]),
                days=int(typed["days"]), how=typed["how"], now=now, today=timezone.localdate(now),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            page = {"person": person, "who": member.name, "code": code}
            return render(request, "people/carer_code.jinja", page)
    page = {
        "person": person, "form": form, "who": member.name,
        "cancel_href": reverse("people:circle", args=[person.id]),
    }  # fmt: skip
    return render(request, "people/let_read.jinja", page)


@require_POST
@says_if_shut
def carer_view(request: WorkerRequest, person_id: UUID, carer_view_id: UUID) -> HttpResponse:
    """End a carer's view, or let it go on, as the person said."""
    person = opened_layer(request, person_id, Layer.CIRCLE, "circle", writes=True)
    sight, now = queries.sight_of(request.actor), timezone.now()
    view = found_or_404(queries.get_carer_view, carer_view_id, person=person, sight=sight)
    how = request.POST.get("how", "")
    try:
        if request.POST.get("do") == "again":
            actions.say_again(
                by=request.actor, person=person, view=view, how=how, now=now,
                today=timezone.localdate(now),
            )  # fmt: skip
            messages.success(request, "It goes on, if the carer says yes again too")
        elif request.POST.get("do") == "end":
            actions.end_carer_view(by=request.actor, person=person, view=view, how=how, now=now)
            messages.success(request, "Ended. They cannot read it from this moment")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("people:circle", person.id)
