"""
What waits to be looked after when the demonstration is first seen.

At the first site of each hub manager in the cast: last week's paper sheet, with three rows that
cannot be right, and a message that the outgoing gate held back. Both are made by the apps' own
actions, as a worker would make them.
"""

import csv
import datetime
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.demo.network import DemoSite, Network
from hearth.demo.settling import Standing
from hearth.foundation.acting import acting_as
from hearth.outgoing.actions import send
from hearth.outgoing.wording import TO_PEOPLE
from hearth.people.models import Person
from hearth.places.models import Site
from hearth.places.opening import LONDON
from hearth.sheets.actions import match_columns, read_sheet, take_file

HEADINGS = ("Date", "Time", "Name", "How many", "What for")
DAYS_BACK = 60


def lay(network: Network, standing: Sequence[Standing], *, now: datetime.datetime) -> None:
    """Lay a sheet and a message on the desk of each hub manager, as the tables' owner."""
    places = {place.slug: place for place in network.sites}
    sites = {here.site.slug: here.site for here in standing}
    managed = {
        worker.sites[0]: worker.username
        for worker in network.workers
        if worker.role == Role.HUB_MANAGER and worker.sites
    }
    for slug, username in managed.items():
        day = _last_open_day(places[slug], now)
        if day:
            manager = User.objects.get(username=username)
            with acting_as(manager):
                _lay_a_sheet(manager, sites[slug], day, now)
                _hold_a_message_back(manager, sites[slug], now)


def _last_open_day(place: DemoSite, now: datetime.datetime) -> datetime.date | None:
    today = now.astimezone(LONDON).date()
    days = (today - datetime.timedelta(days=back) for back in range(7, DAYS_BACK))
    return next((day for day in days if place.open_on(day)), None)


def _lay_a_sheet(manager: User, site: Site, day: datetime.date, now: datetime.datetime) -> None:
    paper = io.StringIO()
    csv.writer(paper).writerows([HEADINGS, *_rows(site, day)])
    name = f"paper-sheet-{day.isoformat()}.csv"
    sheet = take_file(by=manager, site=site, name=name, content=paper.getvalue().encode())
    sheet = match_columns(by=manager, sheet=sheet, matching=sheet.matching, only_day=None)
    read_sheet(by=manager, sheet=sheet, now=now)


def _rows(site: Site, day: datetime.date) -> Iterator[tuple[str, ...]]:
    on = f"{day:%d/%m/%Y}"
    for minutes, name in zip((600, 605, 640), _names_of_one(site), strict=False):
        yield on, f"{minutes // 60}:{minutes % 60:02}", name, "", ""
    yield on, "10:50", "", "", "A leaflet"
    yield on, "11:00", "", "9", "Coffee morning"
    yield f"31/02/{day:%Y}", "11:10", "Winnie", "", ""
    yield on, "half past", "Bertie Oak", "", ""
    yield on, "11:45", "", "a few", "Craft table"
    yield on, "12:15", "Dilys Thorn", "", "Company"


def _names_of_one(site: Site) -> list[str]:
    """Return names by which only one person is known at a site, those met last first."""
    known = Person.objects.filter(known_at__contains=[site.pk]).values_list("known_as", flat=True)
    how_many = Counter(name.casefold() for name in known)
    names = _people_of(site).values_list("known_as", flat=True)
    return [name for name in names if how_many[name.casefold()] == 1]


def _hold_a_message_back(manager: User, site: Site, now: datetime.datetime) -> None:
    people = _people_of(site).filter(wants_no_messages=False)
    unreachable = people.filter(ways_to_contact__isnull=True).first()
    if unreachable:
        template = next(iter(TO_PEOPLE))
        send(by=manager, site=site, person=unreachable, template=template, now=now)


def _people_of(site: Site) -> QuerySet[Person]:
    here = Person.objects.filter(greeted_at__contains=[site.pk], died_recorded_at__isnull=True)
    return here.order_by("-pk")
