"""Forgetting somebody: all that brought them together with others goes."""

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.introductions.models import (
    ABOUT_SOMEONE,
    ENDS,
    ERASED,
    CountedIntroduction,
    Incoming,
    Introduction,
)
from hearth.people import standing
from hearth.people.actions.forgetting import Holders, remove_held
from hearth.people.models import Person
from hearth.people.queries import is_left_out


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Remove all that this app holds about somebody, whoever may read it, and keep the count, unless
    reports leave them out.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        if not is_left_out(person, actor=by):
            _keep_count(person, held_by)
        remove_held(ABOUT_SOMEONE, person, held_by)
        asked = Incoming.objects.filter(about=person)
        (asked if held_by is None else asked.filter(held_by__in=held_by)).delete()
    audit.note(by=by, verb="forgot the introductions of", subject=person)


def _keep_count(person: Person, held_by: Holders | None) -> None:
    """Let what goes be counted on, as nobody's."""
    going = Introduction.objects.filter(person=person)
    if held_by is not None:
        going = going.filter(held_by__in=held_by)
    CountedIntroduction.objects.bulk_create(
        CountedIntroduction(
            from_site_id=row.from_site_id, way=row.way, service_id=row.service_id,
            site_id=row.site_id, need_id=row.need_id, begun_on=row.begun_on, met_on=row.met_on,
            fitted=row.fitted, state=row.state if row.state in ENDS else ERASED,
        )
        for row in going
    )  # fmt: skip
