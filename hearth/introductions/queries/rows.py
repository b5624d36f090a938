"""Introductions, as far as they are open to whoever asks."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.introductions.models import (
    COME_BACK,
    DID_NOT_FIT,
    Fitted,
    Introduction,
    IntroductionLine,
    LineKind,
    SharedWithThem,
    State,
    Way,
)
from hearth.introductions.queries.begin import space_of
from hearth.introductions.queries.said import ON_THE_MAP, next_step_of
from hearth.outgoing.neutral import is_neutral
from hearth.people.models import Person, Sight
from hearth.people.queries.seeing import sight_of

A_PAGE = 50
NAMED = ("person", "service", "site", "colleague", "owner", "goes_with")
SHOWN = (
    "way", "state", "next_step_sealed", "next_on", "answer_by", "begun_on", "met_on",
    "answered_at", "to_be_told", "person__known_as", "person__restricted_on", "service__name",
    "site__name", "colleague__name", "owner__name", "goes_with__name", "goes_at", "fitted",
    "other_fitted",
)  # fmt: skip
"""What a row of a list is made of: a service alone has fifty columns."""
RESTS = "It rests: kept, and not used"
"""How an introduction stands whose other side reads nothing, as the person asked."""


ANSWERS = (LineKind.YES, LineKind.NOT_NOW, LineKind.ASKS, LineKind.CAME)


@dataclass(frozen=True)
class IntroductionRow:
    """An introduction as a list shows it."""

    id: UUID
    person_id: UUID
    known_as: str
    to: str
    """The name of the service, the hub or the worker."""
    way: str
    state: str
    owner_id: UUID
    owner: str
    next_step: str
    next_on: datetime.date | None
    answer_by: datetime.date | None
    begun_on: datetime.date
    met_on: datetime.date | None
    is_due: bool
    """Its next step is due, or the answer did not come in time."""
    is_silent: bool
    """An answer was to come by a day that is past."""
    has_answered: bool = False
    """The other side said something by itself, and nobody has gone on with it yet."""
    to_be_told: bool = False
    """It was stopped, or did not fit: whoever looks after it has not said yet that they know."""
    stopped_by: str = ""
    """Who stopped it, or wrote that down, while that is to be told."""
    rests: bool = False
    """They asked that their record is kept and not used: whoever was asked reads it no more."""
    goes_with: str = ""
    """Who goes along; nobody, where they go by themselves."""
    goes_at: datetime.datetime | None = None
    fitted: str = ""
    """Whether it was right for the person, as they say."""
    other_fitted: str = ""

    @property
    def did_not_fit(self) -> bool:
        """Test if they met, and one side says that it was not, or not quite, right."""
        both = {self.fitted, self.other_fitted}
        return self.state == State.MET and not both.isdisjoint(DID_NOT_FIT)

    @property
    def fit_words(self) -> str:
        """What the two sides say of it, once they met: first that it did not fit."""
        both = {self.fitted, self.other_fitted}
        if Fitted.NO in both:
            return "It did not fit"
        if Fitted.PARTLY in both:
            return "It fitted in part"
        return "It fitted" if Fitted.YES in both else ""

    @property
    def on_the_desk(self) -> str:
        """What it is called on a page that lies open on the desk: not where, if that tells why."""
        where = self.where_on_the_desk
        return f"{self.known_as} and {where}" if where else f"The introduction of {self.known_as}"

    @property
    def where_on_the_desk(self) -> str:
        """To where it is, on such a page: nothing, if that tells why."""
        return self.to if is_neutral(self.to) else ""

    @property
    def way_words(self) -> str:
        return str(Way(self.way).label).partition(":")[0]

    @property
    def state_words(self) -> str:
        if self.rests and self.state == State.WAITING:
            return RESTS
        return str(State.SILENT.label if self.is_silent else State(self.state).label)

    @property
    def has_ended(self) -> bool:
        return self.next_on is None

    @property
    def has_come_back(self) -> bool:
        """Test if the other side did not say yes: it is the owner's to look at."""
        return self.is_silent or self.state in COME_BACK


@dataclass(frozen=True)
class Line:
    """One thing that happened on the way."""

    kind: str
    at: datetime.datetime
    by: str
    words: str
    on: datetime.date | None

    @property
    def kind_words(self) -> str:
        return str(LineKind(self.kind).label)


@dataclass(frozen=True)
class Shared:
    """What left, as it was."""

    lines: tuple[tuple[str, str], ...]
    agreed_on: datetime.date
    asked_by: str


@dataclass(frozen=True)
class IntroductionPage:
    """All of one introduction."""

    row: IntroductionRow
    space: str
    """Whether the other side has space, and since when that is said."""
    hope: str
    need: str
    accepted_by: str
    from_site: str
    phone: str
    """By which number the other side is rung; empty if none is known."""
    fitted: str
    fitted_words: str
    other_fitted: str
    other_words: str
    lines: tuple[Line, ...]
    """The latest first."""
    shared: tuple[Shared, ...]
    stamp: str
    """Of what is next, for the forms that go on with it."""
    needed_today: bool
    instead: tuple[tuple[UUID, str], ...] = ()
    """The other ways that were found, each by its id and to what it is."""
    instead_of: tuple[UUID, str] | None = None
    """The one that did not work, for which this is the other way."""

    @property
    def is_on_the_map(self) -> bool:
        """Test if what was needed stands on the map of unmet needs."""
        return any(
            line.kind == LineKind.COULD_NOT or ON_THE_MAP in line.words for line in self.lines
        )

    @property
    def answer(self) -> Line | None:
        """What the other side said last of whether and when."""
        return next((line for line in self.lines if line.kind in ANSWERS), None)

    @property
    def email_did_not_go(self) -> bool:
        """Test if what they were asked by last has not gone, as far as we know."""
        went = (line.kind for line in self.lines if line.kind in (LineKind.SENT, LineKind.NOT_GONE))
        return next(went, "") == LineKind.NOT_GONE

    @property
    def fitted_says(self) -> str:
        return str(Fitted(self.fitted).label) if self.fitted else ""

    @property
    def other_says(self) -> str:
        return str(Fitted(self.other_fitted).label) if self.other_fitted else ""


def open_introductions(actor: Actor, sight: Sight | None = None) -> QuerySet[Introduction]:
    """Return the introductions that the actor may read, and that have not ended."""
    sight = sight or sight_of(actor)
    return Introduction.objects.open_to(sight).filter(ended_on__isnull=True)


def waiting_on_me(
    actor: Actor, *, today: datetime.date, page: int | None = None, sight: Sight | None = None
) -> tuple[list[IntroductionRow], int]:
    """
    Return what the actor is to see to now, the longest due first; and of how many.

    :param page: only this page of them
    :param sight: by what the actor sees, if the page knows it already
    """
    seen = Introduction.objects.open_to(sight or sight_of(actor))
    mine = seen.filter(_due(today), owner=actor.id, person__died_recorded_at__isnull=True)
    return paged(mine.order_by("-to_be_told", "next_on", "id"), page=page, today=today)


def mine(
    actor: Actor, *, today: datetime.date, page: int = 1
) -> tuple[list[IntroductionRow], bool]:
    """Return a page of what the actor owns and does not wait on them now, the soonest first."""
    first = (page - 1) * A_PAGE
    owned = open_introductions(actor).filter(owner=actor.id).order_by("next_on", "id")
    owned = owned.exclude(_due(today), person__died_recorded_at__isnull=True)
    rows = rows_shown(owned[first : first + A_PAGE + 1], today=today)
    return rows[:A_PAGE], len(rows) > A_PAGE


def going_along(
    actor: Actor, *, sight: Sight | None = None, until: datetime.datetime | None = None
) -> list[IntroductionRow]:
    """
    Return with whom the actor goes along, the soonest first, and last those without an hour.

    :param until: only those who go before this moment
    """
    rows = open_introductions(actor, sight).filter(
        goes_with=actor.id, person__died_recorded_at__isnull=True
    )
    if until:
        rows = rows.filter(goes_at__lt=until)
    in_order = rows.order_by(F("goes_at").asc(nulls_last=True), "id")[:A_PAGE]
    return rows_shown(in_order, today=timezone.localdate())


def introductions_of(
    person: Person, *, actor: Actor, today: datetime.date
) -> tuple[list[IntroductionRow], list[IntroductionRow]]:
    """Return somebody's introductions: those that go on, and those that ended, the latest first."""
    theirs = Introduction.objects.open_to(sight_of(actor)).filter(person=person)
    going = rows_shown(theirs.filter(ended_on__isnull=True).order_by("next_on", "id"), today=today)
    ended = theirs.filter(ended_on__isnull=False).order_by("-ended_on", "-id")[:A_PAGE]
    return going, rows_shown(ended, today=today)


def get_introduction(introduction_id: UUID, *, person: Person, actor: Actor) -> Introduction:
    """
    Return an introduction of this person's.

    :raises Introduction.DoesNotExist: if there is none, or it is not open to the actor
    """
    theirs = Introduction.objects.open_to(sight_of(actor)).select_related("person")
    return theirs.get(id=introduction_id, person=person)


def introduction_page(
    introduction: Introduction, *, actor: Actor, today: datetime.date
) -> IntroductionPage:
    """Return all of one introduction, for its own page. A constant number of questions."""
    row = with_names(Introduction.objects.filter(id=introduction.id)).get()
    sight = sight_of(actor)
    happened = list(
        IntroductionLine.objects.open_to(sight).filter(introduction=row).order_by("-at", "-id")
    )
    left = list(SharedWithThem.objects.open_to(sight).filter(introduction=row).order_by("id"))
    ways = Introduction.objects.open_to(sight).filter(Q(instead_of=row) | Q(id=row.instead_of_id))
    ways = ways.select_related("service", "site", "colleague").order_by("begun_on", "id")
    other = {one.id: to_name(one) for one in ways}
    names = workers_named(
        {line.by_id for line in happened if line.by_id} | {one.asked_by_id for one in left}
    )
    return IntroductionPage(
        row=shown([row], today=today)[0],
        space=space_of(row.service),
        hope=row.hope,
        need=row.need.name if row.need else "",
        accepted_by=row.accepted_by,
        from_site=row.from_site.name,
        phone=_phone(row),
        fitted=row.fitted,
        fitted_words=row.fitted_words,
        other_fitted=row.other_fitted,
        other_words=row.other_words,
        lines=tuple(
            Line(
                line.kind, line.at, names.get(line.by_id, "") if line.by_id else "", line.words,
                line.on,
            )
            for line in happened
        ),
        shared=tuple(
            Shared(
                tuple((label, says) for label, says in one.lines), one.agreed_on,
                names.get(one.asked_by_id, ""),
            )
            for one in left
        ),
        stamp=next_step_of(row).stamp,
        needed_today=row.needed_today,
        instead=tuple((key, to) for key, to in other.items() if key != row.instead_of_id),
        instead_of=(row.instead_of_id, other[row.instead_of_id])
        if row.instead_of_id and row.instead_of_id in other else None,
    )  # fmt: skip


def _due(today: datetime.date) -> Q:
    late = Q(next_on__lte=today) | Q(state=State.WAITING, answer_by__lt=today)
    return Q(late | Q(answered_at__isnull=False), ended_on__isnull=True) | Q(to_be_told=True)


def with_names(rows: QuerySet[Introduction]) -> QuerySet[Introduction]:
    """Return introductions with all that a row says of others, in one question."""
    return rows.select_related(
        "person",
        "service__provider",
        "site",
        "colleague",
        "owner",
        "need",
        "from_site",
        "goes_with",
    )


def rows_shown(rows: QuerySet[Introduction], *, today: datetime.date) -> list[IntroductionRow]:
    """Return introductions as a list shows them. One question."""
    return shown(rows.select_related(*NAMED).only(*SHOWN), today=today)


def paged(
    rows: QuerySet[Introduction], *, page: int | None, today: datetime.date
) -> tuple[list[IntroductionRow], int]:
    """Return a page of introductions as a list shows them, or all of them; and of how many."""
    if page is None:
        found = rows_shown(rows, today=today)
        return found, len(found)
    total = rows.count()
    first = (page_there_is(page, total) - 1) * A_PAGE
    return rows_shown(rows[first : first + A_PAGE], today=today), total


def page_there_is(page: int, total: int) -> int:
    """Return the page that is asked for, or the last, of so many rows."""
    return min(page, max(1, -(-total // A_PAGE)))


def shown(rows: Iterable[Introduction], *, today: datetime.date) -> list[IntroductionRow]:
    """Return introductions as a list shows them; they come with_names."""
    rows = list(rows)
    stopped = _stopped_by([row for row in rows if row.to_be_told and row.state == State.STOPPED])
    return [
        IntroductionRow(
            id=row.id,
            person_id=row.person_id,
            known_as=row.person.known_as,
            to=to_name(row),
            way=row.way,
            state=row.state,
            owner_id=row.owner_id,
            owner=row.owner.name,
            next_step=row.next_step,
            next_on=row.next_on,
            answer_by=row.answer_by,
            begun_on=row.begun_on,
            met_on=row.met_on,
            is_due=is_silent(row.state, row.answer_by, today=today)
            or bool(row.next_on and row.next_on <= today),
            is_silent=is_silent(row.state, row.answer_by, today=today),
            has_answered=row.answered_at is not None,
            to_be_told=row.to_be_told,
            stopped_by=stopped.get(row.id, ""),
            rests=row.person.restricted_on is not None,
            goes_with=row.goes_with.name if row.goes_with else "",
            goes_at=row.goes_at,
            fitted=row.fitted,
            other_fitted=row.other_fitted,
        )
        for row in rows
    ]


def is_silent(state: str, answer_by: datetime.date | None, *, today: datetime.date) -> bool:
    """Test if an answer was to come by a day that is past."""
    return state == State.WAITING and bool(answer_by and answer_by < today)


def _stopped_by(rows: list[Introduction]) -> dict[UUID, str]:
    """Return who stopped each, by its id: the person by the name that they like. One question."""
    if not rows:
        return {}
    lines = IntroductionLine.objects.filter(introduction__in=rows, kind=LineKind.STOPPED)
    names = {row.id: row.person.known_as for row in rows}
    return {
        line.introduction_id: names[line.introduction_id] if line.by.own_pages else line.by.name
        for line in lines.select_related("by").order_by("at")
        if line.by
    }


def to_name(row: Introduction) -> str:
    """Return to what or whom it is: the name of a service, a hub, or somebody who works here."""
    if row.service:
        return row.service.name
    there = row.site or row.colleague
    return there.name if there else ""


def _phone(row: Introduction) -> str:
    if row.service:
        return row.service.phone or row.service.provider.phone
    return row.site.phone if row.site else ""
