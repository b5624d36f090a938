"""That somebody works here too."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hearth.accounts.queries import workers_to_choose
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.people import actions, queries
from hearth.people.forms.sharing import WorksHereForm
from hearth.people.views.whose import opened, page_of, posted


@require_http_methods(["GET", "HEAD", "POST"])
def works_here(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Say who somebody is among the workers, and what follows from it."""
    require_somewhere(request.actor, Permission.KEEP_WORKERS)
    person = opened(request, person_id, "record")
    workers = workers_to_choose(today=timezone.localdate())
    form = WorksHereForm(
        posted(request), workers=[one for one in workers if one.id != request.actor.id]
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_works_here(
                by=request.actor, person=person, worker_id=UUID(form.cleaned_data["worker"])
            )
        except Refused as refusal:
            form.add_error("worker", str(refusal))
        else:
            messages.success(
                request, f"{person.known_as}’s record is closed now, as any colleague’s is"
            )
            return redirect(page_of(person.id))
    page = {
        "person": person,
        "form": form,
        "still": queries.still_to_do_with(person.id, actor=request.actor),
        "cancel_href": page_of(person.id),
    }
    return render(request, "people/works_here.jinja", page)
