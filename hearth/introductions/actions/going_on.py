"""What happens on the way: an answer, what is next, who sees to it, or that it could not happen."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from hearth.accounts.queries import workers_named
from hearth.design.words import sentences
from hearth.directory.actions.needs import NeedRefused, note_unmet
from hearth.directory.models import Term, UnmetNeed
from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.introductions.actions.writing import (
    IntroductionRefused,
    checked,
    going_on,
    next_is,
    refuse_their_name,
    tell_story,
)
from hearth.introductions.models import Introduction, LineKind, OtherSide, State, WhyNot
from hearth.introductions.queries.begin import kind_of
from hearth.introductions.queries.said import ON_THE_MAP
from hearth.people.actions.keepers import require_keeper

ANSWERS = {State.YES: LineKind.YES, State.NOT_NOW: LineKind.NOT_NOW, State.ASKS: LineKind.ASKS}
"""What the other side can say, and how the story calls it."""


@dataclass(frozen=True)
class Next:
    """What is next, and by when."""

    step: str
    on: datetime.date | None


@transaction.atomic
def write_answer(
    *, by: Actor, introduction: Introduction, answer: str, words: str, upcoming: Next, stamp: str,
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Write down what the other side said to us, and what is next. It waits for no answer then, in a
    partner's inbox neither.

    :param answer: YES, NOT_NOW or ASKS (see State)
    :param stamp: of what was next, as the page showed it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises IntroductionRefused: if something is missing, or it has ended
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    if answer not in ANSWERS:
        raise IntroductionRefused("Choose what they said", about="answer")
    row = going_on(by, introduction, stamp, now=now)
    needed = "Write what they need to know" if answer == State.ASKS else ""
    words = checked(words, about="words", needed=needed)
    next_is(row, step=upcoming.step, on=upcoming.on, today=today)
    row.state, row.answer_by = answer, None
    row.save()
    OtherSide.objects.filter(introduction=row).update(
        said=answer, said_at=now, answers=F("answers") + 1
    )
    tell_story(by, row, ANSWERS[State(answer)], now=now, words=words, on=upcoming.on)
    audit.note(by=by, verb="wrote down an answer to the introduction of", subject=row.person)


@transaction.atomic
def change_next_step(
    *, by: Actor, introduction: Introduction, upcoming: Next, owner_id: UUID, stamp: str,
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Say what is next, by when, and who sees to it from now on. What was next stands in the story.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises IntroductionRefused: if something is missing, it has ended, or they cannot see to it
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    row = going_on(by, introduction, stamp, now=now)
    if owner_id != row.owner_id:
        require_keeper(
            by, row.person, owner_id, refused=IntroductionRefused, about="owner", today=today
        )
        names = workers_named([row.owner_id, owner_id])
        words = f"{names.get(row.owner_id, '')} → {names.get(owner_id, '')}"
        tell_story(by, row, LineKind.HANDED_OVER, now=now, words=words)
        row.owner_id = owner_id
    before = (row.next_step, row.next_on)
    next_is(row, step=upcoming.step, on=upcoming.on, today=today)
    if (row.next_step, row.next_on) != before:
        tell_story(by, row, LineKind.NEXT, now=now, words=row.next_step, on=row.next_on)
    row.save()
    audit.note(by=by, verb="said what is next of the introduction of", subject=row.person)


@transaction.atomic
def say_it_could_not_happen(
    *, by: Actor, introduction: Introduction, why: str, words: str, need_words: str,
    upcoming: Next, stamp: str, now: datetime.datetime, today: datetime.date,
    kind_id: UUID | None = None,
) -> None:  # fmt: skip
    """
    Write down that it could not happen, and the next idea. It goes to the map of unmet needs.

    :param why: one of WhyNot
    :param words: what happened, for whoever supports the person
    :param need_words: what was needed, without saying whose need it was
    :param kind_id: of what kind that is, where the introduction does not say it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises IntroductionRefused: if something is missing, or it has ended
    :raises EditedMeanwhile: if somebody else went on with it after the page was drawn
    """
    if why not in WhyNot.values:
        raise IntroductionRefused("Choose why it could not happen", about="why")
    row = going_on(by, introduction, stamp, now=now)
    if row.state == State.COULD_NOT:
        raise IntroductionRefused("That is written down already. Say what is next instead")
    words = checked(words, about="words")
    next_is(row, step=upcoming.step, on=upcoming.on, today=today)
    row.state, row.answer_by = State.COULD_NOT, None
    row.save()
    kept = to_the_map(by, row, why=why, need_words=need_words, today=today, kind_id=kind_id)
    said = sentences([str(WhyNot(why).label), words, kept])
    tell_story(by, row, LineKind.COULD_NOT, now=now, words=said)
    audit.note(by=by, verb="wrote down what could not happen for", subject=row.person)


def to_the_map(
    by: Actor, row: Introduction, *, why: str, need_words: str, today: datetime.date,
    about: str = "needed", kind_id: UUID | None = None,
) -> str:  # fmt: skip
    """
    Put what was needed on the map of unmet needs.

    :param kind_id: of what kind it is, if neither the introduction nor what it is to says so
    :returns: what the story says of it
    :raises IntroductionRefused: if what was needed is missing, or says whose need it was
    """
    refuse_their_name(row.person.known_as, need_words, about=about)
    needed = need_words.strip()
    kind = kind_of(row) or (Term.objects.filter(id=kind_id).first() if kind_id else None)
    note = ". ".join(part for part in (needed, str(WhyNot(why).label)) if part)
    try:
        note_unmet(
            by=by, told=UnmetNeed.Told.INTRODUCTION, term=kind, site=row.from_site, note=note,
            on=today,
        )  # fmt: skip
    except NeedRefused as refusal:
        raise IntroductionRefused(str(refusal), about=about) from refusal
    said = ", ".join(part for part in (needed, kind.name if kind else "") if part)
    return f"{ON_THE_MAP}: {said}" if said else ON_THE_MAP
