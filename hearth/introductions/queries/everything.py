"""All that this app holds about somebody, in words, for them to read."""

import datetime
from collections.abc import Collection, Iterator
from typing import TypeVar
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hearth.design.words import day, sentences
from hearth.introductions.models import (
    Came,
    Fitted,
    Incoming,
    Introduction,
    IntroductionLine,
    LineKind,
    OtherSide,
    Reply,
    SharedWithThem,
    Stands,
    State,
    Way,
)
from hearth.introductions.queries.incoming import WHAT
from hearth.people.models import Person

Row = tuple[str, str, str]
Part = TypeVar("Part", IntroductionLine, SharedWithThem, OtherSide)
OTHERS_SAID = "Did it fit, they said:"
WAYS = {
    Way.TOLD: "We told you about it: you go by yourself",
    Way.IN_TOUCH: "We put you in touch: we ask them first",
    Way.ALONG: "Somebody goes along with you",
}
STATES = {
    State.TO_GO: "You are to meet",
    State.STOPPED: "You stopped it",
}
LINES = {
    LineKind.BEGUN: "We began it with you",
    LineKind.FITTED: "Whether it was right for you",
    LineKind.CAME: "They said that you have been there",
    LineKind.MET: "You met",
    LineKind.STOPPED: "You stopped it",
}
BROUGHT: dict[str, str] = {
    Stands.WELCOMED: "You have been welcomed",
    Stands.RATHER_NOT: "You would rather not, for now",
    Stands.MET: "You have met",
    Stands.OTHER_WAY: "You found another way",
    Stands.COULD_NOT: "It could not be done",
    "WHO": "Your record was found, or begun",
}
SAID = {
    Reply.YES: "Yes, you can come",
    Reply.CAME: "You have been there",
}
"""What is said of the person elsewhere, said to them. What is not here is said alike to anybody."""


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    What happened on the way of an introduction, and what left with it, stands under that one. Each
    row says what it is, what is written, and the name of the organisation that answers for it
    (held_by).
    """
    rows = [*_introductions(person), *_brought(person)]
    return [
        {"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows if says
    ]


def _introductions(person: Person) -> Iterator[Row]:
    lines, shared = _of_each(IntroductionLine, person, "by"), _of_each(SharedWithThem, person)
    sides = _of_each(OtherSide, person, "service", "organisation")
    rows = Introduction.objects.filter(person=person).select_related(
        "held_by", "service", "site", "colleague", "owner", "need", "goes_with"
    )
    for row in rows.order_by("begun_on", "id"):
        there = row.service or row.site or row.colleague
        name = there.name if there else "somebody"
        what = f"Your introduction to {name}, {day(row.begun_on)}"
        yield what, _introduction(row), row.held_by.name
        story, left = lines.get(row.id, []), shared.get(row.id, [])
        for line in story:
            if line.kind == LineKind.BEGUN:
                yield what, _happened(line, but=row.hope), line.held_by.name
        for one in left:
            yield what, _left(one, name), one.held_by.name
        for side in sides.get(row.id, []):
            again = any(side.lines == one.lines for one in left)
            yield what, _sent(side, with_words=not again), side.held_by.name
        for line in story:
            told_above = line.kind == LineKind.SHARED and left and not line.words
            if line.kind != LineKind.BEGUN and not told_above:
                yield what, _happened(line), line.held_by.name


def _happened(line: IntroductionLine, *, but: str = "") -> str:
    """
    Return one thing that happened on the way.

    :param but: words that stand above it already
    """
    said = LINES.get(LineKind(line.kind), line.get_kind_display())
    by = (" (you)" if line.by.own_pages else f" ({line.by.name})") if line.by else ""
    words = "" if line.words == but else line.words
    if line.kind == LineKind.SENT and words:
        return f"{day(line.at)}: {said}{by}: {words}"
    return sentences([f"{day(line.at)}: {said}{by}", words])


def _of_each(model: type[Part], person: Person, *names: str) -> dict[UUID, list[Part]]:
    """Return what hangs on each of somebody's introductions, in the order in which it was made."""
    found: dict[UUID, list[Part]] = {}
    rows = model._default_manager.filter(person=person).select_related("held_by", *names)
    for row in rows.order_by("id"):
        found.setdefault(row.introduction_id, []).append(row)
    return found


def _introduction(row: Introduction) -> str:
    return sentences([
        f"{day(row.begun_on)}: {WAYS[Way(row.way)]}",
        f"You hoped: {row.hope}" if row.hope else "",
        f"For: {row.need.name}" if row.need else "",
        f"Who there said yes: {row.accepted_by}" if row.accepted_by else "",
        f"{row.owner.name} looks after it",
        f"{row.goes_with.name} goes along" if row.goes_with else "",
        f"You go on {day(row.goes_at)}" if row.goes_at else "",
        f"Next: {row.next_step}" if row.next_step else "",
        f"You met, {day(row.met_on)}"
        if row.met_on
        else STATES.get(State(row.state), row.get_state_display()),
        f"Did it fit, you said: {Fitted(row.fitted).label}" if row.fitted else "",
        row.fitted_words,
        f"{OTHERS_SAID} {Fitted(row.other_fitted).label}" if row.other_fitted else "",
        row.other_words,
    ])  # fmt: skip


def _left(row: SharedWithThem, name: str) -> str:
    said = "; ".join(f"“{label}: {says}”" for label, says in row.lines)
    return f"{day(row.agreed_on)}: You agreed that we tell {name}: {said}"


def _sent(row: OtherSide, *, with_words: bool) -> str:
    said = "; ".join(f"“{label}: {says}”" for label, says in row.lines)
    how = f"{row.organisation.name} reads it here" if row.organisation else "by a link and a code"
    reply = SAID.get(Reply(row.said), row.get_said_display()) if row.said else ""
    return sentences([
        f"{day(row.sent_on)}: We wrote to {row.service.name}, {how}",
        said if with_words else "",
        f"They opened it, {day(row.read_at)}" if row.read_at else "They have not opened it",
        f"They said: {reply}" if reply else "",
    ])  # fmt: skip


def _brought(person: Person) -> Iterator[Row]:
    theirs = Incoming.objects.filter(Q(person=person) | Q(about=person))
    rows = theirs.select_related("held_by", "site", "owner")
    for row in rows.order_by("id"):
        facts = [
            f"{day(row.recorded_at)}: {row.introducer} introduced you to {row.site.name}",
            f"They wrote your name as: {row.name}",
            f"How to reach them: {row.reply_to}" if row.reply_to else "",
            f"{row.get_safe_way_display()}: {row.where}" if row.where else "",
            row.when,
            f"You hoped: {row.hope}" if row.hope else "",
            row.get_agreed_how_display(),
            f"{row.owner.name} looks after it" if row.owner else "",
            f"Next: {row.next_step}" if row.next_step else "",
            BROUGHT.get(row.stands, "") if row.ended_on else "",
            *_story(row),
        ]
        yield "You were introduced to us", sentences(facts), row.held_by.name


def _story(row: Incoming) -> Iterator[str]:
    """Return what happened with somebody who was introduced to us, as it went."""
    for at, who, what, words in reversed(row.lines):
        said = BROUGHT.get(what) or WHAT.get(what, what)
        yield f"{day(datetime.datetime.fromisoformat(at))}: {said} ({who})"
        yield words


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
