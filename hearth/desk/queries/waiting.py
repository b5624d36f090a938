"""What waits on a worker today, and whose plan they may open: for the page of today."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone

from hearth.desk.queries.taken_back import how_many_taken_back
from hearth.diary.queries import todays
from hearth.diary.queries.bookings import BookingRow
from hearth.diary.queries.times import bounds
from hearth.foundation.actors import Actor, Permission
from hearth.incidents.queries import how_many_wait
from hearth.introductions.queries import IntroductionRow, going_along, incoming_waiting
from hearth.introductions.queries import nobody_has as introductions_of_nobody
from hearth.introductions.queries import waiting_on_me as introductions_waiting
from hearth.outcomes.queries import how_many_again
from hearth.outgoing.waiting import how_many_to_see_to
from hearth.people.models import Sight
from hearth.people.queries import (
    A_WEEK,
    SharingEnds,
    ToAskAgain,
    last_days_of_what_is_held,
    sharings_ending,
    sharings_to_ask_again,
    who_has_a_plan,
)
from hearth.places.models import Site
from hearth.safety.queries import how_many_mine
from hearth.support.queries import waits_on
from hearth.support.queries.mine import Due
from hearth.support.queries.nobody_has import NobodyHas


@dataclass(frozen=True)
class ForYou:
    """
    What waits on a worker, the most human first. Who and what kind; never what was said. Of an
    introduction of theirs also where, unless that tells why.

    Today lies open on the desk, so what a promise says stands on a page of its own.
    """

    booked: tuple[BookingRow, ...] = ()
    """Today's times that are not over, the earliest first; none with somebody who has died."""
    hellos: tuple[Due, ...] = ()
    no_answers: tuple[Due, ...] = ()
    """What was agreed for no answer is still to be done."""
    promises: tuple[Due, ...] = ()
    nobody_has: tuple[NobodyHas, ...] = ()
    """What was agreed with somebody, and is nobody's to do any more, where it falls to them."""
    with_colleagues: int = 0
    """Hellos and promises with those who work here too, whose record is closed: only how many."""
    along: tuple[IntroductionRow, ...] = ()
    """With whom they go along today, the earliest first; another day too, for who supports nobody
    there and has no other list that they come by."""
    introductions: tuple[IntroductionRow, ...] = ()
    """Theirs whose next step is due, or to which no answer came."""
    introductions_of_nobody: tuple[IntroductionRow, ...] = ()
    """Those that nobody has in hand any more, where they fall to them."""
    plans: tuple[Due, ...] = ()
    ask_again: tuple[ToAskAgain, ...] = ()
    """They have turned 16 or 18 since they decided what is shared."""
    ending: tuple[SharingEnds, ...] = ()
    held_back: int = 0
    """What is held back from somebody for a week at most. How many, and no name: it lies open."""
    messages: int = 0
    """Held back at their sites, and waiting for a worker."""
    keeping_safe: int = 0
    """Worries and safety concerns that they answer for. How many, and no name: it lies open."""
    incidents: int = 0
    """Incidents they own, steps and agreements for coming in that are due: only how many."""
    incoming_of_nobody: int = 0
    """Who was introduced to their hubs, and nobody has them: how many, and no name."""
    incoming: int = 0
    """Those of them whom they look after, and what is next is due: only how many."""
    taken_back: int = 0
    """What they had in hand of those who took back since what they shared: only how many."""
    again: int = 0
    """To whom a questionnaire may be offered again at the site: how many, and no name."""
    has_people: bool = True
    """They support people at the site; otherwise it is only what they answer for."""

    @property
    def is_empty(self) -> bool:
        return replace(self, has_people=True) == ForYou()


def for_you(site: Site, *, actor: Actor, sight: Sight, today: datetime.date) -> ForYou | None:
    """
    Return what waits on the actor, in some thirty-seven questions.

    For who supports nobody there it is with whom they go along, and what they answer for; None, if
    it is neither.
    """
    now = timezone.now()
    if not actor.may(Permission.CHANGE_PEOPLE, at=site):
        keeps = actor.may(Permission.KEEP_CONCERNS, at=site)
        along = tuple(going_along(actor, sight=sight))
        if not (keeps or along):
            return None
        return ForYou(
            has_people=False,
            along=along,
            keeping_safe=how_many_mine(actor, now) if keeps else 0,
            held_back=_how_many_held(actor, today) if keeps else 0,
        )
    mine = waits_on(actor=actor, sight=sight, today=today)
    come_in = incoming_waiting(actor, today=today, sight=sight)
    return ForYou(
        tuple(one for one in todays(actor, now) if not (one.is_over or one.has_died)),
        mine.hellos, mine.no_answers, mine.promises, mine.nobody_has,
        sum(one.count for one in mine.with_colleagues),
        _along(actor, sight, today),
        tuple(introductions_waiting(actor, today=today, sight=sight)[0]),
        tuple(introductions_of_nobody(actor, sight=sight, today=today)[0]),
        mine.plans,
        tuple(sharings_to_ask_again(actor, today)),
        tuple(sharings_ending(actor, today, supports=mine.people)),
        _how_many_held(actor, today),
        how_many_to_see_to(actor),
        how_many_mine(actor, now),
        how_many_wait(actor, today=today),
        come_in.nobodys,
        come_in.mine,
        how_many_taken_back(),
        how_many_again(sight=sight, site_id=site.id),
    )  # fmt: skip


def _along(actor: Actor, sight: Sight, today: datetime.date) -> tuple[IntroductionRow, ...]:
    """Return with whom the actor goes along today; or was to go, and it has not ended."""
    _, tonight = bounds(today)
    return tuple(going_along(actor, sight=sight, until=tonight))


def _how_many_held(actor: Actor, today: datetime.date) -> int:
    return len(last_days_of_what_is_held(actor, today=today, by=today + A_WEEK))


def plans_open(people: Collection[UUID | None], *, sight: Sight) -> frozenset[UUID]:
    """Return which of these people have a plan that somebody may read."""
    return who_has_a_plan([one for one in people if one], sight=sight)
