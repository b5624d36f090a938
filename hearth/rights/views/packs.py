"""The copy itself: a paper, and a file for a machine. That it left is written down."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hearth.foundation.http import WorkerRequest
from hearth.rights import actions, queries
from hearth.rights.models import Pack
from hearth.rights.views.whose import answering, gathered


@never_cache
@require_safe
def paper(request: WorkerRequest, person_id: UUID, rights_request_id: UUID) -> HttpResponse:
    """Return it as a PDF; in large print if the address asks (?large=yes)."""
    person, row = answering(request, person_id, rights_request_id, part="everything")
    pack = gathered(request, row)
    given = queries.what_is_given(pack, known_as=person.known_as, today=timezone.localdate())
    large = request.GET.get("large") == "yes"
    made = queries.as_paper(given, holder=person.held_by.name, large=large)
    return _file(request, pack, made, "application/pdf", "pdf", draft=given["draft"])


@never_cache
@require_safe
def machine(request: WorkerRequest, person_id: UUID, rights_request_id: UUID) -> HttpResponse:
    """Return it as JSON, as docs/reference/subject-access.md says."""
    person, row = answering(request, person_id, rights_request_id, part="everything")
    pack = gathered(request, row)
    given = queries.what_is_given(pack, known_as=person.known_as, today=timezone.localdate())
    made = queries.as_json(given)
    return _file(request, pack, made, "application/json", "json", draft=given["draft"])


def _file(
    request: WorkerRequest, pack: Pack, made: bytes, kind: str, ending: str, *, draft: bool
) -> HttpResponse:
    """Return a file whose name says nothing of whose it is, and write down that it left."""
    what = f"{'A draft, ' if draft else ''}{ending.upper()}"
    actions.note_taken_out(by=request.actor, pack=pack, what=what, now=timezone.now())
    name = f"{'draft-' if draft else ''}everything-{pack.id.hex[-8:]}.{ending}"
    answer = HttpResponse(made, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
