"""Finding who asks about their record, for whoever answers and sees no records."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.people.actions import find_who_asks, find_who_asks_by_paper
from hearth.people.models import Person
from hearth.rights.forms import PaperForm, WhoAsksForm


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: WorkerRequest) -> HttpResponse:
    """Ask for what only they could say or carry, and lead to what they ask about their record."""
    require_somewhere(request.actor, Permission.ANSWER_RIGHTS)
    by_paper = "code" in request.POST
    sent = request.POST if request.method == "POST" else None
    name_form, paper_form = WhoAsksForm(None if by_paper else sent), PaperForm(None)
    form: WhoAsksForm | PaperForm = name_form
    if by_paper:
        form = paper_form = PaperForm(sent)
    people: list[Person] | None = None
    if form.is_bound and form.is_valid():
        try:
            people = _found(request, form.cleaned_data)
        except Refused as refusal:
            form.tell(refusal)
    if people and len(people) == 1:
        return redirect("rights:of_person", people[0].id)
    page = {"form": form, "name_form": name_form, "paper_form": paper_form, "people": people}
    return render(request, "rights/find.jinja", page)


def _found(request: WorkerRequest, typed: dict[str, Any]) -> list[Person]:
    by, now = request.actor, timezone.now()
    if "code" in typed:
        return find_who_asks_by_paper(by=by, code=typed["code"], now=now)
    return find_who_asks(by=by, name=typed["full_name"], born_on=typed["born_on"], now=now)
