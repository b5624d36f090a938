"""What every act of this app begins with, and the story that each adds to."""

import datetime
import re
from functools import partial

from hearth.foundation.actors import Actor
from hearth.foundation.errors import PartRefused
from hearth.introductions.models import ENDS, Introduction, IntroductionLine
from hearth.introductions.queries.said import next_step_of
from hearth.people.actions.editing import refuse_if_stale
from hearth.people.actions.keepers import require_near
from hearth.people.actions.layered import begin_in
from hearth.people.actions.written import written
from hearth.people.models import Layer, Person
from hearth.people.queries.seeing import sight_of


class IntroductionRefused(PartRefused):
    """It cannot be introduced, or written down, like that."""


checked = partial(written, refused=IntroductionRefused)


def held(
    by: Actor, introduction: Introduction, *, now: datetime.datetime, or_themselves: bool = False
) -> Introduction:
    """
    Return an introduction afresh, held so that no other request changes it before we are done.

    :param or_themselves: on their own pages somebody does this themselves
    :raises NotAllowed: if the person's support is not open to the actor
    :raises Introduction.DoesNotExist: if the actor does not see it (any more)
    """
    person = introduction.person
    begin_in(Layer.SUPPORT, by=by, person=person, now=now, or_themselves=or_themselves)
    mine = Introduction.objects.open_to(sight_of(by, now=now))
    row = mine.select_for_update(of=("self",)).select_related("person")
    return row.get(id=introduction.id)


def going_on(
    by: Actor, introduction: Introduction, stamp: str, *, now: datetime.datetime
) -> Introduction:
    """
    Return an introduction, held, that has not ended and that nobody else went on with.

    :param stamp: of what was next, as the page showed it
    :raises IntroductionRefused: if it has ended
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    row = held(by, introduction, now=now)
    refuse_if_ended(row)
    refuse_if_stale(next_step_of(row), stamp)
    return row


def refuse_if_ended(row: Introduction) -> None:
    """:raises IntroductionRefused: if it has ended"""
    if row.state in ENDS:
        raise IntroductionRefused("This has ended. Begin another introduction")


def refuse_their_name(name: str, words: str, *, about: str) -> None:
    """:raises IntroductionRefused: if what was needed says whose need it was, in a whole word"""
    if name and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words.casefold()):
        raise IntroductionRefused("Leave out their name: a need is nobody’s there", about=about)


def refuse_if_restricted(person: Person) -> None:
    """:raises IntroductionRefused: if they asked that their record is kept and not used"""
    if person.restricted_on:
        raise IntroductionRefused(
            "They asked that their record is kept and not used, so nothing new is said of them. "
            "Ask whether that is over, and lift it first"
        )


def tell_story(
    by: Actor, introduction: Introduction, kind: str, *, now: datetime.datetime, words: str = "",
    on: datetime.date | None = None,
) -> None:  # fmt: skip
    """Add a line to what happened on the way."""
    line = IntroductionLine(
        introduction=introduction, person_id=introduction.person_id,
        held_by_id=introduction.held_by_id, kind=kind, at=now, by_id=by.id, on=on,
    )  # fmt: skip
    line.words = words
    line.save(force_insert=True)


def next_is(
    row: Introduction, *, step: str, on: datetime.date | None, today: datetime.date
) -> None:
    """
    Say what is next and by when: an introduction that has not ended never lies. An answer that came
    by itself has been gone on with.

    :raises IntroductionRefused: if either is missing, or the day is past
    """
    row.answered_at = None
    row.next_step = checked(step, about="next_step", needed="Write what is next")
    row.next_on = require_near(
        on, refused=IntroductionRefused, about="next_on", today=today, was=row.next_on
    )
