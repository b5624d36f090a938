"""
What is on, for people's own calendars (iCalendar, RFC 5545).

Each schedule is one event that comes round, with a name that never changes, so that a calendar that
follows the address shows what changed rather than all of it twice. Times are those of the clock on
the wall in London: an event at 10am is at 10am in summer and in winter.
"""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from icalendar import Calendar, Event, vRecur

from hearth.design.languages import say as _
from hearth.directory.models import Location, Schedule
from hearth.directory.occurrences import days_of
from hearth.directory.queries.public import Entry
from hearth.places.opening import LONDON

A_YEAR = datetime.timedelta(days=366)
ONE_DAY = datetime.timedelta(days=1)


def calendar(
    times: Iterable[tuple[Schedule, Entry]], *, name: str, host: str, address: str
) -> bytes:
    """
    Return a calendar of everything given.

    :param name: what a calendar program calls it
    :param host: whose it is: a part of each event's name
    :param address: where an entry's page is, but for its id
    """
    whole = Calendar()
    whole.add("prodid", "-//Hearth//What is on//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", name)
    whole.add("x-wr-timezone", "Europe/London")
    whole.add("refresh-interval;value=duration", "PT6H")
    for schedule, entry in times:
        if event := _event(schedule, entry, host=host, address=address):
            whole.add_component(event)
    whole.add_missing_timezones()
    said: bytes = whole.to_ical()
    return said


def _event(schedule: Schedule, entry: Entry, *, host: str, address: str) -> Event | None:
    first = first_day(schedule)
    if first is None:
        return None
    service, place = entry.service, entry.at(schedule)
    event = Event()
    event.add("uid", f"{schedule.id}@{host}")
    event.add("summary", _summary(entry))
    if entry.is_closed:  # whoever has it in a calendar sees it struck out, and is not busy
        event.add("status", "CANCELLED")
        event.add("transp", "TRANSPARENT")
    event.add("dtstamp", service.edited_at)
    event.add("last-modified", service.edited_at)
    event.add("sequence", int((service.edited_at - service.recorded_at).total_seconds()))
    event.add("url", f"{address}{service.id}/")
    event.add("description", _description(entry, f"{address}{service.id}/"))
    if place:
        event.add("location", location(place))
    begins, ends = _span(schedule, first)
    event.add("dtstart", begins)
    if ends:
        event.add("dtend", ends)
    if schedule.freq:
        event.add("rrule", _rule(schedule, begins))
        for day in sorted(schedule.not_on):
            event.add("exdate", _span(schedule, day)[0])
    return event


def first_day(schedule: Schedule) -> datetime.date | None:
    """Return the first day that it was there, counted from when it was written down."""
    since = schedule.begins_on or timezone.localdate(schedule.recorded_at)
    return next(iter(days_of(_whole(schedule), since, since + A_YEAR)), None)


def _whole(schedule: Schedule) -> Schedule:
    """Return the schedule as if it was never called off: where a rule starts must not move."""
    kept = Schedule(
        freq=schedule.freq, byday=schedule.byday, bymonthday=schedule.bymonthday,
        interval=schedule.interval, begins_on=schedule.begins_on, ends_on=schedule.ends_on,
    )  # fmt: skip
    kept.not_on = schedule.not_on if not schedule.freq else []
    return kept


Moment = datetime.datetime | datetime.date


def _span(schedule: Schedule, day: datetime.date) -> tuple[Moment, Moment | None]:
    """Return from when until when it is on a day, as days if it is all day."""
    if schedule.opens is None and schedule.closes is None:
        return day, day + ONE_DAY
    begins = datetime.datetime.combine(day, schedule.opens or datetime.time(0), LONDON)
    if schedule.closes is None:
        return begins, None
    last = day if schedule.closes > (schedule.opens or datetime.time(0)) else day + ONE_DAY
    return begins, datetime.datetime.combine(last, schedule.closes, LONDON)


def _rule(schedule: Schedule, begins: Moment) -> vRecur:
    rule: dict[str, object] = {"freq": schedule.freq, "wkst": "MO"}
    if schedule.interval > 1:
        rule["interval"] = schedule.interval
    if schedule.byday:
        rule["byday"] = schedule.byday
    if schedule.bymonthday:
        rule["bymonthday"] = schedule.bymonthday
    if schedule.ends_on:
        end = datetime.datetime.combine(schedule.ends_on, datetime.time(23, 59, 59), LONDON)
        is_moment = isinstance(begins, datetime.datetime)
        rule["until"] = end.astimezone(datetime.UTC) if is_moment else schedule.ends_on
    return vRecur(rule)


def _summary(entry: Entry) -> str:
    """Return what it is called, and that it is closed: some calendars show no status."""
    if entry.is_closed:
        return _("Closed for now: %(name)s") % {"name": entry.service.name}
    return entry.service.name


def _description(entry: Entry, address: str) -> str:
    service = entry.service
    said = [service.alert, service.description, service.how_to_book]
    said.append(_("Before you go, look here: %(address)s") % {"address": address})
    return "\n\n".join(words for words in said if words)


def location(place: Location) -> str:
    """Return where something is, on one line."""
    lines = [place.name, *place.address.splitlines(), place.town, place.postcode]
    return ", ".join(dict.fromkeys(line.strip() for line in lines if line.strip()))
