"""Letting somebody who cares for a person read some of what is theirs: both agree to it."""

import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from hearth.accounts.models import User
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.sealing import blind_index
from hearth.people.actions.editing import hold
from hearth.people.actions.layered import begin_in, whose
from hearth.people.actions.own_pages import UnseenWords
from hearth.people.finding import CARD_LETTERS, KEY
from hearth.people.models import Agreed, Bond, CarerView, CircleMember, Layer, Person, Reads
from hearth.people.own_pages import is_themselves, new_paper_code
from hearth.people.queries.ages import is_under_sixteen
from hearth.people.queries.caring import LOOKED, get_own_view, not_over
from hearth.people.queries.own_pages import has_words_unseen_by

CODE_LASTS = datetime.timedelta(days=14)
LONGEST = 365
"""Days. Who reads what is asked again each year: our own choice."""
NO_SUCH_CODE = "That code opens nothing. It may be used already, or older than two weeks"


class CarerViewRefused(Refused):
    """Somebody cannot be let read like that."""


class NotTheirsToOpen(UnseenWords):
    """Whoever writes down what a carer may read could open what is not shared with them."""

    def __init__(self, person: Person) -> None:
        super().__init__(person)
        self.says = (
            f"{person.known_as} has written, or told somebody, what they do not share with you. "
            f"Let somebody with whom they share it write this down, or {person.known_as} "
            "themselves on their own page, or open the record for a reason first."
        )


@transaction.atomic
def let_carer_read(
    *, by: Actor, person: Person, member: CircleMember, reads: tuple[str, ...], days: int, how: str,
    now: datetime.datetime, today: datetime.date,
) -> str:  # fmt: skip
    """
    Write down that a person lets somebody in their circle read, and return the code for them.

    It is shown once, and opens nothing until the carer typed it on their own pages and said yes.
    What was agreed with them before ends.

    :param how: on their own page; or said or signed, to a worker
    :raises NotAllowed: if it is not them and the circle is not open to the actor, or something is
        written that the actor may not read: nobody opens to another what is not theirs to open
    :raises CarerViewRefused: if something is missing, they are under 16, or it is not to be used
    """
    person = _begin(by, person, how=how, now=now, today=today)
    if not is_themselves(by, person.id) and has_words_unseen_by(by, person, now=now):
        raise NotTheirsToOpen(person)
    if member.bond == Bond.WORKER:
        raise CarerViewRefused("They work here. Share it with them as a worker instead")
    chosen = [part.value for part in Reads if part.value in reads]
    if not chosen:
        raise CarerViewRefused("Choose what they may read")
    if not 0 < days <= LONGEST:
        raise CarerViewRefused("Choose for how long: a year at most")
    _end(CarerView.objects.filter(person=person, member_id=member.id), by=by, how=how, now=now)
    code = new_paper_code()
    view = CarerView(
        **whose(by, person), member_id=member.id, reads=chosen, agreed_how=how, agreed_on=today,
        person_until_on=today + datetime.timedelta(days=days), recorded_by_id=by.id,
        key=_key_of(code), key_ends_at=now + CODE_LASTS,
    )  # fmt: skip
    view.save(force_insert=True)
    audit.note(by=by, verb="agreed a carer's view of", subject=person)
    return code


@transaction.atomic
def say_again(
    *, by: Actor, person: Person, view: CarerView, how: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Write down that the person says again, for as long as before, that a carer may read.

    :raises NotAllowed: if it is not them, and the circle is not open to the actor
    :raises CarerViewRefused: if how they said so is missing, or it is not to be used
    """
    person = _begin(by, person, how=how, now=now, today=today)
    if not is_themselves(by, person.id) and has_words_unseen_by(by, person, now=now):
        raise NotTheirsToOpen(person)
    CarerView.objects.filter(not_over(today), id=view.id, person=person).update(
        agreed_on=today, agreed_how=how, recorded_by=by.id,
        person_until_on=today + (view.person_until_on - view.agreed_on),
    )  # fmt: skip
    audit.note(by=by, verb="agreed a carer's view of", subject=person)


@transaction.atomic
def end_carer_view(
    *, by: Actor, person: Person, view: CarerView, how: str, now: datetime.datetime
) -> None:
    """
    End a carer's view as the person wants it: from this moment it opens nothing.

    Done twice, it changes nothing more.

    :raises NotAllowed: if it is not them, and the circle is not open to the actor
    :raises CarerViewRefused: if how they said so is missing
    """
    person = begin_in(Layer.CIRCLE, by=by, person=person, now=now, or_themselves=True)
    _require_own_word(by, person, how)
    if _end(CarerView.objects.filter(id=view.id, person=person), by=by, how=how, now=now):
        audit.note(by=by, verb="ended a carer's view of", subject=person)


@transaction.atomic
def take_carer_code(
    *, by: User, person: Person, code: str, now: datetime.datetime, today: datetime.date
) -> UUID:
    """
    Take the code that a carer was given, and return of which view they are asked. It is used up.

    :param person: the carer
    :raises NotAllowed: if it is not them
    :raises CarerViewRefused: if it opens nothing, is their own, or they are under 16
    """
    person = _as_carer(by, person, today=today)
    key = _key_of(code)
    with connection.cursor() as cursor:
        cursor.cursor.execute(f"SET LOCAL {KEY} = '{key.hex()}'")
        found = CarerView.objects.filter(key=key, carer=None, ended_at=None, key_ends_at__gt=now)
        view = found.exclude(person=person).select_for_update(of=("self",)).first()
        if view is None or (person.worker_id and person.worker_id == view.recorded_by_id):
            raise CarerViewRefused(NO_SUCH_CODE)
        view.carer_called = person.known_as
        found.filter(id=view.id).update(
            carer=person.id, carer_sign_in=by.id, key=b"",
            carer_called_sealed=view.carer_called_sealed,
        )  # fmt: skip
        cursor.cursor.execute(f"SET LOCAL {KEY} = ''")
    audit.note(by=by, verb="typed the code of a carer's view", subject=view)
    return view.id


@transaction.atomic
def agree_to_read(*, by: User, person: Person, view_id: UUID, today: datetime.date) -> None:
    """
    Say as the carer, on their own pages, that they want to read: for the first time, or again.

    :param person: the carer
    :raises NotAllowed: if it is not them
    :raises CarerViewRefused: if they are under 16
    :raises CarerView.DoesNotExist: if nobody asks them, or it has ended
    """
    person = _as_carer(by, person, today=today)
    view = get_own_view(view_id, actor=by)
    CarerView.objects.filter(not_over(today), id=view.id, carer=person).update(
        carer_agreed_on=today, carer_until_on=today + datetime.timedelta(days=LONGEST)
    )
    audit.note(by=by, verb="said yes to a carer's view", subject=view)


@transaction.atomic
def stop_reading(*, by: User, person: Person, view_id: UUID, now: datetime.datetime) -> None:
    """
    End it as the carer, or say no to being asked.

    :param person: the carer
    :raises NotAllowed: if it is not them
    :raises CarerView.DoesNotExist: if there is none that has not ended
    """
    if not is_themselves(by, person.id):
        raise NotAllowed(f"{by.label} is not {person.id}")
    view = get_own_view(view_id, actor=by)
    _end(
        CarerView.objects.filter(id=view.id, carer=person),
        by=by,
        how=Agreed.OWN_PAGE.value,
        now=now,
    )
    audit.note(by=by, verb="ended as the carer a carer's view", subject=view)


def note_carer_looked(*, by: User, view: CarerView) -> None:
    """Write down that a carer looked. The person reads it among who has looked."""
    audit.opened(by=by, person_id=view.person_id, page=LOOKED)


def _begin(
    by: Actor, person: Person, *, how: str, now: datetime.datetime, today: datetime.date
) -> Person:
    person = begin_in(Layer.CIRCLE, by=by, person=person, now=now, or_themselves=True)
    _require_own_word(by, person, how)
    if person.has_died:
        raise CarerViewRefused("They have died")
    if person.restricted_on:
        raise CarerViewRefused("Their record is kept and not used. Ask first whether that is over")
    if is_under_sixteen(person, today=today):
        raise CarerViewRefused("They are under 16, and nobody decides this for them or alone")
    return person


def _require_own_word(by: Actor, person: Person, how: str) -> None:
    """Insist on the person's own word: on their own page, or said or signed to a worker."""
    if how not in Agreed.values or (how == Agreed.OWN_PAGE) != is_themselves(by, person.id):
        raise CarerViewRefused("Say how they said so: they said it, or signed a paper")


def _as_carer(by: User, person: Person, *, today: datetime.date) -> Person:
    if not is_themselves(by, person.id):
        raise NotAllowed(f"{by.label} is not {person.id}")
    person = hold(person)
    if person.restricted_on:
        raise CarerViewRefused(
            "You asked us to keep your record and not use it. Ask at a hub first"
        )
    if is_under_sixteen(person, today=today):
        raise CarerViewRefused("You are under 16. Talk about it with somebody at a hub first")
    return person


def _end(views: QuerySet[CarerView], *, by: Actor, how: str, now: datetime.datetime) -> int:
    return views.filter(ended_at=None).update(ended_at=now, ended_by=by.id, ended_how=how)


def _key_of(code: str) -> bytes:
    signs = "".join(sign for sign in code.upper() if sign in CARD_LETTERS)
    return blind_index("people.carers-view", signs)
