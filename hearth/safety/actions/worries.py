"""Somebody is worried: written down, looked after, settled for now."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.accounts.queries import workers_named
from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.foundation.statements import insert_once
from hearth.people.models import Person
from hearth.places.models import Site
from hearth.safety.actions.holding import held
from hearth.safety.actions.looking import seen_by, tell_owner
from hearth.safety.actions.refusing import (
    SafetyRefused,
    checked,
    chosen_owner,
    past,
    refuse_if_other,
    require_to_tell,
    said_twice,
    write_once,
)
from hearth.safety.models import CheckKind, Worry, WorryCheck
from hearth.safety.models.worries import BY_THEMSELVES
from hearth.safety.queries import get_worry


@dataclass(frozen=True)
class WorryTold:
    """What somebody said who is worried."""

    words: str
    about: str = ""
    teller: str = ""
    reach: str = ""
    wants_word: bool = False
    confidential: bool = True
    not_for: tuple[UUID, ...] = ()
    """The sign-ins of those who work here and must not read it."""


@dataclass(frozen=True)
class Checked:
    """One thing that was done to see that somebody is all right."""

    kind: str
    done_at: datetime.datetime
    whom: str = ""
    said: str = ""


@transaction.atomic
def tell_worry(
    *,
    by: Actor,
    site: Site,
    told: WorryTold,
    person: Person | None,
    owner_id: UUID | None,
    worry_id: UUID,
    now: datetime.datetime,
) -> str:
    """
    Write down that somebody is worried, and return the name of whoever looks after it.

    :param person: whom it is about, if they are on the list
    :param owner_id: who looks after it; None means the manager of the site
    :param worry_id: an id that the page made up, so that a double tap is one worry
    :raises NotAllowed: if the actor writes none down at the site, or does not see the person
    :raises SafetyRefused: if something is missing, or nobody can look after it
    :raises SavedAlready: if the page was sent before, and said something else
    """
    require_to_tell(by, at=site, about=person)
    words = checked(told.words, about="words", needed="Write what they are worried about")
    about = checked(told.about, about="about") or (person.known_as if person else "")
    if not about:
        raise SafetyRefused("Write whom it is about: a name, or how to know them", about="about")
    teller, reach = (checked(told.teller, about="teller"), checked(told.reach, about="reach"))
    if told.wants_word and not reach:
        raise SafetyRefused("Write how we can reach them back", about="reach")
    worker = person.worker_id if person else None
    today = timezone.localdate(now)
    owner = chosen_owner(owner_id, site=site, but_not=(worker, *told.not_for), today=today)
    row = Worry(
        id=worry_id, site=site, held_by_id=site.run_by_id, person=person, told_at=now,
        wants_word=told.wants_word, confidential=told.confidential, written_by_id=by.id,
        owner_id=owner.id, owner_saw_at=seen_by(owner, by=by, now=now),
        not_for=list(told.not_for),
    )  # fmt: skip
    row.words, row.about, row.teller, row.reach = words, about, teller, reach
    before = write_once(row, site.id, told, person and person.id, owner_id)
    if before:
        return workers_named([before])[before]
    audit.note(by=by, verb="wrote down", subject=row, place=site)
    tell_owner(row)
    return owner.name


@transaction.atomic
def add_check(
    *, by: Actor, worry: Worry, check: Checked, check_id: UUID, now: datetime.datetime
) -> None:
    """
    Write down what was done to see that somebody is all right. Said twice, it is one.

    :raises Worry.DoesNotExist: if the actor does not see the worry
    :raises SafetyRefused: if something is missing, or it is still to come
    """
    worry = get_worry(worry.id, actor=by)
    if check.kind not in CheckKind.values or check.kind in BY_THEMSELVES:
        raise SafetyRefused("Choose what was done", about="kind")
    row = WorryCheck(
        id=check_id, worry=worry, kind=check.kind, noted_by_id=by.id,
        done_at=past(check.done_at, now=now, about="done_at"),
    )  # fmt: skip
    row.whom = checked(check.whom, about="whom")
    row.said = checked(check.said, about="said", needed="Write what you found, or what they said")
    if insert_once(row):
        audit.note(by=by, verb="added to", subject=worry, place=worry.site)
    else:
        there = WorryCheck.objects.filter(id=row.id).first()
        refuse_if_other(there, row, "said", "whom", "kind", "done_at")


@transaction.atomic
def settle_worry(
    *, by: Actor, worry: Worry, done: str, teller_told: bool | None, now: datetime.datetime
) -> None:
    """
    Say that a worry is settled for now, and what was done. It can be taken up again.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the actor neither owns it nor answers for it
    :raises SafetyRefused: if what was done is missing, or whether who said so was told, or
        somebody else settled it meanwhile, in other words
    """
    worry = held(Worry, worry.id, by=by)
    if worry.settled_at:
        said_twice(
            by=by, who=worry.settled_by_id, kept=worry.settled, words=done, what="settled this"
        )
        return
    done = checked(done, about="done", needed="Write what was done")
    if worry.wants_word and teller_told is None:
        raise SafetyRefused("Say whether you have told them what came of it", about="teller_told")
    worry.settled_at, worry.settled_by_id = now, by.id
    worry.teller_told = teller_told if worry.wants_word else None
    worry.settled = done
    worry.save(update_fields=["settled_at", "settled_by", "settled_sealed", "teller_told"])
    audit.note(by=by, verb="settled", subject=worry, place=worry.site)


@transaction.atomic
def take_up_worry(*, by: Actor, worry: Worry, now: datetime.datetime) -> None:
    """
    Take up a worry again that was settled. What was done stays written down with it.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the actor neither owns it nor answers for it
    """
    worry = held(Worry, worry.id, by=by)
    if worry.settled_at is None:
        return
    kept = WorryCheck(worry=worry, kind=CheckKind.TAKEN_UP, noted_by_id=by.id, done_at=now)
    kept.said = f"It was settled for now: {worry.settled}"
    kept.save(force_insert=True)
    Worry.objects.filter(id=worry.id).update(
        settled_at=None, settled_by=None, settled_sealed=b"", teller_told=None
    )
    audit.note(by=by, verb="took up again", subject=worry, place=worry.site)
