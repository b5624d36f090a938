"""What left the building on paper."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from hearth.foundation.acting import read_trail_but
from hearth.foundation.models import AccessLine
from hearth.people.models import Person

NIGHT_PACK = "stay-well plan, night pack"
"""How who has looked calls a plan that was printed in a night pack."""
NOBODY = UUID(int=0)


def went_out(
    person: Person, *, held_by: Collection[UUID] | None = None
) -> list[tuple[str, UUID | None, datetime.date]]:
    """
    Return at which sites somebody's stay-well plan was printed in a night pack, and on which days.

    Whoever acts reads the trail: Hearth itself, before somebody is erased.

    :param held_by: whose rows go; a plan is the site's to print, whoever holds it
    """
    read_trail_but(own=[NOBODY], safety=[NOBODY])
    lines = AccessLine.objects.filter(person_id=person.id, page=NIGHT_PACK).order_by("at")
    printed = ((site, timezone.localdate(at)) for site, at in lines.values_list("place_id", "at"))
    return [(AccessLine._meta.label, site, on) for site, on in dict.fromkeys(printed)]
