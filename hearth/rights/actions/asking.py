"""Writing down that somebody asked, and what moves its clock."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.design.words import day
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission
from hearth.foundation.statements import insert_once
from hearth.people.models import Person
from hearth.places.models import Site
from hearth.rights.actions.limits import begin_limit
from hearth.rights.actions.packs import begin_gathering
from hearth.rights.actions.writing import (
    RightsRefused,
    checked,
    close,
    held,
    log,
    may_ask_for,
    whose,
    worker_id_of,
)
from hearth.rights.models import AskedBy, AskedHow, Asks, LogKind, Outcome, Part, RightsRequest
from hearth.rights.queries.clock import answered_by, last_day_to_extend, stands_still
from hearth.rights.queries.said import Asked
from hearth.rights.queries.waiting import waits

BEGIN_AT_ONCE = (Asks.OBJECTION, Asks.RESTRICTION)


@transaction.atomic
def ask_about_rights(
    *, by: Actor, person: Person, said: Asked, site: Site, request_id: UUID,
    now: datetime.datetime, today: datetime.date,
) -> RightsRequest:  # fmt: skip
    """
    Write down what somebody asked about what is kept of them. Its clock runs from the day they did.

    Everything is gathered at once, where that was asked. Restriction and objection stand from today
    where a worker writes them down; asked on their own page they wait for whoever answers, so that
    nobody who is made to ask changes anything by it. Nothing is erased by asking.

    :param site: where it was asked
    :param request_id: an id that the page made up, so that a double tap is one request
    :raises NotAllowed: if it is neither the person nor their team, or not at that site
    :raises RightsRefused: if something is missing or cannot be, or the same waits already
    """
    _require_may_ask(by, person, site)
    said = _checked(said, today=today)
    if (by.themselves is not None) != (said.asked_how == AskedHow.OWN_PAGE):
        raise RightsRefused("On their own page people ask themselves, and nobody else does")
    begins = by.themselves is None and said.asks in BEGIN_AT_ONCE
    if not begins:
        _refuse_while_it_waits(by, person, said, request_id)
    row = RightsRequest(
        id=request_id, person=person, held_by_id=person.held_by_id, site=site, asks=said.asks,
        asked_on=said.asked_on, asked_by=said.asked_by, asked_how=said.asked_how, part=said.part,
        taken_by_id=worker_id_of(by), due_on=answered_by(said.asked_on), edited_at=now,
    )  # fmt: skip
    row.asker, row.words = said.asker, said.words
    if not insert_once(row):
        there = RightsRequest.objects.filter(id=request_id, person=person).first()
        if there is None:
            raise RightsRefused("Part of this page was lost. Open the page again")
        return there
    log(by, row, LogKind.ASKED, now=now, words=said.words)
    audit.note(by=by, verb="wrote down what was asked about the record of", subject=person)
    if said.asks == Asks.ACCESS:
        begin_gathering(row)
    if begins:
        begin_limit(by=by, request=row, person=person, now=now, today=today)
    return row


def _require_may_ask(by: Actor, person: Person, site: Site) -> None:
    """:raises NotAllowed: if it is neither the person nor their team, or not at that site"""
    if not may_ask_for(by, person) or site.id not in person.known_at:
        raise NotAllowed(f"{by.label} may not ask for {person.id} at {site.id}")
    there = by.may(Permission.CHANGE_PEOPLE, at=site) or by.may(Permission.ANSWER_RIGHTS, at=site)
    if by.themselves != person.id and not there:
        raise NotAllowed(f"{by.label} may not ask at {site.id}")


def _refuse_while_it_waits(by: Actor, person: Person, said: Asked, request_id: UUID) -> None:
    """
    :raises RightsRefused: if the same was asked and is not answered yet. The same page sent twice
        is one asking, and what is wrong can be said as often as it is
    """
    there = None if said.asks == Asks.CORRECTION else waits(person, said.asks)
    if there is None or there.id == request_id:
        return
    asked, answered = day(there.asked_on), day(there.due_on)
    again = (
        f"You asked for this on {asked}. {there.site} answers by {answered}. You need not ask again"
        if by.themselves
        else f"They asked for this on {asked}, at {there.site}. It waits there for an answer by "
        f"{answered}: go on with that one"
    )
    raise RightsRefused(again, about="asks")


def _checked(said: Asked, *, today: datetime.date) -> Asked:
    """:raises RightsRefused: if something is missing or cannot be"""
    if said.asks not in Asks.values:
        raise RightsRefused("Choose what they ask", about="asks")
    if said.asked_on > today:
        raise RightsRefused("Choose today, or a day before", about="asked_on")
    if said.asked_by not in AskedBy.values or said.asked_how not in AskedHow.values:
        raise RightsRefused("Say who asked, and how", about="asked_by")
    asker = checked(
        said.asker, about="asker",
        needed="" if said.asked_by == AskedBy.PERSON
        else "Write who asks for them, and what showed you that they may",
    )  # fmt: skip
    corrects = said.asks == Asks.CORRECTION
    if corrects and said.part not in Part.values:
        raise RightsRefused("Choose which part is wrong", about="part")
    words = checked(
        said.words, about="words", needed="Write what is wrong, as they say it" if corrects else ""
    )
    part = said.part if corrects else ""
    return Asked(
        said.asks, said.asked_on, said.asked_by, said.asked_how, asker, words, part
    )  # fmt: skip


@transaction.atomic
def ask_who_they_are(
    *, by: Actor, request: RightsRequest, on: datetime.date, words: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Write down that we asked them to show who they are, because that was in doubt.

    Only then does the clock stand still (UK GDPR, articles 12(6) and 12A): whoever is known here
    is not asked.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if they were asked already, or it is not said why
    """
    row = held(by, request)
    if row.identity_asked_on:
        raise RightsRefused("They were asked already")
    if not row.asked_on <= on <= today:
        raise RightsRefused("Choose a day from when they asked until today", about="on")
    words = checked(words, about="words", needed="Write why it was in doubt who they are")
    row.identity_asked_on = on
    _save_clock(row)
    log(by, row, LogKind.IDENTITY_ASKED, now=now, words=words)


@transaction.atomic
def see_who_they_are(
    *, by: Actor, request: RightsRequest, on: datetime.date, words: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Write down that they showed who they are. The month begins on that day.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if they were not asked, or it is not said by what
    """
    row = held(by, request)
    if not stands_still(row):
        raise RightsRefused("They were not asked, or have shown it already")
    if not (row.identity_asked_on and row.identity_asked_on <= on <= today):
        raise RightsRefused("Choose a day from when they were asked until today", about="on")
    words = checked(words, about="words", needed="Write by what we know them. Keep no copy of it")
    row.identity_seen_on = on
    _save_clock(row)
    log(by, row, LogKind.IDENTITY_SEEN, now=now, words=words)


@transaction.atomic
def take_longer(
    *, by: Actor, request: RightsRequest, words: str, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Write down that it takes two months longer, and what they were told of why.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it was said already, is too late to say, or no reason is given
    """
    row = held(by, request)
    if row.extended_on:
        raise RightsRefused("It takes longer already. It can be said once")
    if today > last_day_to_extend(row):
        raise RightsRefused("They had to be told within the first month. Answer now")
    words = checked(words, about="words", needed="Write why, as you told them")
    row.extended_on = today
    _save_clock(row)
    log(by, row, LogKind.EXTENDED, now=now, words=words)


def _save_clock(row: RightsRequest) -> None:
    row.due_on = answered_by(
        row.asked_on, identity_asked_on=row.identity_asked_on,
        identity_seen_on=row.identity_seen_on, extended=bool(row.extended_on),
    )  # fmt: skip
    row.save(
        update_fields=["identity_asked_on", "identity_seen_on", "extended_on", "due_on",
                       "edited_at"]
    )  # fmt: skip


@transaction.atomic
def end_request(
    *, by: Actor, request: RightsRequest, taken_back: bool, words: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    End a request that is not done: they take it back, or it is refused and they were told why.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it has ended, or it is not said why
    """
    row = held(by, request)
    words = checked(
        words, about="words",
        needed="Write what they said, or why it is not done and how they can complain",
    )  # fmt: skip
    outcome = Outcome.TAKEN_BACK if taken_back else Outcome.NOT_DONE
    close(row, outcome, today=today)
    log(by, row, LogKind.ENDED, now=now, words=words)
    audit.note(by=by, verb="ended what was asked about the record of", subject=whose(row))


@transaction.atomic
def say_it_was_decided(
    *, by: Actor, request: RightsRequest, words: str, now: datetime.datetime, today: datetime.date
) -> None:
    """
    End a request to erase, or to stop a use, with what was decided: they read it on their own page.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it has ended, asks for something else, or it is not said what
    """
    row = held(by, request)
    if row.asks not in (Asks.ERASURE, Asks.OBJECTION):
        raise RightsRefused("This is ended in another way")
    words = checked(
        words, about="words", needed="Write what was decided, and how they can complain"
    )
    close(row, Outcome.DECIDED, today=today)
    log(by, row, LogKind.ENDED, now=now, words=words)
    audit.note(by=by, verb="ended what was asked about the record of", subject=whose(row))


@transaction.atomic
def take_back(*, by: Actor, request_id: UUID, now: datetime.datetime, today: datetime.date) -> None:
    """
    Take back, as the person on their own page, what they asked there and waits. What the hub does
    with it ends.

    :raises NotAllowed: if it is not theirs, or was not asked on their own page
    :raises RightsRefused: if it has ended
    """
    asked = RightsRequest.objects.filter(
        id=request_id, person=by.themselves, asked_how=AskedHow.OWN_PAGE
    )
    row = asked.select_related("site").first()
    if row is None:
        raise NotAllowed(f"{by.label} did not ask {request_id}")
    if row.closed_on:
        raise RightsRefused("This has ended already")
    close(row, Outcome.TAKEN_BACK, today=today)
    log(by, row, LogKind.ENDED, now=now)
    audit.note(by=by, verb="took back what was asked about the record of", subject=whose(row))
