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
from hearth.places.models import Site
from hearth.safety.actions.holding import held, keep_word
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
    not_for: tuple[UUID, ...] = ()
    """The sign-ins of those who work here and must not read it."""
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
    :raises SavedAlready: if the page was sent before, and said something else
    """
    require_to_tell(by, at=site, about=person)
    seen = checked(said.seen, about="seen", needed="Write what you saw, or what you were told")
    about = checked(said.about, about="about") or (person.known_as if person else "")
    if not about:
        raise SafetyRefused("Write whom it is about: a name, or how to know them", about="about")
    section = _checked(said.section)
    today = timezone.localdate(now)
    worker = person.worker_id if person else None
    owner = chosen_owner(owner_id, site=site, but_not=(worker, *said.not_for), today=today)
    row = SafetyConcern(
        id=concern_id, site=site, held_by_id=site.run_by_id, person=person,
        kinds=list(section.kinds), knows=section.knows, written_by_id=by.id, owner_id=owner.id,
        owner_saw_at=seen_by(owner, by=by, now=now),
        noticed_at=past(said.noticed_at, now=now, about="noticed_at"),
        look_on=_day_to_look(look_on, today=today), not_for=list(said.not_for),
    )  # fmt: skip
    row.seen, row.about = seen, about
    row.words = checked(said.words, about="words")
    row.wish, row.knows_note = section.wish, section.knows_note
    if not write_once(row, site.id, said, person and person.id, owner_id, look_on):
        audit.note(by=by, verb="wrote down", subject=row, place=site)
        tell_owner(row)


@transaction.atomic
def write_entry(
    *,
    by: Actor,
    concern: SafetyConcern,
    entry: Entry,
    look_on: datetime.date | None,
    drawn_look_on: datetime.date | None = None,
    entry_id: UUID,
    now: datetime.datetime,
) -> None:
    """
    Write down who was told or what was done, and when to look again. Said twice, it is one.

    :param look_on: the day of the next look; None leaves it. Only who answers for it says
    :param drawn_look_on: the day that stood there when the page was drawn, if there was a page
    :raises SafetyConcern.DoesNotExist: if the actor does not see it
    :raises NotAllowed: if the actor only reads it
    :raises SafetyRefused: if something is missing, the concern is finished for now, or somebody
        else chose another day meanwhile
    """
    concern = get_concern(concern.id, actor=by)
    keeps = keeps_concern(concern, actor=by)
    if keeps:
        concern = held(SafetyConcern, concern.id, by=by)
    if not keeps and concern.written_by_id != by.id:
        raise NotAllowed(f"{by.label} does not write in {concern.id}")
    if concern.finished_at:
        raise SafetyRefused("This is finished for now. Take it up again first")
    row = _row_of(entry, concern, by=by, entry_id=entry_id, now=now)
    day = None
    if keeps and look_on:
        day = _day_to_look(look_on, today=timezone.localdate(now))
    if not insert_once(row):
        there = ConcernEntry.objects.filter(id=row.id).first()
        refuse_if_other(there, row, "kind", "said", "whom", "organisation", "done_at")
        return
    audit.note(by=by, verb="added to", subject=concern, place=concern.site)
    if day:
        if drawn_look_on and concern.look_on not in (drawn_look_on, day):
            raise SafetyRefused(
                "Somebody else has chosen another day meanwhile. Choose one again", about="look_on"
            )
        SafetyConcern.objects.filter(id=concern.id).update(look_on=day)


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
    concern = held(SafetyConcern, concern.id, by=by)
    before, section = section_of(concern), _checked(section)
    if section == before:
        return
    refuse_if_stale(before, stamp)
    keep_word(concern, EntryKind.CHANGED, by=by, now=now, said=before.words)
    concern.kinds, concern.knows = list(section.kinds), section.knows
    concern.wish, concern.knows_note = section.wish, section.knows_note
    concern.save(update_fields=["kinds", "knows", "wish_sealed", "knows_note_sealed"])
    audit.note(by=by, verb="changed", subject=concern, place=concern.site)


@transaction.atomic
def finish_concern(
    *, by: Actor, concern: SafetyConcern, learned: str, now: datetime.datetime
) -> None:
    """
    Say that a concern is finished for now, with what came of it. It can be taken up again.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the actor does not answer for it
    :raises SafetyRefused: if what came of it is missing, or somebody else finished it meanwhile,
        in other words
    """
    concern = held(SafetyConcern, concern.id, by=by)
    if concern.finished_at:
        said_twice(
            by=by, who=concern.finished_by_id, kept=concern.learned, words=learned,
            what="finished this",
        )  # fmt: skip
        return
    learned = checked(learned, about="learned", needed="Write what came of it")
    keep_word(concern, EntryKind.FINISHED, by=by, now=now, said=learned)
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
    concern = held(SafetyConcern, concern.id, by=by)
    why = checked(why, about="why", needed="Write why it is taken up again")
    if concern.finished_at is None:
        last = ConcernEntry.objects.filter(concern=concern, kind=EntryKind.TAKEN_UP)
        first = last.order_by("-recorded_at").first()
        if first:
            said_twice(
                by=by, who=first.noted_by_id, kept=first.said, words=why, what="took this up"
            )
        return
    keep_word(concern, EntryKind.TAKEN_UP, by=by, now=now, said=why)
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


def _row_of(
    entry: Entry, concern: SafetyConcern, *, by: Actor, entry_id: UUID, now: datetime.datetime
) -> ConcernEntry:
    """:raises SafetyRefused: if something is missing, or it is still to come"""
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
    return row
