"""Reading a pack through: what is given, what is not and why; the second look; and giving it."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from hearth.design.words import day, sentences
from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.rights.actions.packs import kept_for
from hearth.rights.actions.writing import (
    RightsRefused,
    checked,
    close,
    held,
    log,
    require_answers,
    tell_that_something_waits,
)
from hearth.rights.models import (
    APART,
    Decided,
    HarmSaid,
    LogKind,
    Outcome,
    Pack,
    PackRow,
    PackState,
    WhyNot,
)
from hearth.rights.queries.cutting import CUT, left_of
from hearth.rights.queries.packs import linked_records, undecided
from hearth.rights.queries.said import Decision, HarmAsked
from hearth.rights.queries.tables import short_of

HALF_A_YEAR = datetime.timedelta(days=183)
"""An opinion on serious harm counts for six months (Data Protection Act 2018, schedule 3,
paragraph 6)."""
COLUMNS = [
    "decided", "given_sealed", "why", "reason_sealed", "professional_sealed",
    "asked_professional_on", "listed", "decided_by", "decided_at",
]  # fmt: skip


@transaction.atomic
def decide_row(
    *, by: Actor, row: PackRow, decision: Decision, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Decide what becomes of one line.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it is not being read through, or something is missing
    """
    pack = _in_review(by, row.pack)
    if row.of_record and row.of_record not in pack.same_person:
        raise RightsRefused("Say first whether the other record is the same person")
    decision = _checked(row, decision, today=today)
    row.decided, row.why, row.listed = decision.decided, decision.why, decision.listed
    row.given, row.reason = decision.given, decision.reason
    row.professional = decision.professional
    row.asked_professional_on = decision.asked_professional_on
    row.decided_by_id, row.decided_at = by.id, now
    row.save(update_fields=COLUMNS)
    audit.note(by=by, verb="decided about a line of", subject=row.pack)


def _checked(row: PackRow, decision: Decision, *, today: datetime.date) -> Decision:
    """:raises RightsRefused: if something is missing or cannot be"""
    if decision.decided not in Decided.values:
        raise RightsRefused("Choose what becomes of it", about="decided")
    if decision.decided == Decided.GIVE:
        return Decision(decision.decided)
    if decision.why not in WhyNot.values:
        raise RightsRefused("Choose why it is not given", about="why")
    reason = checked(
        decision.reason, about="reason", needed="Write why, for who looks a second time"
    )
    given = ""
    if decision.decided == Decided.TAKE_OUT:
        given = _cut(row.says, decision.given)
    professional, asked_on = "", None
    if decision.why == WhyNot.SERIOUS_HARM:
        professional = checked(
            decision.professional, about="professional",
            needed="Write which health professional was asked. Nobody else can say that it would "
            "do serious harm",
        )  # fmt: skip
        asked_on = decision.asked_professional_on
        _require_lately(asked_on, about="asked_professional_on", today=today)
    return Decision(
        decision.decided, given, decision.why, reason, professional, asked_on, decision.listed
    )


def _cut(says: str, typed: str) -> str:
    """
    Return what is left of a line, which says where words of it are gone.

    :raises RightsRefused: unless it is the line itself, with words taken out and nothing else
    """
    left = left_of(says, checked(typed, about="given", needed="Write what is left"))
    if left is None:
        raise RightsRefused(
            "Leave each word as it stands there, in the same order, and put … wherever you take "
            "some out. Nothing else can be changed",
            about="given",
        )
    if CUT not in left:
        raise RightsRefused("No word was taken out", about="given")
    if not left.replace(CUT, "").strip():
        raise RightsRefused("Nothing is left of it. Choose “Do not give it”", about="given")
    return left


def _require_lately(on: datetime.date | None, *, about: str, today: datetime.date) -> None:
    """:raises RightsRefused: unless a health professional said so in the last six months"""
    if on is None or not today - HALF_A_YEAR <= on <= today:
        raise RightsRefused(
            "Choose the day on which they said so: in the last six months", about=about
        )


@transaction.atomic
def say_it_is_the_same_person(
    *, by: Actor, pack: Pack, record_id: UUID, words: str, now: datetime.datetime
) -> None:
    """
    Say, once for each linked record of which a pack has lines, that it is the same person.

    Two records are linked by one tap, and nobody is given another person's life: until this is said
    no line of the other record is decided, and nothing is released.

    :param words: how that is known
    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it is not being read through, has no line of that record, or it is not
        said how that is known
    """
    pack = _in_review(by, pack)
    found = [linked for linked in linked_records(pack) if linked.id == record_id]
    if not found:
        raise RightsRefused("Choose which record", about="record")
    words = checked(words, about="words", needed="Write how you know that it is the same person")
    if record_id in pack.same_person:
        return
    pack.same_person = [*pack.same_person, record_id]
    pack.save(update_fields=["same_person"])
    log(by, pack.request, LogKind.SAME, now=now, words=f"{found[0].known_as}: {words}")
    audit.note(by=by, verb="said that a linked record is the same person in", subject=pack)


@transaction.atomic
def give_as_they_stand(
    *, by: Actor, pack: Pack, row_ids: Collection[UUID], now: datetime.datetime
) -> int:
    """
    Decide that lines that were read are given as they are, and return how many those were.

    What may name somebody else, is about somebody's safety, or is told nowhere else, is decided
    line by line; what is of a linked record, once it was said that it is the same person.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it is not being read through
    """
    pack = _in_review(by, pack)
    rows = PackRow.objects.filter(pack=pack, id__in=row_ids, decided="").exclude(flag="")
    rows = rows.filter(Q(of_record=None) | Q(of_record__in=pack.same_person))
    done = rows.exclude(flag__in=APART).update(
        decided=Decided.GIVE, decided_by_id=by.id, decided_at=now
    )
    audit.note(by=by, verb="decided about lines of", subject=pack)
    return done


@transaction.atomic
def release(
    *, by: Actor, pack: Pack, harm: HarmAsked, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Look at it a second time: from here on it may be given. Whoever read it through does not do
    that, and nobody does before somebody else has.

    :param harm: who was asked of the whole of it whether it would do serious harm: what is about
        anybody's health is given only once a health professional says that it would not (Data
        Protection Act 2018, schedule 3, paragraph 6)
    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if a line is undecided, not everything was gathered, nobody was asked of
        serious harm or some would do it, a linked record may be somebody else's, or nobody else has
        read it
    """
    pack = _in_review(by, pack)
    if short := short_of(pack.counts):
        raise RightsRefused(f"Not everything could be gathered: {', '.join(short)}")
    if left := undecided(pack):
        raise RightsRefused(f"{left} lines are still to be decided")
    if any(not linked.is_same for linked in linked_records(pack)):
        raise RightsRefused("Say first whether the other record is the same person")
    decided = PackRow.objects.filter(pack=pack, decided_by__isnull=False)
    if decided.filter(decided_by_id=by.id).exists():
        raise RightsRefused("You decided about a line of it. Somebody else looks a second time")
    if not decided.exists():
        raise RightsRefused("Nobody has read it through yet. Somebody else looks a second time")
    asked = _asked_of_harm(pack, harm, today=today)
    pack.state, pack.released_at, pack.released_by_id = PackState.RELEASED, now, by.id
    pack.save(update_fields=["state", "released_at", "released_by"])
    log(by, pack.request, LogKind.RELEASED, now=now, words=asked)
    audit.note(by=by, verb="released", subject=pack)
    tell_that_something_waits(by, pack.request, now=now)


def _asked_of_harm(pack: Pack, harm: HarmAsked, *, today: datetime.date) -> str:
    """
    Return who was asked whether any of it would do serious harm, as the log says it.

    :raises RightsRefused: if nobody is named, not lately, or not what they said; and if something
        would do it that is not left out
    """
    professional = checked(
        harm.professional, about="professional",
        needed="Write who was asked whether any of it would do serious harm",
    )  # fmt: skip
    _require_lately(harm.asked_on, about="asked_on", today=today)
    assert harm.asked_on is not None
    if harm.answer not in HarmSaid.values:
        raise RightsRefused("Choose what they said", about="answer")
    answer, back = HarmSaid(harm.answer), "Send it back, and say which line is not given"
    if answer == HarmSaid.STILL_IN:
        raise RightsRefused(f"What would do serious harm is not given. {back}", about="answer")
    harmful = PackRow.objects.filter(pack=pack, why=WhyNot.SERIOUS_HARM)
    if answer == HarmSaid.LEFT_OUT and not harmful.exists():
        raise RightsRefused(f"Nothing is left out on that ground. {back}", about="answer")
    said = sentences([answer.label, checked(harm.said, about="said")])
    return f"Would any of it do serious harm? {professional}, {day(harm.asked_on)}: {said}"


@transaction.atomic
def take_release_back(*, by: Actor, pack: Pack, words: str, now: datetime.datetime) -> None:
    """
    Send it back to be read through again: the second look found something.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it was given already, or it is not said why
    """
    request = held(by, pack.request)
    pack = Pack.objects.select_for_update(of=("self",)).get(id=pack.id)
    if pack.state not in (PackState.REVIEW, PackState.RELEASED):
        raise RightsRefused("It was given already")
    words = checked(words, about="words", needed="Write what has to be looked at again")
    pack.state, pack.released_at, pack.released_by_id = PackState.REVIEW, None, None
    pack.save(update_fields=["state", "released_at", "released_by"])
    log(by, request, LogKind.NOTE, now=now, words=words)


@transaction.atomic
def give(
    *, by: Actor, pack: Pack, words: str, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Write down that they were given it, to whom and how. It is answered.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it is not free to be given, or it is not said how it was
    """
    request = held(by, pack.request)
    pack = Pack.objects.select_for_update(of=("self",)).get(id=pack.id)
    if pack.state != PackState.RELEASED:
        raise RightsRefused("It is not free to be given yet")
    words = checked(words, about="words", needed="Write how it was given, and into whose hand")
    pack.state, pack.given_at, pack.goes_on = PackState.GIVEN, now, today + kept_for()
    pack.save(update_fields=["state", "given_at", "goes_on"])
    close(request, Outcome.GIVEN, today=today)
    log(by, request, LogKind.GIVEN, now=now, words=words)
    audit.note(by=by, verb="gave", subject=pack)


@transaction.atomic
def note_taken_out(*, by: Actor, pack: Pack, what: str, now: datetime.datetime) -> None:
    """
    Write down that a pack left Hearth as a file, and which one it was.

    :raises NotAllowed: if the actor does not answer for it
    """
    require_answers(by, pack.request)
    log(by, pack.request, LogKind.TAKEN_OUT, now=now, words=what)
    audit.note(by=by, verb="took out a file of", subject=pack)


def _in_review(by: Actor, pack: Pack) -> Pack:
    """
    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it is not being read through
    """
    held(by, pack.request)
    pack = Pack.objects.select_for_update(of=("self",)).select_related("request").get(id=pack.id)
    if pack.state != PackState.REVIEW:
        raise RightsRefused("It is not being read through now")
    return pack
