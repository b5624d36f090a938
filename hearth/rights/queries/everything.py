"""All that this app holds about somebody, in words, for them to read: the refused ones too."""

import datetime
from collections.abc import Collection, Iterator
from uuid import UUID

from django.utils import timezone

from hearth.design.words import day, sentences
from hearth.people.models import Person
from hearth.rights.models import (
    AskedBy,
    AskedHow,
    Asks,
    Limit,
    LogKind,
    Outcome,
    Pack,
    PackState,
    Part,
    RightsLine,
    RightsRequest,
    Statement,
    ToTell,
)

Row = tuple[str, str, str]
HOW = {AskedHow.SAID: "It was said to us", AskedHow.OWN_PAGE: "On your own page"}
LOG = {
    LogKind.ASKED: "Written down",
    LogKind.IDENTITY_ASKED: "We asked who you are: the clock stands still",
    LogKind.IDENTITY_SEEN: "We know who you are: the clock goes on",
    LogKind.EXTENDED: "It takes longer, and we told you why",
    LogKind.SAME: "We said that a linked record is yours",
    LogKind.GIVEN: "Given to you",
    LogKind.STATEMENT: "Your own words were put beside it",
    LogKind.TAKEN_AWAY: "Your own words were taken away again",
}
"""What the log says of them, said to them. What is not here is said alike to anybody."""


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    What stands in a copy that was made for them is what each app tells, and is not told twice. What
    happened since they asked stands under what they asked. Each row says what it is, what is
    written, and the name of the organisation that answers for it (held_by).
    """
    rows = [*_asked(person), *_stands(person), *_copies(person)]
    return [
        {"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows if says
    ]


def _asked(person: Person) -> Iterator[Row]:
    log: dict[UUID, list[RightsLine]] = {}
    lines = RightsLine.objects.filter(person=person).select_related("held_by", "by")
    for line in lines.order_by("at", "id"):
        log.setdefault(line.request_id, []).append(line)
    rows = RightsRequest.objects.filter(person=person).select_related("held_by", "site")
    for row in rows.order_by("asked_on", "id"):
        asker = f" ({row.asker})" if row.asker else ""
        facts = [
            f"{day(row.asked_on)}, {row.site.name}: {Asks(row.asks).to_them}",
            ""
            if row.asked_by == AskedBy.PERSON and not row.asker
            else f"Asked for you by: {AskedBy(row.asked_by).to_them}{asker}",
            HOW.get(AskedHow(row.asked_how), row.get_asked_how_display()),
            f"Which part: {Part(row.part).to_them}" if row.part else "",
            f"You said: {row.words}" if row.words else "",
            f"Answered by {day(row.due_on)} at the latest",
            f"{day(row.closed_on)}: {Outcome(row.outcome).to_them}" if row.closed_on else "",
        ]
        what = f"You asked, {day(row.asked_on)}"
        yield what, sentences(facts), row.held_by.name
        for line in log.get(row.id, []):
            who = f" ({line.by.name})" if line.by and not line.by.own_pages else ""
            kind = LogKind(line.kind)
            said = f"{day(line.at)}: {LOG.get(kind, kind.label)}{who}"
            words = "" if line.words == row.words else line.words
            yield what, sentences([said, words]), line.held_by.name


def _stands(person: Person) -> Iterator[Row]:
    for row in Statement.objects.filter(person=person).select_related("held_by").order_by("id"):
        facts = [
            f"{Part(row.part).to_them}, {day(row.written_on)}: {row.words}",
            f"Why it was not changed: {row.why_not}" if row.why_not else "",
            f"Taken away, {day(row.taken_away_on)}" if row.taken_away_on else "",
        ]
        yield "Your own words beside your record", sentences(facts), row.held_by.name
    for told in ToTell.objects.filter(person=person).select_related("held_by").order_by("id"):
        when = f"told, {day(told.told_on)}" if told.told_on else "not told yet"
        yield "Who is told that it was put right", f"{told.whom}: {when}", told.held_by.name
    for limit in Limit.objects.filter(person=person).select_related("held_by").order_by("id"):
        facts = [
            f"{Limit.Kind(limit.kind).label}, from {day(limit.from_on)}",
            f"Lifted, {day(limit.lifted_on)}: {limit.lifted_why}" if limit.lifted_on else "",
        ]
        yield "What your record is not used for", sentences(facts), limit.held_by.name


def _copies(person: Person) -> Iterator[Row]:
    for row in Pack.objects.filter(person=person).select_related("held_by").order_by("id"):
        given = f"Given to you, {day(row.given_at)}" if row.given_at else ""
        facts = [str(PackState(row.state).label), given, f"Kept until {day(row.goes_on)}"]
        yield "A copy of everything that was made for you", sentences(facts), row.held_by.name


def went_out(
    person: Person, *, held_by: Collection[UUID] | None = None
) -> list[tuple[str, UUID | None, datetime.date]]:
    """
    Return when copies of everything were given: to the person, or to whoever asked for them.

    :param held_by: only what these organisations answer for; all of it, if None
    """
    rows = RightsLine.objects.filter(person=person, kind=LogKind.GIVEN, request__asks=Asks.ACCESS)
    if held_by is not None:
        rows = rows.filter(held_by__in=held_by)
    days = (timezone.localdate(at) for at in rows.order_by("at").values_list("at", flat=True))
    return [(Pack._meta.label, None, on) for on in days]
