"""What a person's own pages show of several apps together."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone

from hearth.accounts.models import User
from hearth.diary.queries.theirs import ComingToThem, coming_to_them
from hearth.erasing.models import Decision
from hearth.erasing.queries.theirs import ToldThem
from hearth.frontdoor.models import HowToday
from hearth.introductions.models import State
from hearth.introductions.queries import IntroductionRow, Theirs, introductions_of, theirs
from hearth.myhub import leads
from hearth.myhub.models import Gives, TodayIdea
from hearth.people.actions import Whom
from hearth.people.models import Heading, Person
from hearth.people.queries import passages, sight_of
from hearth.people.queries.layers import PassageShown
from hearth.people.queries.under_way import ALONG, INTRODUCTION, NotInHand, not_in_hand
from hearth.places.models import Organisation, Site
from hearth.places.queries import organisations
from hearth.rights.models import Asks
from hearth.rights.queries import RequestRow
from hearth.support.queries.promises import PromiseRow, promises_of

HOW_I_AM = {
    HowToday.WELL: "When I’m well",
    HowToday.OK: "When I’m OK",
    HowToday.NOT_GREAT: "When I’m not great",
    HowToday.WORST_DAY: "On my worst day",
    HowToday.GROWING: "When I’m growing",
}
"""The five words, as somebody says them of themselves."""
WHERE_IT_IS = {
    State.TO_GO: "You are to meet",
    State.WAITING: "We wait for their answer",
    State.YES: "They said yes",
    State.NOT_NOW: "Not now: we try again",
    State.ASKS: "They asked us something first",
    State.SILENT: "No answer came yet",
    State.COULD_NOT: "It could not be like that: we look for another way",
    State.MET: "You have met",
    State.STOPPED: "You stopped it",
    State.OTHER_WAY: "Another way was found",
}
"""Where an introduction is, said to the person."""
ASKS_FOR = {
    "new": "I would like an introduction to ",
    "keep": "Please do not erase what you keep about me. I asked for that, and want it no more.",
}
"""How a message begins that asks a hub for something, by what its address says it is about."""
SITE, ORGANISATION = "site", "organisation"


@dataclass(frozen=True)
class Today:
    """What somebody can use and create here, when they are as they say."""

    how: str
    words: str
    """How they are: "When I’m well"."""
    use: tuple[str, ...]
    create: tuple[str, ...]
    helps: tuple[PassageShown, ...] = ()
    """What helps them then, as they said it in their own plan."""


@dataclass(frozen=True)
class Home:
    """What somebody's first page says."""

    coming: tuple[ComingToThem, ...]
    going_on: tuple[IntroductionRow, ...]
    """Introductions of theirs that have not ended."""
    along: tuple[IntroductionRow, ...]
    """Those of them to which somebody goes with them, at an hour that is to come."""
    promised: tuple[PromiseRow, ...]
    not_in_hand: NotInHand
    """What of it nobody, or not whoever had it in hand, can see to."""

    @property
    def nobodys(self) -> tuple[IntroductionRow, ...]:
        """Return the introductions that nobody can look after."""
        lost = self.not_in_hand
        is_so = lost.shared_with_nobody
        return tuple(row for row in self.going_on if is_so and lost.has(INTRODUCTION, row.id))


@dataclass(frozen=True)
class Introductions:
    """Somebody's introductions, each with all that is told of it."""

    going_on: tuple[Theirs, ...]
    ended: tuple[Theirs, ...]
    not_in_hand: NotInHand


def where_it_is(row: IntroductionRow) -> str:
    """Return where an introduction is, said to the person whose it is."""
    return WHERE_IT_IS[State.SILENT if row.is_silent else State(row.state)]


def home(person: Person, *, actor: User, today: datetime.date) -> Home:
    """Return what somebody's first page says."""
    going_on, _ = introductions_of(person, actor=actor, today=today)
    to_do = promised(person, actor=actor, today=today)
    now = timezone.now()
    lost = not_in_hand(person, actor=actor, today=today)
    along = sorted(
        (
            row for row in going_on
            if row.goes_at and row.goes_at >= now and not lost.has(ALONG, row.id)
        ),
        key=lambda row: row.goes_at or now,
    )  # fmt: skip
    return Home(tuple(coming_to_them()), tuple(going_on), tuple(along), tuple(to_do), lost)


def todays() -> list[Today]:
    """
    Return what this network says for each way to be today, in the order of the five words; the
    usual, where it says nothing.
    """
    said: dict[tuple[str, str], list[str]] = {}
    for idea in TodayIdea.objects.order_by("place"):
        said.setdefault((idea.how, idea.gives), []).append(idea.words)

    def lines(how: str, gives: Gives) -> tuple[str, ...]:
        return tuple(said.get((how, gives), ())) if said else leads.usual(how, gives.value)

    return [
        Today(how.value, words, lines(how.value, Gives.USE), lines(how.value, Gives.CREATE))
        for how, words in HOW_I_AM.items()
    ]  # fmt: skip


def today_for(person: Person, how: str, *, actor: User) -> Today | None:
    """Return what is there for somebody who is so today, and what they said helps; None if not."""
    for one in todays():
        if one.how == how:
            named = [Heading(how)] if how in Heading.values else []
            helps = passages(person.id, named, sight=sight_of(actor))
            return replace(one, helps=tuple(each for each in helps if each.said.words))
    return None


def introductions(person: Person, *, actor: User, today: datetime.date) -> Introductions:
    """Return somebody's introductions. A constant number of questions."""
    every = theirs(person, actor=actor, today=today)
    return Introductions(
        tuple(one for one in every if not one.row.has_ended),
        tuple(one for one in every if one.row.has_ended),
        not_in_hand(person, actor=actor, today=today),
    )


def words_about(person: Person, about: str, *, actor: User, today: datetime.date) -> str:
    """
    Return how a message begins: that asks for something, or about one of their introductions, by
    its id; empty if it is about neither.
    """
    if about in ASKS_FOR:
        return ASKS_FOR[about]
    for one in theirs(person, actor=actor, today=today) if about else ():
        if str(one.row.id) == about:
            return f"About my introduction to {one.row.to or 'somewhere'}: "
    return ""


def may_take_back(row: RequestRow, erasing: Collection[ToldThem]) -> bool:
    """
    Test if somebody takes back by themselves what they asked about what is kept of them: on their
    own page, while it is open. Not that it is erased, while that is being decided already: then
    whoever decides must hear it.
    """
    deciding = any(one.decision == Decision.WAITING for one in erasing)
    return row.on_own_page and not row.ended and not (row.asks == Asks.ERASURE and deciding)


def promised(person: Person, *, actor: User, today: datetime.date) -> list[PromiseRow]:
    """Return what somebody and their workers promised each other and is still to do."""
    to_do, _ = promises_of(person, actor=actor, today=today)
    return to_do


def whom_to_share_with(person: Person) -> list[tuple[str, str]]:
    """Return with whom somebody can share: teams of hubs that know them, and organisations."""
    teams = Site.objects.filter(id__in=person.known_at).order_by("name", "id")
    return [
        *((f"{SITE} {site.id}", f"The team at {site.name}") for site in teams),
        *((f"{ORGANISATION} {one.id}", one.name) for one in organisations()),
    ]


def whom_chosen(chosen: str, roles: Collection[str]) -> Whom:
    """
    Return with whom something is shared, as it was chosen among whom_to_share_with.

    :param roles: who of a team; of an organisation it is everybody who works for it here
    """
    kind, _, of = chosen.partition(" ")
    if kind == SITE:
        return Whom(site=Site.objects.get(id=UUID(of)), roles=tuple(map(str, roles)))
    return Whom(organisation=Organisation.objects.get(id=UUID(of)))
