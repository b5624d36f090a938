"""What is on, as a line of a list."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from hearth.directory.labels import cost_in_words
from hearth.directory.models import Location, Schedule, Service
from hearth.directory.occurrences import Occurrence
from hearth.directory.queries.public import Entry
from hearth.virtualhub import wording


@dataclass(frozen=True)
class TimeOn:
    """One time that something is on."""

    service: Service
    place: Location | None
    day: datetime.date
    hours: str
    facts: str
    """What it costs, and whether one just turns up."""
    old: str
    """That its word is old, and to ring first; empty if it is not."""


def time_on(occurrence: Occurrence[Schedule], entry: Entry, *, today: datetime.date) -> TimeOn:
    """Return one time that something is on, in words."""
    service, ends = entry.service, occurrence.ends
    facts = [
        cost_in_words(service),
        wording.booking_of(service.booking),
        wording.space_of(service.space_now),
    ]
    return TimeOn(
        service=service,
        place=entry.at(occurrence.schedule),
        day=occurrence.day,
        hours=wording.hours(
            timezone.localtime(occurrence.starts), timezone.localtime(ends) if ends else None
        ),
        facts=wording.joined(facts),
        old=wording.confirmed_or_old(service.confirmed_on, "", is_old=True, today=today)
        if entry.is_old(today)
        else "",
    )
