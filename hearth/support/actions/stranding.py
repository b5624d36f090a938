"""Strands: a hub's own list, and how each stands for a person, every change of it kept."""

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.people.actions.editing import refuse_if_stale
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site
from hearth.support.actions.keeping import require_keeper
from hearth.support.actions.writing import SupportRefused, begin, checked, whose
from hearth.support.models import Strand, StrandChange, StrandKind, StrandState, SupportStrand
from hearth.support.queries.strands import Ending, StrandSaid, offers_at, offers_to, strand_said

LONGEST_NAME = 80


@transaction.atomic
def keep_strands(
    *, by: Actor, site: Site, offered: list[str], new_kind: str = "", new_name: str = ""
) -> None:
    """
    Say what a hub offers: which of the usual six, which of its own, and perhaps one more.

    What is set aside stays with those who have it.

    :param offered: the codes of what it offers (see offers_at)
    :raises NotAllowed: if the actor does not keep the site
    :raises SupportRefused: if the new one has no kind, or is there already
    """
    require(by, Permission.KEEP_PLACE, at=site)
    Site.objects.select_for_update(of=("self",)).get(id=site.id)
    for offer in offers_at([site]):
        wanted = offer.code in offered
        if wanted == offer.is_offered:
            continue
        if offer.strand_id:
            Strand.objects.filter(id=offer.strand_id).update(is_offered=wanted)
        else:
            Strand.objects.update_or_create(
                site=site, kind=offer.kind, name="", defaults={"is_offered": wanted}
            )
    name = " ".join(new_name.split())
    if name:
        if new_kind not in StrandKind.values:
            raise SupportRefused("Choose what kind of support it is", about="new_kind")
        if len(name) > LONGEST_NAME:
            raise SupportRefused(f"Write it in {LONGEST_NAME} letters", about="new_name")
        if Strand.objects.filter(site=site, kind=new_kind, name__iexact=name).exists():
            raise SupportRefused("That is on the list already", about="new_name")
        Strand.objects.create(site=site, kind=new_kind, name=name)
    audit.note(by=by, verb="kept the strands of", subject=site, place=site)


@transaction.atomic
def add_strand(
    *, by: Actor, person: Person, offer: str, said: StrandSaid, note: str,
    now: datetime.datetime, today: datetime.date,
) -> SupportStrand:  # fmt: skip
    """
    Write down that a strand was offered to somebody, or that they want it. Sent twice, it is one.

    :param offer: the code of what the hub offers (see offers_to)
    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if it is not offered, is there already, or ends before it began
    """
    person = begin(by, person, now=now)
    chosen = next((each for each in offers_to(person, actor=by) if each.code == offer), None)
    if chosen is None:
        raise SupportRefused("Choose what is offered", about="which")
    if said.state == StrandState.FINISHED:
        raise SupportRefused("Choose how it stands", about="state")
    said = _checked(by, person, said, None, today=today)
    own = {"strand_id": chosen.strand_id} if chosen.strand_id else {"strand": None}
    same = SupportStrand.objects.filter(
        person=person, site_id=chosen.site_id, kind=chosen.kind, **own
    )
    note = checked(note, about="note")
    if there := same.first():
        if _said_already(by, there, said, note, today=today):
            return there
        raise SupportRefused("They have that already. Change how it stands instead", about="which")
    row = SupportStrand(
        site_id=chosen.site_id, kind=chosen.kind, strand_id=chosen.strand_id, since_on=today,
        **whose(by, person),
    )  # fmt: skip
    _set(row, said)
    row.save(force_insert=True)
    _keep(by, row, note=note, today=today)
    audit.note(by=by, verb="wrote down a strand of support for", subject=person)
    return row


@transaction.atomic
def change_strand(
    *, by: Actor, row: SupportStrand, said: StrandSaid, note: str, stamp: str,
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Say how a strand stands now, and with whom it is. How it stood is kept, with its day. Sent
    twice, it changes nothing more.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if it can stand so in no way; to finish it for now asks more
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = begin(by, row.person, now=now)
    row = _held(by, row, now=now)
    before, note = strand_said(row), checked(note, about="note")
    if said.state == StrandState.FINISHED and before.state != StrandState.FINISHED:
        raise SupportRefused("Finish it on the page that asks what comes next", about="state")
    said = _checked(by, person, said, before.with_worker_id, today=today)
    if (said == before and not note) or _said_already(by, row, said, note, today=today):
        return
    refuse_if_stale(before, stamp)
    if said.state != before.state:
        row.since_on = today
    _set(row, said)
    row.save()
    _keep(by, row, note=note, today=today)
    audit.note(by=by, verb="changed a strand of support for", subject=person)


@transaction.atomic
def finish_for_now(
    *, by: Actor, row: SupportStrand, ending: Ending, stamp: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Say that a strand is finished for now, with what was agreed: it can be taken up on any day.

    Said again, what is agreed now stands, and what was agreed before is kept.

    :raises NotAllowed: if the person's support is not open to the actor
    :raises SupportRefused: if nothing says how they know that they are welcome back
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = begin(by, row.person, now=now)
    row = _held(by, row, now=now)
    ending = Ending(
        checked(ending.circle, about="circle"),
        checked(ending.comes_next, about="comes_next"),
        checked(
            ending.welcome_back, about="welcome_back",
            needed="Write how they know that they are welcome back",
        ),
    )  # fmt: skip
    last = _last(row)
    if last and last.state == StrandState.FINISHED and _ending(last) == ending:
        return
    refuse_if_stale(strand_said(row), stamp)
    if row.state != StrandState.FINISHED:
        row.state, row.since_on = StrandState.FINISHED, today
        row.save()
    _keep(by, row, note="", today=today, ending=ending)
    audit.note(by=by, verb="agreed what comes next with", subject=person)


def _held(by: Actor, row: SupportStrand, *, now: datetime.datetime) -> SupportStrand:
    mine = SupportStrand.objects.open_to(sight_of(by, now=now))
    return mine.select_for_update(of=("self",)).get(id=row.id)


def _checked(
    by: Actor, person: Person, said: StrandSaid, was_with: UUID | None, *, today: datetime.date
) -> StrandSaid:
    if said.state not in StrandState.values:
        raise SupportRefused("Choose how it stands", about="state")
    worker = said.with_worker_id
    if worker and worker != was_with:
        require_keeper(by, person, worker, about="with_worker", today=today)
    said = replace(said, with_who=checked(said.with_who, about="with_who"))
    if said.state == StrandState.WITH and not (worker or said.with_who):
        raise SupportRefused("Say with whom it is", about="with_worker")
    return said


def _set(row: SupportStrand, said: StrandSaid) -> None:
    row.state, row.with_worker_id, row.with_who = said.state, said.with_worker_id, said.with_who


def _last(row: SupportStrand) -> StrandChange | None:
    return row.changes.order_by("-changed_on", "-id").first()


def _said_already(
    by: Actor, row: SupportStrand, said: StrandSaid, note: str, *, today: datetime.date
) -> bool:
    """
    Test if a strand's last change is the actor's own, of today, and the same: a page was sent
    twice.
    """
    last = _last(row)
    if last is None or (last.changed_by_id, last.changed_on) != (by.id, today):
        return False
    stood = StrandSaid(last.state, last.with_worker_id, last.with_who)
    return (stood, last.note) == (said, note)


def _ending(change: StrandChange) -> Ending:
    return Ending(change.circle, change.comes_next, change.welcome_back)


def _keep(
    by: Actor, row: SupportStrand, *, note: str, today: datetime.date, ending: Ending | None = None
) -> None:
    change = StrandChange(
        person_id=row.person_id, held_by_id=row.held_by_id, support_strand=row, state=row.state,
        changed_on=today, with_worker_id=row.with_worker_id, changed_by_id=by.id,
    )  # fmt: skip
    change.with_who, change.note = row.with_who, note
    if ending:
        change.circle, change.comes_next = ending.circle, ending.comes_next
        change.welcome_back = ending.welcome_back
    change.save(force_insert=True)
