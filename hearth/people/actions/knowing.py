"""Taking back who is known where: a welcome undone, a site that no longer knows somebody."""

import datetime

from django.db import connection, transaction
from django.utils import timezone

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require, require_everywhere
from hearth.people import findable, standing
from hearth.people.actions.meeting import PersonRefused, require_welcoming
from hearth.people.models import Acquaintance, Person
from hearth.places.models import Site


@transaction.atomic
def take_back_welcome(
    *,
    by: Actor,
    person: Person,
    site: Site,
    last_on: datetime.date | None,
    today: datetime.date | None = None,
) -> None:
    """
    Take back what a welcome did that turned out not to be: a wrong tap, say.

    A site that only knew the person through that welcome no longer does,
    unless nobody would know them then; so a wrong tap on somebody who was
    found by their card widens nothing for long.

    :param last_on: the day of the last visit to the site that still stands, if any does
    :param today: the day in England, unless another is given
    :raises NotAllowed: if the actor may not write down who comes to this site
    """
    require_welcoming(by, site)
    today = today or timezone.localdate()
    known = Acquaintance.objects.filter(person_id=person.id, site=site).select_for_update().first()
    if known is None or known.last_welcomed_on is None:
        return
    only_that_day = last_on is None and known.since >= known.last_welcomed_on
    known.last_welcomed_on = last_on
    known.save(update_fields=["last_welcomed_on"])
    standing.delist_unless_lately(person.id, site.id, today=today)
    if only_that_day:
        _let_go(by, person, site, today=today)
    findable.refresh([person.id])


@transaction.atomic
def take_back_meeting(*, by: Actor, person: Person, site: Site) -> bool:
    """
    Let a record go as if it had never been made: a name mistyped at the door, say, and undone.

    Only one that is at most ten minutes old, that no other site knows, and
    about which nothing was written since: any other stays as it is. The trail
    keeps by its id alone that there was one. Returns whether it went.

    :raises NotAllowed: if the actor may not write down who comes to this site
    """
    require_welcoming(by, site)
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_unmeet(%s, %s)", [person.id, site.id])
        [went] = cursor.fetchone() or [False]
    if went:
        findable.refresh([person.id])
        audit.note(by=by, verb="took back the meeting of", subject=person, place=site)
    return bool(went)


@transaction.atomic
def no_longer_known_at(*, by: Actor, person: Person, site: Site, today: datetime.date) -> None:
    """
    Let a site no longer know somebody: they moved away, or asked us to let them go there.

    The day is kept beside the days it began. One welcome makes them known again.

    :raises NotAllowed: if the actor does not keep the site's records of people
    :raises PersonRefused: if no other site knows them
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    Acquaintance.objects.filter(person_id=person.id, site=site).select_for_update().first()
    if not _let_go(by, person, site, today=today):
        raise PersonRefused("No other site knows them, so this one keeps their record")
    findable.refresh([person.id])


def _let_go(by: Actor, person: Person, site: Site, *, today: datetime.date) -> bool:
    if not standing.take_site(person.id, site.id):
        return False
    Acquaintance.objects.filter(person_id=person.id, site=site).update(until=today)
    audit.note(by=by, verb="no longer known", subject=person, place=site)
    return True


@transaction.atomic
def lapse_lists(*, by: Actor, today: datetime.date) -> int:
    """
    Take people off the lists of sites that have not welcomed them for 26 weeks: a nightly job.

    The sites still know them: they are one welcome away from the list.
    Returns how many people were taken off some list.

    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    lapsed = standing.lapse(today=today)
    for first in range(0, len(lapsed), 1000):
        findable.refresh(lapsed[first : first + 1000])
    return len(lapsed)
