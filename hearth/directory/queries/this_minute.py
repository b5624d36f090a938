"""What help is there this very minute: numbers that answer, doors that are open, help near here."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.directory import national
from hearth.directory.occurrences import next_occurrence
from hearth.directory.queries.public import Entry, at_once
from hearth.places import opening
from hearth.places.models import Site, SiteStatus
from hearth.places.queries import public_sites
from hearth.places.timetables import timetable_of

A_MINUTE = datetime.timedelta(minutes=1)
MOST_NEXT = 3


@dataclass(frozen=True)
class OpenDoor:
    """A hub of ours, and when it is open."""

    site: Site
    says: str
    opens_at: datetime.datetime | None = None
    """When it opens next, if it is closed."""


@dataclass(frozen=True)
class Local:
    """Urgent help of this place that is there now."""

    id: UUID
    name: str
    phone: str
    text_number: str


@dataclass(frozen=True)
class HelpNow:
    """What help is there this minute."""

    lines: tuple[national.Line, ...]
    doors: tuple[OpenDoor, ...]
    next_doors: tuple[OpenDoor, ...]
    """Those that open next; nothing, where one is open."""
    local: tuple[Local, ...]


def help_this_minute(now: datetime.datetime) -> HelpNow:
    """Return what help is there this minute. A constant number of questions, and of anybody's."""
    doors, ahead = [], []
    for site in public_sites(now):
        if site.status == SiteStatus.PLANNED:
            continue
        status = opening.status(timetable_of(site), now)
        says = opening.words_for(status, now)
        if isinstance(status, opening.Open):
            doors.append(OpenDoor(site, says))
        elif status.next_open:
            ahead.append((status.next_open, OpenDoor(site, says, status.next_open)))
    ahead.sort(key=lambda each: (each[0], each[1].site.name))
    found = at_once(now.astimezone(opening.LONDON).date()).crisis
    return HelpNow(
        national.FIRST,
        tuple(doors),
        () if doors else tuple(door for _, door in ahead[:MOST_NEXT]),
        tuple(
            Local(one.service.id, one.service.name, one.service.phone, one.service.text_number)
            for one in found
            if is_there(one, now)
            and not national.is_national(one.service.phone, one.service.text_number)
        ),
    )


def is_there(entry: Entry, now: datetime.datetime) -> bool:
    """Test if a service is there this minute: what has no times is there always."""
    if entry.is_closed:
        return False
    if not entry.schedules:
        return True
    on = next_occurrence(entry.schedules, now, now + A_MINUTE)
    return on is not None and on.starts <= now
