"""Forgetting somebody: what they asked, and every copy that was made for them, goes with them."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.people.actions.forgetting import Holders, remove_held
from hearth.people.models import Person
from hearth.rights.actions.packs import begin_gathering, take_pack_away
from hearth.rights.actions.writing import log
from hearth.rights.models import (
    ABOUT_SOMEONE,
    LogKind,
    Pack,
    PackRow,
    RightsRequest,
)

GATHERED_AGAIN = "Something was erased. The copy went with it, and is gathered again without it"
COPY_WENT = "Something was erased. The copy that was given went from here with it"


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Remove all that this app holds about somebody.

    Every copy that was gathered goes, whoever held what stands in it, and those for somebody else
    whose record is linked with theirs. What another organisation has to answer stays: its log says
    so, and what waits for an answer is gathered again without what went.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        asked = _take_copies_away(person)
        remove_held(ABOUT_SOMEONE, person, held_by)
    _say_they_went(by, asked)
    audit.note(by=by, verb="forgot the requests of", subject=person)


@transaction.atomic
def forget_copies(*, by: Actor, person: Person) -> None:
    """
    Take every gathered copy away, as some of what stands in it is being erased. Requests stay.

    :raises NotAllowed: unless the actor keeps records at every site
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        asked = _take_copies_away(person)
    _say_they_went(by, asked)
    audit.note(by=by, verb="took away the copies of", subject=person)


def _say_they_went(by: Actor, asked: Collection[UUID]) -> None:
    """Write in each log that its copy went, and gather again for whoever waits for an answer."""
    for request in RightsRequest.objects.filter(id__in=asked).select_related("held_by", "site"):
        with standing.reaching(request.person_id):
            words = COPY_WENT if request.closed_on else GATHERED_AGAIN
            log(by, request, LogKind.NOTE, now=timezone.now(), words=words)
        if request.closed_on is None:
            begin_gathering(request, again=True)


def _take_copies_away(person: Person) -> set[UUID]:
    """Remove every copy with anything of theirs in it, and return what it was gathered for."""
    linked = PackRow.objects.filter(of_record=person.id).values("pack")
    packs = list(Pack.objects.filter(Q(person=person) | Q(id__in=linked)))
    for pack in packs:
        with standing.reaching(pack.person_id):
            take_pack_away(pack)
    return {pack.request_id for pack in packs}
