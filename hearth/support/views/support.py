"""One page of all that is done together with somebody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.foundation.http import WorkerRequest
from hearth.people.models import Person
from hearth.support import queries
from hearth.support.views.whose import may_write, of_support

LATELY = 5


@require_safe
@of_support("support", writes=False)
def support(request: WorkerRequest, person: Person) -> HttpResponse:
    actor = request.actor
    today, kept = timezone.localdate(), queries.keep_of(person, actor=actor)
    to_do, settled = queries.promises_of(person, actor=actor, today=today)
    page = {
        "person": person,
        "same_as": queries.also_written_as(person, actor=actor),
        "may_write": may_write(request),
        "keep": queries.keeps_shown([kept], today=today)[0] if kept else None,
        "strands": queries.strands_of(person, actor=actor),
        "goals": queries.goals_of(person, actor=actor),
        "promises": to_do,
        "settled": settled,
        "contacts": queries.contacts_of(person, actor=actor, size=LATELY),
    }
    return render(request, "support/support.jinja", page)
