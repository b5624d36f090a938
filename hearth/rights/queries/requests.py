"""What was asked, how far it is, and what stands."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.foundation.actors import Actor, Permission
from hearth.people import standing
from hearth.people.models import Person, Sight
from hearth.people.queries.seeing import get_answered_for, sight_of
from hearth.people.queries.shared import what_is_shared
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
from hearth.rights.queries.clock import stands_still

SOON = datetime.timedelta(days=7)
PAGE = 50
TOLD = (LogKind.EXTENDED, LogKind.NOT_AGREED, LogKind.LIFTED, LogKind.ENDED)
"""The lines of a log that are written as the person was told."""


@dataclass(frozen=True)
class RequestRow:
    """One thing that was asked, in a list."""

    id: UUID
    person_id: UUID
    known_as: str
    asks: str
    asks_words: str
    asks_to_them: str
    """The same, said to the person."""
    asked_on: datetime.date
    due_on: datetime.date
    site: str
    on_own_page: bool
    """They asked it there themselves."""
    ended: str
    """How it ended; empty while it is open."""
    ended_to_them: str
    """The same, said to the person."""
    is_late: bool
    is_soon: bool
    stands_still: bool


@dataclass(frozen=True)
class LogLine:
    """One thing that happened."""

    at: datetime.datetime
    kind_words: str
    by: str
    words: str


@dataclass(frozen=True)
class RequestPage:
    """One thing that was asked, with all that happened since."""

    row: RequestRow
    request: RightsRequest
    asked_by_words: str
    asked_how_words: str
    part_words: str
    taken_by: str
    log: tuple[LogLine, ...]
    to_tell: tuple[ToTell, ...]


@dataclass(frozen=True)
class StatementShown:
    """A person's own words, beside the part that they are about."""

    id: UUID
    part: str
    part_words: str
    words: str
    written_on: datetime.date
    may_take_away: bool
    """The actor answers for what was asked there: they write down that it is to stand no more."""

    @property
    def to_them(self) -> str:
        """The part, said to the person."""
        return Part(self.part).to_them


@dataclass(frozen=True)
class LimitShown:
    """What a record is not used for."""

    id: UUID
    kind: str
    words: str
    from_on: datetime.date


def _seen_by(actor: Actor) -> QuerySet[RightsRequest]:
    if actor.themselves:
        theirs = RightsRequest.objects.filter(person=actor.themselves)
        return theirs.select_related("site", "taken_by")
    places = {
        *actor.places_where(Permission.SEE_PEOPLE), *actor.places_where(Permission.ANSWER_RIGHTS),
    }  # fmt: skip
    return (
        RightsRequest.objects.filter(site__in=places)
        .filter(Q(worker_id=None) | ~Q(worker_id=actor.id))
        .select_related("site", "taken_by")
    )


def told_them(person: Person, *, actor: Actor) -> dict[UUID, tuple[str, ...]]:
    """
    Return by request the words in which somebody was told why, for them to read on their own page.

    Nothing to anybody else. One question.
    """
    if actor.themselves != person.id:
        return {}
    found: dict[UUID, tuple[str, ...]] = {}
    for line in RightsLine.objects.filter(person=person, kind__in=TOLD).order_by("at", "id"):
        if line.words:
            found[line.request_id] = (*found.get(line.request_id, ()), line.words)
    return found


def ready_for_them(person: Person, *, actor: Actor) -> frozenset[UUID]:
    """Return the requests whose copy may be given now, for the person on their own page."""
    if actor.themselves != person.id:
        return frozenset()
    free = Pack.objects.filter(person=person, state=PackState.RELEASED)
    return frozenset(free.values_list("request_id", flat=True))


def requests_of(person: Person, *, actor: Actor, today: datetime.date) -> list[RequestRow]:
    """Return what somebody asked, the newest first, as far as the actor sees it."""
    rows = _seen_by(actor).filter(person=person).order_by("-asked_on", "-id")
    return [_row(row, person.known_as, today) for row in rows]


def requests_to_answer(
    actor: Actor, *, today: datetime.date, ended: bool = False
) -> list[RequestRow]:
    """Return what is asked where the actor answers for it, what is due first on top."""
    places = actor.places_where(Permission.ANSWER_RIGHTS)
    rows = _seen_by(actor).filter(site__in=places, closed_on__isnull=not ended)
    rows = rows.order_by("-closed_on", "-id") if ended else rows.order_by("due_on", "id")
    found = list(rows[:PAGE])
    names = names_of({row.person_id for row in found})
    return [_row(row, names.get(row.person_id, ""), today) for row in found]


def names_of(people: set[UUID]) -> dict[UUID, str]:
    """Return what people whose requests the actor was shown like to be called."""
    if not people:
        return {}
    with standing.reaching(*people):
        return dict(Person.objects.filter(id__in=people).values_list("id", "known_as"))


def how_many_are_late(actor: Actor, *, today: datetime.date) -> int:
    """Return how many requests that the actor answers for should have been answered by now."""
    places = actor.places_where(Permission.ANSWER_RIGHTS)
    if not places:
        return 0
    late = _seen_by(actor).filter(site__in=places, closed_on=None, due_on__lt=today)
    return late.exclude(identity_asked_on__isnull=False, identity_seen_on=None).count()


def get_request(request_id: UUID, *, person: Person, actor: Actor) -> RightsRequest:
    """
    Return what somebody asked.

    :raises RightsRequest.DoesNotExist: if it is not theirs, or the actor may not see it
    """
    return _seen_by(actor).get(id=request_id, person=person)


def get_person_for_rights(person_id: UUID, actor: Actor) -> Person:
    """
    Return somebody, for whoever answers for what is asked at a site that knows them.

    :raises Person.DoesNotExist: if there is nobody, it is the actor, or they answer for nothing
        there
    """
    return get_answered_for(person_id, actor, permission=Permission.ANSWER_RIGHTS)


def request_page(request: RightsRequest, *, known_as: str, today: datetime.date) -> RequestPage:
    """Return a request with its log and who is to be told. Three questions."""
    lines = RightsLine.objects.filter(request=request).select_related("by").order_by("at", "id")
    to_tell = ToTell.objects.filter(request=request).select_related("told_by").order_by("id")
    return RequestPage(
        _row(request, known_as, today), request, str(AskedBy(request.asked_by).label),
        str(AskedHow(request.asked_how).label),
        str(Part(request.part).label) if request.part else "",
        request.taken_by.name if request.taken_by else "",
        tuple(
            LogLine(
                line.at, str(LogKind(line.kind).label),
                line.by.name if line.by else "", line.words,
            )
            for line in lines
        ),
        tuple(to_tell),
    )  # fmt: skip


def statements_of(person: Person, *, actor: Actor) -> list[StatementShown]:
    """Return the person’s own words beside their record, where each part is open to the actor."""
    return statements_beside(person.id, actor=actor)


def statements_beside(
    person_id: UUID, part: str = "", *, actor: Actor, sight: Sight | None = None
) -> list[StatementShown]:
    """
    Return the person's own words beside one part of their record, or beside all of it.

    Whoever reads the part reads them, and whoever answers for what was asked. Two questions; one,
    if it is given what the actor sees.

    :param part: a value of Part; all of them, unless given
    """
    standing_now = Statement.objects.filter(person=person_id, taken_away_on=None)
    if part:
        standing_now = standing_now.filter(part=part)
    answers = actor.places_where(Permission.ANSWER_RIGHTS)
    answered_for = standing_now.filter(site__in=answers).exclude(worker_id=actor.id)
    rows = standing_now.open_to(sight or sight_of(actor)) | answered_for
    return [
        StatementShown(
            row.id,
            row.part,
            str(Part(row.part).label),
            row.words,
            row.written_on,
            row.site_id in answers and row.worker_id != actor.id,
        )
        for row in rows.order_by("written_on", "id")
    ]


def limits_of(person: Person) -> list[LimitShown]:
    """Return what a record is not used for today, as far as who asks sees why."""
    rows = Limit.objects.filter(person=person, lifted_on=None).order_by("from_on", "id")
    return [
        LimitShown(row.id, row.kind, str(Limit.Kind(row.kind).label), row.from_on) for row in rows
    ]


def get_limit(limit_id: UUID, *, person: Person) -> Limit:
    """
    Return what a record is not used for.

    :raises Limit.DoesNotExist: if it is not theirs, or the actor may not see it
    """
    return Limit.objects.get(id=limit_id, person=person)


def get_statement(statement_id: UUID, *, person: Person, actor: Actor) -> Statement:
    """
    Return a person's own words beside their record, for whoever answers for what was asked there.

    :raises Statement.DoesNotExist: if they are not theirs, were taken away, or the actor answers
        for nothing there
    """
    places = actor.places_where(Permission.ANSWER_RIGHTS)
    standing_now = Statement.objects.filter(person=person, taken_away_on=None, site__in=places)
    return standing_now.exclude(worker_id=actor.id).get(id=statement_id)


def get_to_tell(to_tell_id: UUID, *, request: RightsRequest) -> ToTell:
    """
    Return somebody who is to be told that something was put right.

    :raises ToTell.DoesNotExist: if they are not of that request
    """
    return ToTell.objects.get(id=to_tell_id, request=request)


def shared_with(person: Person, *, today: datetime.date) -> list[str]:
    """Return with whom somebody shares or shared anything, by name, for telling them."""
    with standing.reaching(person.id):
        shared = what_is_shared(person, today=today)
    return list(dict.fromkeys(row.whom for row in (*shared.standing, *shared.over)))


def _row(row: RightsRequest, known_as: str, today: datetime.date) -> RequestRow:
    still = stands_still(row) and not row.closed_on
    is_open = row.closed_on is None and not still
    return RequestRow(
        row.id, row.person_id, known_as, row.asks, Asks(row.asks).short,
        Asks(row.asks).to_them, row.asked_on, row.due_on, row.site.name,
        row.asked_how == AskedHow.OWN_PAGE,
        str(Outcome(row.outcome).label) if row.outcome else "",
        Outcome(row.outcome).to_them if row.outcome else "",
        is_open and row.due_on < today, is_open and today <= row.due_on <= today + SOON, still,
    )  # fmt: skip
