"""All that this app holds about somebody, in words, for them to read."""

from collections.abc import Iterator

from hearth.accounts.queries import workers_named
from hearth.design.words import clock, day, sentences
from hearth.diary.models import LoneVisitDetails, MeetAt, Meeting, WhatFor
from hearth.diary.queries.bookings import before_of
from hearth.people.models import Person

Row = tuple[str, str, str]


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    Each row says what it is, what is written, and the name of the organisation
    that answers for it (held_by).
    """
    return [
        {"what": what, "says": says, "held_by": held_by}
        for what, says, held_by in (*_meetings(person), *_visits(person))
    ]


def _meetings(person: Person) -> Iterator[Row]:
    rows = list(
        Meeting.objects.filter(person=person)
        .select_related("booking", "site", "held_by", "wants")
        .order_by("recorded_at", "id")
    )
    names = workers_named({row.booking.worker_id for row in rows if row.booking})
    for row in rows:
        booking = row.booking
        facts = [
            f"{WhatFor(row.what_for).label}, {MeetAt(row.meet_at).label.lower()}, {row.site.name}",
            f"{day(booking.begins_at)}, {clock(booking.begins_at)} to {clock(booking.ends_at)}, "
            f"with {names.get(booking.worker_id, 'a worker')}" if booking else "",
            "Called off" if booking and booking.called_off_at else "",
            f"You would like to meet {row.wants.name}" if row.wants else "",
            f"What suits you: {row.suits}" if row.suits else "",
            f"Where: {row.where}" if row.where else "",
            f"Also there: {row.who_else}" if row.who_else else "",
            "You agreed to be reminded" if row.remind_way_id else "",
            *(f"{was.by} changed it on {day(was.at)}. It was {was.words}"
              for was in before_of(row)),
        ]  # fmt: skip
        what = "A time to meet" if booking else "A time you asked for"
        yield what, sentences(facts), row.held_by.name


def _visits(person: Person) -> Iterator[Row]:
    rows = LoneVisitDetails.objects.filter(person=person).select_related(
        "visit", "worker", "held_by"
    )
    for row in rows.order_by("visit__began_at", "id"):
        says = f"{day(row.visit.began_at)}: {row.worker.name} came to you alone"
        yield "A visit to you", f"{says}. Where: {row.where}", row.held_by.name
