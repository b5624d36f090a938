"""What sheets have brought in before, so that no row is brought in twice."""

import datetime
from collections import Counter
from collections.abc import Collection
from uuid import UUID

from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.models import Headcount, Visit
from hearth.places.models import Site
from hearth.sheets.checking import says


def there_already(
    site: Site,
    days: Collection[datetime.date],
    *,
    actor: Actor,
    besides: UUID | None = None,
) -> Counter[tuple[object, ...]]:
    """
    Return what the visits and headcounts say that sheets brought in on these days, and how often.

    A row of another sheet that says the same (Becomes.says) may be one of
    them. What was written down at the door is not among them, nor what was
    taken back. Two questions.

    :param besides: a sheet whose own visits are left out
    :raises NotAllowed: if the actor may not bring in sheets there
    """
    require(actor, Permission.IMPORT_SHEET, at=site)
    on = {"site": site, "arrived_on__in": list(days), "sheet_id__isnull": False}
    visits = Visit.objects.standing().filter(**on).exclude(sheet_id=besides)
    headcounts = Headcount.objects.standing().filter(**on).exclude(sheet_id=besides)
    found: Counter[tuple[object, ...]] = Counter()
    for arrived_at, person_id in visits.values_list("arrived_at", "person_id").iterator(5000):
        found[says(arrived_at, person_id, 0, "")] += 1
    for arrived_at, how_many, what in headcounts.values_list("arrived_at", "how_many", "what"):
        found[says(arrived_at, None, how_many, what)] += 1
    return found
