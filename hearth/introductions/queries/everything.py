"""All that this app holds about somebody, in words, for them to read."""

import datetime
from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hearth.design.words import day
from hearth.introductions.models import (
    Came,
    Fitted,
    Incoming,
    Introduction,
    IntroductionLine,
    LineKind,
    OtherSide,
    SharedWithThem,
    State,
    Way,
)
from hearth.people.models import Person

Row = tuple[str, str, str]


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    Each row says what it is, what is written, and the name of the organisation that answers for it
    (held_by).
    """
    rows = [
        *_introductions(person), *_lines(person), *_shared(person), *_other_sides(person),
        *_brought(person),
    ]  # fmt: skip
    return [
        {"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows if says
    ]


def _introductions(person: Person) -> Iterator[Row]:
    rows = Introduction.objects.filter(person=person).select_related(
        "held_by", "service", "site", "colleague", "owner", "need", "goes_with"
    )
    for row in rows.order_by("begun_on", "id"):
        there = row.service or row.site or row.colleague
        facts = [
            f"{day(row.begun_on)}: {there.name if there else ''}",
            str(Way(row.way).label),
            f"You hoped: {row.hope}" if row.hope else "",
            f"For: {row.need.name}" if row.need else "",
            f"Who there said yes: {row.accepted_by}" if row.accepted_by else "",
            f"{row.owner.name} looks after it",
            f"{row.goes_with.name} goes along" if row.goes_with else "",
            f"You go on {day(row.goes_at)}" if row.goes_at else "",
            f"Next: {row.next_step}" if row.next_step else "",
            str(State(row.state).label),
            f"You met, {day(row.met_on)}" if row.met_on else "",
            f"Did it fit, you said: {Fitted(row.fitted).label}" if row.fitted else "",
            row.fitted_words,
            f"Did it fit, they said: {Fitted(row.other_fitted).label}" if row.other_fitted else "",
            row.other_words,
        ]
        yield "An introduction", _sentences(facts), row.held_by.name


def _lines(person: Person) -> Iterator[Row]:
    rows = IntroductionLine.objects.filter(person=person).select_related("held_by", "by")
    for row in rows.order_by("introduction", "at", "id"):
        who = f" ({row.by.name})" if row.by else ""
        facts = [f"{day(row.at)}: {LineKind(row.kind).label}{who}", row.words]
        yield "On the way of an introduction", _sentences(facts), row.held_by.name


def _shared(person: Person) -> Iterator[Row]:
    rows = SharedWithThem.objects.filter(person=person).select_related("held_by")
    for row in rows.order_by("id"):
        said = "; ".join(f"{label}: {says}" for label, says in row.lines)
        yield (
            "What we shared when we introduced you",
            f"{day(row.agreed_on)}: {said}",
            (row.held_by.name),
        )


def _other_sides(person: Person) -> Iterator[Row]:
    rows = OtherSide.objects.filter(person=person).select_related(
        "held_by", "service", "organisation"
    )
    for row in rows.order_by("id"):
        said = "; ".join(f"{label}: {says}" for label, says in row.lines)
        whom = row.organisation.name if row.organisation else "a link, opened by a code"
        facts = [
            f"{day(row.sent_on)}: {row.service.name}, by {whom}",
            said,
            f"They opened it, {day(row.read_at)}" if row.read_at else "They have not opened it",
            f"They said: {row.get_said_display()}" if row.said else "",
        ]
        yield "What we sent to the other side", _sentences(facts), row.held_by.name


def _brought(person: Person) -> Iterator[Row]:
    theirs = Incoming.objects.filter(Q(person=person) | Q(about=person))
    rows = theirs.select_related("held_by", "site", "owner")
    for row in rows.order_by("id"):
        facts = [
            f"{day(row.recorded_at)}: {row.introducer} introduced you to {row.site.name}",
            f"As {row.name}",
            f"How to reach them: {row.reply_to}" if row.reply_to else "",
            f"{row.get_safe_way_display()}: {row.where}" if row.where else "",
            row.when,
            f"You hoped: {row.hope}" if row.hope else "",
            str(row.get_agreed_how_display()),
            f"{row.owner.name} looks after it" if row.owner else "",
            f"Next: {row.next_step}" if row.next_step else "",
            *(" ".join(line) for line in row.lines),
        ]
        yield "You were introduced to us", _sentences(facts), row.held_by.name


def _sentences(facts: list[str]) -> str:
    return ". ".join(fact for fact in facts if fact)


def went_out(
    person: Person, *, held_by: Collection[UUID] | None = None
) -> list[tuple[str, UUID | None, datetime.date]]:
    """
    Return to whom something about a person has gone: the table that says so, to what, and when.

    :param held_by: only what these organisations answer for; all of it, if None
    """
    rows = SharedWithThem.objects.filter(person=person).select_related("introduction")
    if held_by is not None:
        rows = rows.filter(held_by__in=held_by)
    sent = [
        (SharedWithThem._meta.label, it.service_id or it.site_id or it.colleague_id, row.agreed_on)
        for row in rows.order_by("agreed_on", "id")
        for it in [row.introduction]
    ]
    return sent + _heard_back(person, held_by)


def _heard_back(
    person: Person, held_by: Collection[UUID] | None
) -> list[tuple[str, UUID | None, datetime.date]]:
    """Return what whoever introduced them to us heard: since then, and by their organisation."""
    rows = Incoming.objects.filter(person=person).exclude(may_hear=[])
    if held_by is not None:
        rows = rows.filter(held_by__in=held_by)
    return [
        (
            Incoming._meta.label,
            row.introduced_by.works_for_id
            if row.introduced_by and row.came == Came.PARTNER
            else None,
            timezone.localdate(row.recorded_at),
        )
        for row in rows.select_related("introduced_by").order_by("recorded_at", "id")
    ]
