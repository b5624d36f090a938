"""What stands written of an arrival that was put right, and who knows whom by it."""

import datetime

from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import queries
from hearth.frontdoor.models import Visit
from hearth.people.models import Person

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)


def told(arrival, worker):
    get = queries.get_visit if isinstance(arrival, Visit) else queries.get_headcount
    lines = queries.history_of(get(arrival.id, actor=worker))
    return [(line.who, line.what) for line in lines]


def after(visit, minutes):
    return visit.recorded_at + datetime.timedelta(minutes=minutes)


def known_at(person_id):
    with as_the_owner():
        return Person.objects.get(id=person_id).known_at
