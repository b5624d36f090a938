"""Safety concerns: written down, told to others, looked at, finished for now."""

import datetime
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed
from hearth.foundation.statements import insert_once
from hearth.people.actions.editing import refuse_if_stale
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.places.models import Site
from hearth.safety.actions.refusing import (
    ABOUT_THEM,
    SafetyRefused,
    checked,
    chosen_owner,
    past,
    require_to_tell,
)
from hearth.safety.models import ConcernEntry, EntryKind, Knows, SafetyConcern
from hearth.safety.models.concerns import WRITTEN_BY_WORKERS
from hearth.safety.queries import ConcernSection, get_concern, keeps_concern, section_of
from hearth.safety.queries.concerns import known_kinds

LONGEST = datetime.timedelta(days=92)
"""How far off the next look may be. Three months is our own choice."""


@dataclass(frozen=True)
class ConcernSaid:
    """What was seen or said, and what the person wants."""

    seen: str
    noticed_at: datetime.datetime
    about: str = ""
    words: str = ""
    section: ConcernSection = field(default_factory=ConcernSection)


@dataclass(frozen=True)
class Entry:
    """One thing that was done about a concern."""

    kind: str
    done_at: datetime.datetime
    whom: str = ""
    organisation: str = ""
    said: str = ""


@transaction.atomic
def write_concern(
    *,
    by: Actor,
    site: Site,
    said: ConcernSaid,
    person: Person | None,
    owner_id: UUID | None,
    look_on: datetime.date,
    concern_id: UUID,
    now: datetime.datetime,
) -> None:
    """
    Write down a concern for somebody's safety. It has an owner, and a day to look at it again.

    :param owner_id: who answers for it; None means the manager of the site
    :param concern_id: an id that the page made up, so that a double tap is one concern
    :raises NotAllowed: if the actor writes none down at the site, or does not see the person
    :raises SafetyRefused: if something is missing, or nobody can answer for it
    """
    require_to_tell(by, at=site, about=person)
    seen = checked(said.seen, about="seen", needed="Write what you saw, or what you were told")
    about = checked(said.about, about="about") or (person.known_as if person else "")
    if not about:
        raise SafetyRefused("Write whom it is about: a name, or how to know them", about="about")
    section = _checked(said.section)
    today = timezone.localdate(now)
    worker = person.worker_id if person else None
    owner = chosen_owner(owner_id, site=site, but_not=worker, today=today)
    row = SafetyConcern(
        id=concern_id, site=site, held_by_id=site.run_by_id, person=person,
        kinds=list(section.kinds), knows=section.knows, written_by_id=by.id, owner_id=owner.id,
        noticed_at=past(said.noticed_at, now=now, about="noticed_at"),
        look_on=_day_to_look(look_on, today=today),
    )  # fmt: skip
    row.seen, row.about = seen, about
    row.words = checked(said.words, about="words")
    row.wish, row.knows_note = section.wish, section.knows_note
    if insert_once(row):
        audit.note(by=by, verb="wrote down", subject=row, place=site)


@transaction.atomic
def write_entry(
    *,
    by: Actor,
    concern: SafetyConcern,
    entry: Entry,
    look_on: datetime.date | None,
    entry_id: UUID,
    now: datetime.datetime,
) -> None:
    """
    Write down who was told or what was done, and when to look again. Said twice, it is one.

    :param look_on: the day of the next look; None leaves it. Only who answers for it says
    :raises SafetyConcern.DoesNotExist: if the actor does not see it
    :raises NotAllowed: if the actor only reads it
    :raises SafetyRefused: if something is missing, or the concern is finished for now
    """
    concern = get_concern(concern.id, actor=by)
    keeps = keeps_concern(concern, actor=by)
    if not keeps and concern.written_by_id != by.id:
        raise NotAllowed(f"{by.label} does not write in {concern.id}")
    if concern.finished_at:
        raise SafetyRefused("This is finished for now. Take it up again first")
    if entry.kind not in [kind.value for kind in WRITTEN_BY_WORKERS]:
        raise SafetyRefused("Choose what happened", about="kind")
    said = checked(entry.said, about="said")
    whom = checked(entry.whom, about="whom")
    organisation = checked(entry.organisation, about="organisation")
    if entry.kind == EntryKind.TOLD and not (whom or organisation):
        raise SafetyRefused("Write who was told", about="whom")
    if entry.kind in (EntryKind.DONE, EntryKind.SAID) and not said:
        raise SafetyRefused("Write what was done, or what they said", about="said")
    row = ConcernEntry(
        id=entry_id, concern=concern, kind=entry.kind, noted_by_id=by.id,
        done_at=past(entry.done_at, now=now, about="done_at"),
    )  # fmt: skip
    row.said, row.whom, row.organisation = said, whom, organisation
    if keeps and look_on:
        day = _day_to_look(look_on, today=timezone.localdate(now))
        SafetyConcern.objects.filter(id=concern.id).update(look_on=day)
    if insert_once(row):
        audit.note(by=by, verb="added to", subject=concern, place=concern.site)


@transaction.atomic
def change_concern(
    *, by: Actor, concern: SafetyConcern, section: ConcernSection, stamp: str,
    now: datetime.datetime,
) -> None:  # fmt: skip
    """
    Put right what it may be, what the person wants, and whether they know. What it said is kept.

    :param stamp: of what the page showed
    :raises NotAllowed: if the actor does not answer for it
    :raises SafetyRefused: if it is too long
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    concern = _held(by, concern)
    before, section = section_of(concern), _checked(section)
    if section == before:
        return
    refuse_if_stale(before, stamp)
    _entry(by, concern, EntryKind.CHANGED, before.words, now=now).save(force_insert=True)
    concern.kinds, concern.knows = list(section.kinds), section.knows
    concern.wish, concern.knows_note = section.wish, section.knows_note
    concern.save(update_fields=["kinds", "knows", "wish_sealed", "knows_note_sealed"])
    audit.note(by=by, verb="changed", subject=concern, place=concern.site)


@transaction.atomic
def say_whom_concern_is_about(*, by: Actor, concern: SafetyConcern, person_id: UUID) -> None:
    """
    Write down whom on the list a concern is about.

    :raises NotAllowed: if the actor does not answer for it
    :raises Person.DoesNotExist: if the actor does not see the person
    :raises SafetyRefused: if it is whoever answers for it
    """
    concern = _held(by, concern)
    person = get_person(person_id, by)
    if person.worker_id == concern.owner_id:
        raise SafetyRefused(ABOUT_THEM)
    SafetyConcern.objects.filter(id=concern.id).update(person=person)
    audit.note(by=by, verb="changed", subject=concern, place=concern.site)


@transaction.atomic
def finish_concern(
    *, by: Actor, concern: SafetyConcern, learned: str, now: datetime.datetime
) -> None:
    """
    Say that a concern is finished for now, with what came of it. It can be taken up again.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the actor does not answer for it
    :raises SafetyRefused: if what came of it is missing
    """
    concern = _held(by, concern)
    if concern.finished_at:
        return
    learned = checked(learned, about="learned", needed="Write what came of it")
    _entry(by, concern, EntryKind.FINISHED, learned, now=now).save(force_insert=True)
    concern.finished_at, concern.finished_by_id, concern.look_on = now, by.id, None
    concern.learned = learned
    concern.save(update_fields=["finished_at", "finished_by", "look_on", "learned_sealed"])
    audit.note(by=by, verb="finished for now", subject=concern, place=concern.site)


@transaction.atomic
def take_up_concern(
    *, by: Actor, concern: SafetyConcern, why: str, look_on: datetime.date, now: datetime.datetime
) -> None:
    """
    Take up a concern again that was finished for now.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the actor does not answer for it
    :raises SafetyRefused: if why, or the day, is missing
    """
    concern = _held(by, concern)
    if concern.finished_at is None:
        return
    why = checked(why, about="why", needed="Write why it is taken up again")
    _entry(by, concern, EntryKind.TAKEN_UP, why, now=now).save(force_insert=True)
    SafetyConcern.objects.filter(id=concern.id).update(
        finished_at=None, finished_by=None, learned_sealed=b"",
        look_on=_day_to_look(look_on, today=timezone.localdate(now)),
    )  # fmt: skip
    audit.note(by=by, verb="took up again", subject=concern, place=concern.site)


def _checked(section: ConcernSection) -> ConcernSection:
    if section.knows not in Knows.values:
        raise SafetyRefused("Say whether they know", about="knows")
    return replace(
        section,
        kinds=tuple(known_kinds(section.kinds)),
        wish=checked(section.wish, about="wish"),
        knows_note=checked(section.knows_note, about="knows_note"),
    )


def _day_to_look(day: datetime.date, *, today: datetime.date) -> datetime.date:
    if day < today:
        raise SafetyRefused("Choose today, or a day to come", about="look_on")
    if day > today + LONGEST:
        raise SafetyRefused("Choose a day within three months", about="look_on")
    return day


def _entry(
    by: Actor, concern: SafetyConcern, kind: str, said: str, *, now: datetime.datetime
) -> ConcernEntry:
    row = ConcernEntry(concern=concern, kind=kind, done_at=now, noted_by_id=by.id)
    row.said = said
    return row


def _held(by: Actor, concern: SafetyConcern) -> SafetyConcern:
    """
    Return a concern, held, for whoever owns it or answers for it.

    :raises NotAllowed: if that is not the actor
    """
    kept = SafetyConcern.objects.kept_by(by).select_for_update(of=("self",))
    held = kept.select_related("site").filter(id=concern.id).first()
    if held is None:
        raise NotAllowed(f"{by.label} does not answer for {concern.id}")
    return held
