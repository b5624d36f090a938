"""Sharing a layer of a record, as it was decided with the person, and taking that back."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from hearth.accounts.models import User
from hearth.accounts.roles import MAY_BE_SHARED_WITH, READS_WHAT_IS_SHARED
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission, require_everywhere
from hearth.foundation.audiences import role_at
from hearth.foundation.errors import Refused
from hearth.people.actions.editing import hold, holder, require_change
from hearth.people.actions.holding_back import LONGEST
from hearth.people.models import Agreed, Basis, Decider, HeldBack, Layer, Person, Sharing
from hearth.people.own_pages import is_themselves
from hearth.people.queries.ages import ASKED_AGAIN_AT, age_on, asked_again_on, born_on_of
from hearth.places.models import Organisation, Site


class SharingRefused(Refused):
    """It cannot be shared like that."""


@dataclass(frozen=True)
class Whom:
    """With whom something is shared: an organisation, some roles at a site, or one worker."""

    organisation: Organisation | None = None
    site: Site | None = None
    roles: tuple[str, ...] = ()
    worker: User | None = None

    def audiences(self) -> list[UUID]:
        """
        Return the ids that stand on the rows.

        :raises SharingRefused: if it is nobody, more than one of the three, or somebody who could
            not read it
        """
        if sum(each is not None for each in (self.organisation, self.site, self.worker)) != 1:
            raise SharingRefused("Choose who it is shared with")
        if self.organisation:
            return [self.organisation.id]
        if self.worker:
            if not any(role in READS_WHAT_IS_SHARED for role, _ in self.worker.held):
                raise SharingRefused(
                    f"{self.worker.name} has no role in which they could read it. Choose somebody "
                    "who welcomes or supports people"
                )
            return [self.worker.id]
        if not self.site or not self.roles:
            raise SharingRefused("Choose which of the team it is shared with")
        if not set(self.roles) <= set(MAY_BE_SHARED_WITH):
            raise SharingRefused("Choose only those of the team who read what people share")
        return [role_at(self.site.id, role) for role in MAY_BE_SHARED_WITH if role in self.roles]


@dataclass(frozen=True)
class Decision:
    """Who decided, and how they said so."""

    by: str = Decider.PERSON.value
    how: str = Agreed.SAID.value
    note: str = ""
    """Who it was, and for a young person who judged that they can decide, and why."""


@dataclass(frozen=True)
class HeldBackFromThem:
    """Until when the person is not told of a sharing, and why that would put somebody in danger."""

    why: str
    until_on: datetime.date | None


@dataclass(frozen=True)
class WithoutAgreement:
    """Why something is shared without agreement, and what the person was told of it."""

    basis: str
    reason: str
    told: str
    held_back: HeldBackFromThem | None = None


@transaction.atomic
def agree_sharing(
    *,
    by: Actor,
    person: Person,
    layers: tuple[str, ...],
    whom: Whom,
    decision: Decision,
    today: datetime.date,
    until_on: datetime.date | None = None,
    instead_of: Sharing | None = None,
    now: datetime.datetime | None = None,
) -> Sharing:
    """
    Write down that somebody agreed to share layers of their record, and with whom.

    It opens them in the same moment. Said twice, it is one sharing.

    :param until_on: the last day; None means until they say stop
    :param instead_of: what they were asked about anew, as at 16 and 18: it is taken back
    :param now: this moment, where something is taken back
    :raises NotAllowed: if the actor may not write in this record
    :raises SharingRefused: if something is missing, or the day is past
    """
    person = hold(person)
    if not is_themselves(by, person.id):
        require_change(by, person)
    if person.restricted_on:
        raise SharingRefused(
            "They asked that their record is kept and not used. Ask whether that is over, and lift "
            "it first"
        )
    if decision.by not in Decider.values or decision.how not in Agreed.values:
        raise SharingRefused("Say who decided this, and how they said so")
    _require_own_word(by, person, decided_by=decision.by, how=decision.how)
    born_on = born_on_of(person.id)
    age = age_on(born_on, today)
    if decision.by != Decider.PERSON and not decision.note.strip():
        raise SharingRefused(
            "Say who decided, and why they may: for a young person, who judged that they can"
        )
    if decision.by == Decider.PERSON and age is not None and age < ASKED_AGAIN_AT[0]:
        raise SharingRefused(
            "They are under 16. Say who judged that they can decide this, or who decided with them"
        )
    _require_of_age(decision.by, age)
    sharing = _new(by, person, layers, whom, today=today, until_on=until_on)
    sharing.decided_by, sharing.how = decision.by, decision.how
    sharing.decided_note = decision.note.strip()
    sharing.ask_again_on = asked_again_on(born_on, after=today)
    opened = _open(by, sharing, today=today, verb="agreed sharing of", instead_of=instead_of)
    if instead_of and instead_of.id != opened.id:
        assert now
        withdraw_sharing(
            by=by, person=person, sharing=instead_of, how=decision.how, decided_by=decision.by,
            note=decision.note, now=now,
        )  # fmt: skip
    return opened


@transaction.atomic
def share_without_agreement(
    *,
    by: Actor,
    person: Person,
    layers: tuple[str, ...],
    whom: Whom,
    why: WithoutAgreement,
    today: datetime.date,
    until_on: datetime.date | None,
) -> Sharing:
    """
    Share layers of a record without agreement, as safeguarding, vital interests or the law asks.

    The actor answers for it by name, also for holding it back from the person for a while.

    :raises NotAllowed: if the actor may not write in this record
    :raises SharingRefused: if the reason, the basis, the day or what they were told is missing, or
        it cannot be held back like that
    """
    person = hold(person)
    require_change(by, person)
    if why.basis not in Basis.values:
        raise SharingRefused("Choose why it has to be shared")
    if not why.reason.strip():
        raise SharingRefused("Write the reason, so that they and others can understand it later")
    if not why.told.strip():
        raise SharingRefused("Write what they were told; or that they were not told yet, and why")
    if until_on is None:
        raise SharingRefused("Choose the last day. It can be shared again then, if it must be")
    sharing = _new(by, person, layers, whom, today=today, until_on=until_on)
    sharing.basis, sharing.reason, sharing.told = why.basis, why.reason.strip(), why.told.strip()
    if why.held_back:
        keep_from_them(sharing, why.held_back, by=by, today=today)
    return _open(by, sharing, today=today, verb="shared without agreement the record of")


@transaction.atomic
def withdraw_sharing(
    *,
    by: Actor,
    person: Person,
    sharing: Sharing,
    how: str,
    now: datetime.datetime,
    decided_by: str = Decider.PERSON.value,
    note: str = "",
) -> None:
    """
    Take a sharing back: from this moment it opens nothing. What was read stays read.

    Done twice, it changes nothing more. What was shared without agreement is ended by whoever keeps
    the record, so nobody need have said so.

    :param decided_by: who decided that it stops. The person always may, at any age
    :param note: who that was and why they may, if it was not the person alone
    :raises NotAllowed: if the actor may not write in this record, and it is not their own
    :raises SharingRefused: if how they said so is missing, or who else decided, or they may not
    """
    person = hold(person)
    if not is_themselves(by, person.id):
        require_change(by, person)
    elif sharing.basis:
        raise NotAllowed("What is shared without agreement is ended by whoever keeps the record")
    _require_own_word(by, person, decided_by=decided_by, how=how)
    nobody_said = bool(sharing.basis and not how)
    if (how not in Agreed.values or decided_by not in Decider.values) and not nobody_said:
        raise SharingRefused("Say who decided that it stops, and how they told us")
    note = "" if decided_by == Decider.PERSON or nobody_said else note.strip()
    if decided_by != Decider.PERSON and not nobody_said:
        if not note:
            raise SharingRefused("Say who decided that it stops, and why they may")
        _require_of_age(decided_by, age_on(born_on_of(person.id), timezone.localdate(now)))
    sharing.withdrawn_note = note  # sealed for this row
    taken = Sharing.objects.filter(id=sharing.id, person=person, withdrawn_at__isnull=True).update(
        withdrawn_at=now,
        withdrawn_by=by.id,
        withdrawn_how=how,
        withdrawn_decided_by="" if nobody_said else decided_by,
        withdrawn_note_sealed=sharing.withdrawn_note_sealed,
    )
    if taken:
        audit.note(by=by, verb="took back sharing of", subject=person)


@transaction.atomic
def close_ended_sharings(*, by: Actor) -> int:
    """
    Take what was shared until a day that is past off the rows: a nightly job.

    It opened nothing from midnight on, whatever this does: the walls compare the day. Returns how
    many people's rows were looked at anew; done twice, the second finds none.

    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_close_ended()")
        [closed] = cursor.fetchone() or [0]
    return int(closed)


def keep_from_them(
    sharing: Sharing, held_back: HeldBackFromThem, *, by: Actor, today: datetime.date
) -> None:
    """
    Say of a sharing that the person is not told of it until a day, without saving it.

    :raises SharingRefused: if the reason or the day is missing, or the day is past or too far
    """
    if not held_back.why.strip():
        raise SharingRefused("Write who could come to harm if they were told now, and how")
    if held_back.until_on is None or held_back.until_on < today:
        raise SharingRefused("Choose the day to look again: today, or a day to come")
    if held_back.until_on > today + LONGEST:
        raise SharingRefused("Choose a day within a year. It can be held back again then")
    sharing.held_back_until, sharing.held_back_by_id = held_back.until_on, by.id
    sharing.held_back_why = held_back.why.strip()


def note_hold(sharing: Sharing) -> None:
    """Write down beside a sharing who holds it back now, why and until when."""
    assert sharing.held_back_by_id
    assert sharing.held_back_until
    held = HeldBack(
        person_id=sharing.person_id,
        sharing=sharing,
        reviewer_id=sharing.held_back_by_id,
        until_on=sharing.held_back_until,
    )
    held.reason = sharing.held_back_why
    held.save(force_insert=True)


def _new(
    by: Actor,
    person: Person,
    layers: tuple[str, ...],
    whom: Whom,
    *,
    today: datetime.date,
    until_on: datetime.date | None,
) -> Sharing:
    chosen = [layer.value for layer in Layer if layer.value in layers]
    if not chosen:
        raise SharingRefused("Choose what is shared")
    if until_on and until_on < today:
        raise SharingRefused("That day is past. Choose today, or a day to come")
    if whom.worker and whom.worker.id == person.worker_id:
        raise SharingRefused("That is themselves. Nobody reads their own record as a worker")
    return Sharing(
        person=person,
        known_at=person.known_at,
        held_by_id=holder(by, person),
        layers=chosen,
        audiences=whom.audiences(),
        with_organisation=whom.organisation,
        with_site=whom.site,
        with_roles=[role for role in MAY_BE_SHARED_WITH if whom.site and role in whom.roles],
        with_worker=whom.worker,
        until_on=until_on,
        recorded_by_id=by.id,
    )


def _open(
    by: Actor,
    sharing: Sharing,
    *,
    today: datetime.date,
    verb: str,
    instead_of: Sharing | None = None,
) -> Sharing:
    """
    Write a sharing down, unless the very same stands: a button was pressed twice.

    :param instead_of: what they were asked about anew on another day is another, even if the same
    """
    same = (
        "layers", "audiences", "until_on", "how", "decided_by", "decided_note", "ask_again_on",
        "basis", "reason", "told", "held_back_until", "held_back_why",
    )  # fmt: skip
    for stands in Sharing.objects.standing(today).filter(person=sharing.person):
        if instead_of and stands.id == instead_of.id and _agreed_on(stands) < today:
            continue
        if all(getattr(stands, part) == getattr(sharing, part) for part in same):
            return stands
    sharing.save(force_insert=True)
    if sharing.held_back_until:
        note_hold(sharing)
    audit.note(by=by, verb=verb, subject=sharing.person)
    return sharing


def _require_own_word(by: Actor, person: Person, *, decided_by: str, how: str) -> None:
    """Insist that on their own pages people decide themselves, and nobody else there."""
    on_own_page = how == Agreed.OWN_PAGE
    if on_own_page != is_themselves(by, person.id) or (
        on_own_page and decided_by != Decider.PERSON
    ):
        raise SharingRefused("On their own pages people decide themselves, and nobody else does")


def _require_of_age(decided_by: str, age: int | None) -> None:
    """Insist that who decided may, at this age; where nobody knows it, they are believed."""
    if age is None or age < ASKED_AGAIN_AT[1]:
        return
    if decided_by == Decider.PARENT:
        raise SharingRefused("They are 18 or older, so no parent decides this for them")
    if decided_by == Decider.YOUNG_PERSON:
        raise SharingRefused(
            "They are 18 or older, so they decide as everybody does. Choose: the person"
        )


def _agreed_on(sharing: Sharing) -> datetime.date:
    return timezone.localdate(sharing.recorded_at)
