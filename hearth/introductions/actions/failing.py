"""What did not work goes to the map of unmet needs first: nobody answered, or not this way."""

import datetime

from hearth.design.words import sentences
from hearth.foundation.actors import Actor
from hearth.introductions.actions.going_on import to_the_map
from hearth.introductions.actions.writing import IntroductionRefused, checked, held, tell_story
from hearth.introductions.models import ENDS, Introduction, LineKind, State, WhyNot
from hearth.introductions.queries.rows import to_name
from hearth.introductions.queries.said import UNANSWERED, Missing, NobodyYes

SAY_WHAT = "Write what was needed"


def nobody_said_yes(
    by: Actor, row: Introduction, nobody: NobodyYes, *, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Write down who was rung in vain, and what was needed, on the map of unmet needs.

    :raises IntroductionRefused: if either is missing, or it says whose need it was
    """
    rang = checked(nobody.rang, about="rang", needed="Write whom you rang")
    tell_story(by, row, LineKind.RANG, now=now, words=rang)
    needed = checked(nobody.needed, about="needed", needed=SAY_WHAT)
    kept = to_the_map(by, row, why=WhyNot.NO_ANSWER, need_words=needed, today=today)
    said = sentences([str(WhyNot.NO_ANSWER.label), kept])
    tell_story(by, row, LineKind.COULD_NOT, now=now, words=said)


def found_another_way(
    by: Actor, introduction: Introduction, missing: Missing | None, *, found: Introduction,
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Let one that did not work end, because another way is tried. What was missing is said first. One
    that did not fit once they met waits on nobody any more.

    :param found: the other way
    :raises IntroductionRefused: if it was not answered, and nobody says what was needed
    """
    row = held(by, introduction, now=now)
    instead = f"{to_name(found)}, instead"
    if row.state in ENDS:
        if row.state == State.MET and row.to_be_told:
            row.to_be_told = False
            row.save(update_fields=["to_be_told", "edited_at"])
            tell_story(by, row, LineKind.OTHER_WAY, now=now, words=instead)
        return
    if row.state in UNANSWERED:
        if missing is None or missing.why not in WhyNot.values:
            raise IntroductionRefused("Say why the other one did not work", about="instead_why")
        needed = checked(missing.needed, about="instead_needed", needed=SAY_WHAT)
        kept = to_the_map(
            by, row, why=missing.why, need_words=needed, today=today, about="instead_needed"
        )
        said = sentences([str(WhyNot(missing.why).label), kept])
        tell_story(by, row, LineKind.COULD_NOT, now=now, words=said)
    row.state, row.ended_on, row.next_on = State.OTHER_WAY, today, None
    row.answer_by = row.answered_at = None
    fields = ["state", "ended_on", "next_on", "answer_by", "answered_at", "edited_at"]
    row.save(update_fields=fields)
    tell_story(by, row, LineKind.OTHER_WAY, now=now, words=instead)
