"""Packs, and the lines in them: which are to be decided, and what is given."""

import datetime
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from hearth.foundation.actors import Actor, Permission
from hearth.rights.models import (
    APART,
    Decided,
    Flag,
    Pack,
    PackRow,
    PackState,
    RightsRequest,
    WhyNot,
)
from hearth.rights.queries.requests import names_of
from hearth.rights.queries.withheld import Withheld, withheld, without

PAGE = 50
"""Lines that are read through on one page."""
OPEN_STATES = (PackState.RELEASED, PackState.GIVEN)


@dataclass(frozen=True)
class LineShown:
    """One line of a pack, as a reviewer reads it."""

    id: UUID
    app: str
    what: str
    says: str
    on: datetime.date | None
    answers: str
    flag: str
    flag_words: str
    decided: str
    decided_words: str
    given: str
    why_words: str
    reason: str
    listed: bool
    one_by_one: bool
    """It may name somebody else, is of somebody's safety, or told nowhere else (see APART)."""
    of_record: UUID | None = None
    """The linked record that it is of."""


@dataclass(frozen=True)
class LinkedRecord:
    """A record that is linked with theirs, of which a pack has lines."""

    id: UUID
    known_as: str
    lines: int
    is_same: bool
    """Somebody said, for this pack, that it is the same person."""

    @property
    def pair(self) -> tuple[UUID, str]:
        """Its id, and what they like to be called there."""
        return self.id, self.known_as


@dataclass(frozen=True)
class PackPage:
    """One page of a pack's lines."""

    lines: tuple[LineShown, ...]
    number: int
    has_more: bool
    left: int
    """How many are still to be decided."""
    flagged: int
    all_lines: int
    linked: tuple[LinkedRecord, ...]


def packs_of(request: RightsRequest, *, actor: Actor) -> QuerySet[Pack]:
    """Return what was gathered for a request, the newest first, for whoever answers for it."""
    places = actor.places_where(Permission.ANSWER_RIGHTS)
    return (
        Pack.objects.filter(request=request, site__in=places)
        .exclude(worker_id=actor.id)
        .select_related("released_by", "request__site", "site")
        .order_by("-id")
    )


def newest_pack(request: RightsRequest, *, actor: Actor) -> Pack:
    """
    Return what was gathered last.

    :raises Pack.DoesNotExist: if nothing was, or the actor does not answer for it
    """
    found = packs_of(request, actor=actor).first()
    if found is None:
        raise Pack.DoesNotExist
    return found


def undecided(pack: Pack) -> int:
    """Return how many lines must still be decided."""
    return PackRow.objects.filter(pack=pack, decided="").exclude(flag="").count()


def page_of_lines(pack: Pack, *, show: str, number: int) -> PackPage:
    """
    Return a page of a pack's lines. Six questions at most, however long it is.

    :param show: "left" those still to be decided, "flagged" all that had to be, "all" every line
    """
    rows = PackRow.objects.filter(pack=pack)
    flagged = ~Q(flag="")
    if show != "all":
        rows = rows.filter(flagged)
    if show == "left":
        rows = rows.filter(decided="")
    if show == "withheld":
        rows = PackRow.objects.filter(pack=pack).exclude(decided__in=["", Decided.GIVE])
    first = (number - 1) * PAGE
    found = list(rows.order_by("number")[first : first + PAGE + 1])
    everything = PackRow.objects.filter(pack=pack)
    return PackPage(
        tuple(shown(row) for row in found[:PAGE]), number, len(found) > PAGE, undecided(pack),
        everything.filter(flagged).count(), everything.count(), linked_records(pack),
    )  # fmt: skip


def linked_records(pack: Pack) -> tuple[LinkedRecord, ...]:
    """Return the linked records of which a pack has lines. Two questions; one, if there is none."""
    linked = PackRow.objects.filter(pack=pack, of_record__isnull=False)
    counted = dict(linked.values_list("of_record").annotate(Count("id")))
    names = names_of({each for each in counted if each})
    return tuple(
        LinkedRecord(each, names.get(each, ""), many, each in pack.same_person)
        for each, many in sorted(counted.items())
        if each
    )


def shown(row: PackRow) -> LineShown:
    """Return a line in words."""
    return LineShown(
        row.id, row.app.removeprefix("hearth."), row.what, row.says, row.on, row.answers, row.flag,
        str(Flag(row.flag).label) if row.flag else "", row.decided,
        str(Decided(row.decided).label) if row.decided else "", row.given,
        str(WhyNot(row.why).label) if row.why else "", row.reason, row.listed,
        row.flag in APART, row.of_record,
    )  # fmt: skip


def get_row(row_id: UUID, *, pack: Pack) -> PackRow:
    """
    Return one line of a pack.

    :raises PackRow.DoesNotExist: if it is not one of that pack
    """
    return PackRow.objects.select_related("pack__request__site").get(id=row_id, pack=pack)


def what_is_given(pack: Pack, *, known_as: str, today: datetime.date) -> dict[str, Any]:
    """
    Return all that a pack gives, for a paper and for a machine (docs/reference/subject-access.md).

    What was withheld says that it was and on what ground, unless that alone would tell what it is.
    What had to be decided and is not yet stands in a draft alone, marked so.
    """
    request = pack.request
    is_draft = pack.state not in OPEN_STATES
    rows = PackRow.objects.filter(pack=pack).order_by("number").iterator()
    parts: dict[str, list[dict[str, Any]]] = {}
    facts: list[dict[str, Any]] = []
    not_given: list[Withheld] = []
    grounds: dict[str, int] = {}
    for row in rows:
        if row.decided == Decided.WITHHOLD:
            not_given.append(withheld(row))
            if row.listed:
                grounds[row.why] = grounds.get(row.why, 0) + 1
            continue
        if row.facts:
            facts += json.loads(row.facts)
        if row.facts and not row.flag:
            continue
        subject = row.app.removeprefix("hearth.")
        parts.setdefault(subject, []).append(_given(row))
    rows_given, counts = without(not_given, facts, pack.counts)
    return {
        "schema": "hearth-subject-access/1",
        "draft": is_draft,
        "person": {"id": str(pack.person_id), "known_as": known_as},
        "asked_on": request.asked_on.isoformat(),
        "gathered_at": pack.gathered_at.isoformat() if pack.gathered_at else None,
        "printed_on": today.isoformat(),
        "parts": [
            {"subject": subject, "title": TITLES.get(subject, subject.capitalize()),
             "lines": in_order(lines)}
            for subject, lines in parts.items()
        ],
        "withheld": [
            {"ground": str(WhyNot(why).label), "how_many": many} for why, many in grounds.items()
        ],
        "rows": rows_given,
        "counts": counts,
    }  # fmt: skip


TITLES = {
    "people": "You, and what you told us",
    "outgoing": "What we sent you",
    "frontdoor": "When you came in",
    "support": "What we do together",
    "outcomes": "Questionnaires that you answered",
    "diary": "The times we booked",
    "safety": "When somebody was worried",
    "incidents": "Coming in safely, and things that happened",
    "introductions": "Who we introduced you to",
    "letterbox": "What you wrote to a hub, and how you were",
    "handover": "What one shift told the next",
    "erasing": "What is erased or kept, and until when",
    "rights": "What you asked about your record",
    "foundation": "Who has looked, and what was done",
}
"""How each part is called, for the person. An app that is not here is called by its own name."""


def in_order(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return lines by what they are, in the order in which each kind came, and by day."""
    kinds = list(dict.fromkeys(line["what"] for line in lines))
    place = {what: at for at, what in enumerate(kinds)}
    return sorted(lines, key=lambda line: (place[line["what"]], line["on"] or ""))


def _given(row: PackRow) -> dict[str, Any]:
    taken_out = row.decided == Decided.TAKE_OUT
    return {
        "what": row.what,
        "says": row.given if taken_out else row.says,
        "on": row.on.isoformat() if row.on else None,
        "answers": row.answers,
        "words_taken_out": str(WhyNot(row.why).label) if taken_out else None,
        "to_be_decided": bool(row.flag and not row.decided),
        "linked_record": row.of_record is not None,
    }


def flags_left(page: PackPage) -> list[UUID]:
    """Return the ids of the lines on a page that may be given as they stand, all at once."""
    in_doubt = {linked.id for linked in page.linked if not linked.is_same}
    return [
        row.id
        for row in page.lines
        if row.flag and not row.decided and not row.one_by_one and row.of_record not in in_doubt
    ]
