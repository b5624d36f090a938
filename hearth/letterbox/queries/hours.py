"""When somebody reads what is written to a hub: by its hours, and no sooner than they hold."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from hearth.design.words import clock, day
from hearth.foundation.statements import ask
from hearth.letterbox.queries.boxes import BoxSaid, box_of
from hearth.places.models import Site
from hearth.places.opening import Closed, Open, Timetable, openings_between, status
from hearth.places.timetables import timetable_of

AHEAD = (datetime.timedelta(days=8), datetime.timedelta(days=120))
"""How far ahead opening times are looked at: as a rule a week holds enough of them."""


@dataclass(frozen=True)
class Reading:
    """When somebody reads at a hub, as it stands this minute."""

    reads_now: bool
    """It goes at once to those who read there: it is open, or one of them is on duty."""
    opens_at: datetime.datetime | None
    """When it opens next, if nobody reads now and that is known."""
    look_by: datetime.datetime | None
    """By when somebody reads a message; None if its hours hold no such moment."""
    is_here: bool = False
    """Somebody who reads there is in the building now, and it goes to them at once."""
    is_on_duty: bool = False
    """Somebody who reads there is on duty now, in the building or not."""
    is_open: bool = False
    has_readers: bool = True
    """Somebody holds a role there, today, that reads it."""

    @property
    def words(self) -> str:
        """Say it to whoever is about to write: never more than the hours hold."""
        if self.look_by is None:
            return "We do not know when somebody reads here next."
        by = f"Somebody reads this by {moment(self.look_by)}."
        if self.reads_now or self.opens_at is None:
            return by
        return f"Nobody reads this now. We are next here at {moment(self.opens_at)}. {by}"

    @property
    def worst_day_words(self) -> str:
        """Say it to somebody on their worst day."""
        if not self.has_readers:
            return "Nobody reads messages here. Please ring."
        if self.is_here:
            return "Somebody is here now. It stays in front of them until one of them has read it."
        if self.is_on_duty:
            door = "We are open now." if self.is_open else "The door is shut."
            if self.opens_at and not self.is_open:
                door = f"The door is shut until {moment(self.opens_at)}."
            return (
                f"Somebody is on duty and reads it. {door} It stays in front of them until one of "
                "them has read it."
            )
        if self.reads_now:
            return (
                "We are open now. It goes at once to all who read here, and stays in front of them "
                "until one of them has read it."
            )
        if self.opens_at is None:
            return "Nobody here reads this now, and we do not know when somebody does."
        return f"Nobody here reads this now. Somebody reads it from {moment(self.opens_at)}."


def moment(at: datetime.datetime) -> str:
    """Return a moment with its day: "10am on Tuesday 3 March"."""
    return f"{clock(timezone.localtime(at))} on {day(timezone.localtime(at))}"


def reading_at(
    site: Site, box: BoxSaid, *, now: datetime.datetime, but_not: UUID | None = None
) -> Reading:
    """
    Return when somebody reads at a hub: three questions for its hours, one for who is there.

    :param but_not: the sign-in of whoever writes, if they work here: nobody reads their own
    """
    some, on_duty, inside = ask(
        "SELECT readers, on_duty, inside FROM letterbox_who_is_there(%s, %s, %s, %s)",
        [site.id, box.reading_roles(), now, but_not],
    ).fetchone() or (False, False, False)
    if not some:
        return Reading(False, None, None, has_readers=False)
    times = timetable_of(site)
    by = open_minutes_from(times, now, box.read_within)
    match status(times, now):
        case Open():
            return Reading(True, None, by, is_here=inside, is_on_duty=on_duty, is_open=True)
        case Closed(next_open=opens):
            here = on_duty and inside
            return Reading(on_duty, opens, by, is_here=here, is_on_duty=on_duty)


def is_anybody_on_duty(site: Site, *, now: datetime.datetime) -> bool:
    """Test if somebody who reads at a hub is on duty there now, in the building or not."""
    return reading_at(site, box_of(site), now=now).is_on_duty


def open_minutes_from(
    times: Timetable, now: datetime.datetime, minutes: int
) -> datetime.datetime | None:
    """
    Return the moment by which a place will have been open for so many minutes from now on.

    :returns: None if it is not, as far as can be seen
    """
    for ahead in AHEAD:
        left = datetime.timedelta(minutes=minutes)
        for each in openings_between(times, now, now + ahead):
            if each.length >= left:
                return each.opens + left
            left -= each.length
    return None


def worst_day_look_by(
    reading: Reading, box: BoxSaid, *, now: datetime.datetime
) -> datetime.datetime:
    """Return when a worst day that nobody has read goes to all who read at the hub."""
    if reading.reads_now or reading.opens_at is None:
        return now + datetime.timedelta(minutes=box.louder_after)
    return reading.opens_at
