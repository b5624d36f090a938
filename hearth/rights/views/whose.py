"""What the pages of somebody's rights begin with."""

from uuid import UUID

from django.http import Http404, QueryDict

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people.actions import note_opened
from hearth.people.models import Person
from hearth.people.queries import get_person, may_change
from hearth.people.queries.seeing import not_allowed
from hearth.rights import queries
from hearth.rights.models import Pack, RightsRequest


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def whose(request: WorkerRequest, person_id: UUID, *, part: str = "rights") -> Person:
    """
    Return whose page it is, for their team and for whoever answers for what they ask; and write
    down that it was opened.

    :raises Http404: if the worker may not see them
    :raises NotAllowed: if they may, and do not write in records, or it is a colleague's
    """
    try:
        person = queries.get_person_for_rights(person_id, request.actor)
    except Person.DoesNotExist:
        person = found_or_404(get_person, person_id, request.actor)
        require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
        if not may_change(request.actor, person):
            raise not_allowed(request.actor, person, "read what was asked of") from None
    if request.method != "POST":
        note_opened(by=request.actor, person_id=person_id, part=part)
    return person


def answering(
    request: WorkerRequest, person_id: UUID, rights_request_id: UUID, *, part: str = "rights"
) -> tuple[Person, RightsRequest]:
    """
    Return whose page it is and what they asked, for whoever answers for it.

    :raises Http404: if the worker may not see it
    :raises NotAllowed: if they answer for nothing
    """
    require_somewhere(request.actor, Permission.ANSWER_RIGHTS)
    try:
        person = queries.get_person_for_rights(person_id, request.actor)
    except Person.DoesNotExist:
        raise Http404("not theirs to answer") from None
    row: RightsRequest = found_or_404(
        queries.get_request, rights_request_id, person=person, actor=request.actor
    )
    if not request.actor.may(Permission.ANSWER_RIGHTS, at=row.site):
        raise Http404("asked elsewhere")
    if request.method != "POST":
        note_opened(by=request.actor, person_id=person_id, part=part)
    return person, row


def gathered(request: WorkerRequest, row: RightsRequest) -> Pack:
    """
    Return what was gathered last.

    :raises Http404: if nothing was
    """
    pack: Pack = found_or_404(queries.newest_pack, row, actor=request.actor)
    return pack
