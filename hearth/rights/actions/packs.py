"""Gathering everything that is kept about somebody, part by part, by Hearth itself."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.foundation.schema import schema_in_hand
from hearth.foundation.statements import ask
from hearth.people import standing
from hearth.people.models import Person
from hearth.people.queries import linked_with
from hearth.rights.actions.writing import RightsRefused, held, log
from hearth.rights.models import Asks, LogKind, Pack, PackRow, PackState, RightsRequest
from hearth.rights.queries.gathering import Gathered, asked_apps, gather
from hearth.rights.queries.looks import looks_at
from hearth.rights.queries.tables import counted, short_of

AT_ONCE = 1000
"""Lines written in one statement."""


def begin_gathering(request: RightsRequest, *, again: bool = False, once: bool = False) -> None:
    """
    Leave the gathering to a job, written in this same transaction. It carries ids only.

    :raises AlreadyEnqueued: if it is to be there `once`, and one of these waits already
    """
    lock = {"queueing_lock": f"rights.gather_one.{request.id}"} if once else {}
    job = app.configure_task("rights.gather_one", **lock)  # type: ignore[arg-type]
    more = {"again": True} if again else {}
    job.defer(schema=schema_in_hand(), request_id=str(request.id), **more)


@transaction.atomic
def gather_again(*, by: Actor, request: RightsRequest) -> None:
    """
    Gather anew: because not all of it could be, or because more was written since.

    :raises NotAllowed: if the actor does not answer for it
    :raises RightsRefused: if it is no request for everything, or has ended
    """
    row = held(by, request)
    if row.asks != Asks.ACCESS:
        raise RightsRefused("They did not ask for everything")
    begin_gathering(row, again=True)
    audit.note(by=by, verb="had everything gathered again for", subject=row)


@transaction.atomic
def start_pack(
    *, by: Actor, request_id: UUID, today: datetime.date, again: bool = False
) -> Pack | None:
    """
    Make room for what is gathered; in place of what was gathered before and not given.

    A job that runs twice takes nothing from whoever is reading already.

    :param again: it was asked for anew
    :returns: None if it has ended meanwhile, or was gathered
    :raises NotAllowed: if the actor is not Hearth itself, which alone sees everything
    """
    require_everywhere(by, Permission.SEE_PEOPLE)
    request = RightsRequest.objects.select_for_update(of=("self",)).filter(id=request_id).first()
    if request is None or request.closed_on:
        return None
    unfinished = (PackState.GATHERING, PackState.FAILED)
    if not again and request.packs.exclude(state__in=unfinished).exists():
        return None
    with standing.reaching(request.person_id):
        for before in request.packs.exclude(state=PackState.GIVEN):
            take_pack_away(before)
    pack = Pack(
        request=request, person_id=request.person_id, held_by_id=request.held_by_id,
        site_id=request.site_id, total=len(parts_of_all()),
        goes_on=max(request.due_on, today) + kept_for(),
    )  # fmt: skip
    pack.save(force_insert=True)
    return pack


def kept_for() -> datetime.timedelta:
    """Return for how long a pack is kept after it is due or given."""
    return datetime.timedelta(days=settings.RIGHTS_PACK_DAYS)


def parts_of_all() -> list[str]:
    """Return what is gathered one after the other: each app, then who has looked."""
    return [*asked_apps(), "looks"]


@transaction.atomic
def gather_part(*, by: Actor, pack_id: UUID, part: str) -> None:
    """
    Gather one part of everything, of every record that is the person's.

    :raises NotAllowed: if the actor is not Hearth itself
    :raises LookupError: if an app keeps a person and does not answer
    """
    require_everywhere(by, Permission.SEE_PEOPLE)
    pack = Pack.objects.select_for_update(of=("self",)).get(id=pack_id)
    number = PackRow.objects.filter(pack=pack).count()
    with standing.reaching(pack.person_id):
        people = all_records(by, pack.person_id)
    with standing.reaching(*(person.id for person in people)):
        lines = [
            replace(line, of_record=None if person.id == pack.person_id else person.id)
            for person in people
            for line in (looks_at(person) if part == "looks" else gather(part, person))
        ]
    add_rows(pack, lines, after=number)
    pack.done += 1
    pack.save(update_fields=["done"])


def all_records(by: Actor, person_id: UUID) -> list[Person]:
    """Return the records that are the same person, the one that was asked for first."""
    person = Person.objects.select_related("held_by").get(id=person_id)
    others = linked_with([person_id], actor=by).get(person_id, [])
    return [person, *Person.objects.select_related("held_by").filter(
        id__in=[other.id for other in others]
    ).order_by("id")]  # fmt: skip


ADD = """
INSERT INTO rights_packrow
       (id, recorded_at, pack_id, person_id, held_by_id, site_id, number, app, "on", answers, flag,
        what_sealed, says_sealed, facts_sealed, decided, given_sealed, why, reason_sealed,
        professional_sealed, listed, open_to, open_till, of_record)
SELECT r.id, now(), %(pack)s, %(person)s, %(held_by)s, %(site)s, r.number, r.app, r.on_day,
       r.answers, r.flag, r.what, r.says, r.facts, '', '', '', '', '', true, '{}', '{}', r.of_record
  FROM unnest(%(ids)s::uuid[], %(numbers)s::int[], %(apps)s::text[], %(days)s::date[],
              %(answers)s::text[], %(flags)s::text[], %(whats)s::bytea[], %(saids)s::bytea[],
              %(facts)s::bytea[], %(of_records)s::uuid[])
    AS r (id, number, app, on_day, answers, flag, what, says, facts, of_record)
"""


def add_rows(pack: Pack, lines: Sequence[Gathered], *, after: int) -> None:
    """Write lines down, sealed: a list for each column, so that thousands are few statements."""
    of = {
        "pack": pack.id, "person": pack.person_id, "held_by": pack.held_by_id,
        "site": pack.site_id,
    }  # fmt: skip
    for start in range(0, len(lines), AT_ONCE):
        some = lines[start : start + AT_ONCE]
        rows = [_sealed(line) for line in some]
        ask(ADD, of | {
            "ids": [row.id for row in rows],
            "numbers": list(range(after + start + 1, after + start + 1 + len(some))),
            "apps": [line.app for line in some],
            "days": [line.on for line in some],
            "answers": [line.answers for line in some],
            "flags": [line.flag for line in some],
            "whats": [row.what_sealed for row in rows],
            "saids": [row.says_sealed for row in rows],
            "facts": [row.facts_sealed for row in rows],
            "of_records": [line.of_record for line in some],
        })  # fmt: skip


def _sealed(line: Gathered) -> PackRow:
    """Return a row with nothing in it but its id, and its words sealed for it."""
    row = PackRow()
    row.what, row.says, row.facts = line.what, line.says, line.facts
    return row


@transaction.atomic
def finish_pack(*, by: Actor, pack_id: UUID, now: datetime.datetime) -> Pack:
    """
    Count what was gathered against what the database says there is, and hand it to the reviewer.

    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.SEE_PEOPLE)
    pack = Pack.objects.select_for_update(of=("self",)).select_related("request").get(id=pack_id)
    with standing.reaching(pack.person_id):
        people = [person.id for person in all_records(by, pack.person_id)]
    with standing.reaching(*people):
        pack.counts = counted(people)
    short = short_of(pack.counts)
    pack.state = PackState.FAILED if short else PackState.REVIEW
    pack.gathered_at = now
    pack.save(update_fields=["counts", "state", "gathered_at"])
    kind = LogKind.COULD_NOT if short else LogKind.GATHERED
    log(by, pack.request, kind, now=now, words=", ".join(short))
    audit.note(by=by, verb="gathered everything about", subject=pack)
    return pack


@transaction.atomic
def note_failed(*, by: Actor, pack_id: UUID, why: str, now: datetime.datetime) -> None:
    """
    Write down that the gathering stopped, so that whoever waits sees it and can begin again.

    :param why: which part, and the kind of fault, never what was being read
    """
    pack = Pack.objects.select_for_update(of=("self",)).select_related("request").get(id=pack_id)
    pack.state = PackState.FAILED
    pack.save(update_fields=["state"])
    log(by, pack.request, LogKind.COULD_NOT, now=now, words=why)


@transaction.atomic
def take_old_packs_away(*, by: Actor, today: datetime.date) -> int:
    """
    Take away every pack whose day is past, and return how many those were. The log stays.

    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.SEE_PEOPLE)
    old = list(Pack.objects.filter(goes_on__lt=today))
    for pack in old:
        with standing.reaching(pack.person_id):
            take_pack_away(pack)
        audit.note(by=by, verb="took away", subject=pack)
    return len(old)


def take_pack_away(pack: Pack) -> None:
    """Remove a pack with its lines."""
    PackRow.objects.filter(pack=pack).delete()
    Pack.objects.filter(id=pack.id).delete()
