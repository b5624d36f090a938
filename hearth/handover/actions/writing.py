"""What every act on a board begins with, and what each adds to it."""

import datetime
from collections.abc import Collection, Sequence
from functools import partial
from uuid import UUID

from django.db.models import Q

from hearth.accounts.queries import workers_named, workers_with_roles
from hearth.design.words import clock
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.errors import PartRefused
from hearth.foundation.sealing import sealing_for_many
from hearth.handover.models import (
    LASTS_AT_MOST,
    BoardLine,
    BoardLineOnce,
    LineCame,
    LineState,
)
from hearth.handover.queries.lines import readable_lines
from hearth.handover.queries.owners import may_have
from hearth.people.actions.written import written
from hearth.places.models import Site
from hearth.places.opening import LONDON

FURTHEST = datetime.timedelta(days=31)
"""How far ahead a line may be due. A month is our own choice: a board is for the next shifts, and
what is further away is a promise, or stands in the diary."""


class BoardRefused(PartRefused):
    """It cannot be written on the board, or done to it, like that."""


class DoneMeanwhile(BoardRefused):
    """Somebody else did something to the line after the page was drawn."""

    def __init__(self, line: BoardLine, once: BoardLineOnce) -> None:
        who = workers_named({once.by_id}).get(once.by_id, "Somebody")
        done = str(LineCame(line.came).label).partition(":")[0].lower()
        super().__init__(
            f"{who} was quicker, at {clock(once.at)}: {done}. Look at it as it stands now"
        )


checked = partial(written, refused=BoardRefused, most=2_000)


def held(by: Actor, line_id: UUID, *, now: datetime.datetime) -> BoardLine:
    """
    Return a line afresh, held so that no other request changes it before we are done.

    :raises NotAllowed: if the actor does not hand over at its site
    :raises BoardLine.DoesNotExist: if the actor does not see it (any more)
    """
    lines = readable_lines(by, now=now).select_for_update(of=("self",))
    line = lines.select_related("site").get(id=line_id)
    require(by, Permission.HAND_OVER, at=line.site)
    return line


def refuse_unseen(line: BoardLine, seen: int) -> None:
    """
    Insist that nothing was done to a line since the page showed it.

    :param seen: how many things had been done to it then
    :raises DoneMeanwhile: if something was
    """
    if seen != line.times:
        raise DoneMeanwhile(line, BoardLineOnce.objects.get(line=line, number=line.times))


def refuse_done(line: BoardLine) -> None:
    """:raises BoardRefused: if a line is done already, or whoever it is about has died"""
    if line.state == LineState.DONE:
        raise BoardRefused("This is done. If it is not after all, say so first")
    if line.person and line.person.has_died:
        raise BoardRefused("They have died. Nothing is to be done any more")


def hold_each(by: Actor, where: Q, *, now: datetime.datetime) -> list[BoardLine]:
    """Return lines afresh, held, in one order, so that no two acts wait on each other."""
    lines = readable_lines(by, now=now).filter(where).select_for_update(of=("self",))
    return list(lines.order_by("id"))


def keep(by: Actor, lines: Sequence[BoardLine], came: LineCame, *, now: datetime.datetime) -> None:
    """Write lines as they stand now, and for each that this was done: three statements."""
    for line in lines:
        line.came, line.came_at, line.times = came, now, line.times + 1
        if line.owner_id == by.id:
            line.given_at, line.taken_at = None, now
        line.ended_at = now if line.state == LineState.DONE else None
        if line.ended_at and line.ended_at > line.written_at + LASTS_AT_MOST:
            line.lasted_long = True
    BoardLine.objects.bulk_update(
        lines,
        [
            "what_sealed",
            "due_at",
            "owner",
            "given_at",
            "taken_at",
            "state",
            "came",
            "came_at",
            "times",
            "ended_at",
            "lasted_long",
        ],
    )
    with sealing_for_many(line.person_id for line in lines):
        onces = [once_of(by, line, now=now) for line in lines]
    BoardLineOnce.objects.bulk_create(onces)


def pass_to(
    owner_id: UUID | None, lines: Collection[BoardLine], *, by: Actor, now: datetime.datetime
) -> None:
    """
    Say whose lines are from now on, before they are kept.

    Whoever says so of themselves takes them. To anybody else they are given, until they take them.
    """
    is_mine = owner_id == by.id
    for line in lines:
        line.owner_id = owner_id
        line.taken_at = now if is_mine else None
        line.given_at = now if owner_id and not is_mine else None


def once_of(by: Actor, line: BoardLine, *, now: datetime.datetime) -> BoardLineOnce:
    """Return what says, of a line as it stands, that this was done to it."""
    once = BoardLineOnce(
        line=line, person_id=line.person_id, held_by_id=line.held_by_id, site_id=line.site_id,
        number=line.times, came=line.came, at=now, by_id=by.id, due_at=line.due_at,
        owner_id=line.owner_id, given_at=line.given_at, taken_at=line.taken_at, state=line.state,
    )  # fmt: skip
    once.what = line.what
    return once


def due(
    at: datetime.datetime | None, *, now: datetime.datetime, was: datetime.datetime | None = None
) -> datetime.datetime:
    """
    Return by when a line is to be done: within a month.

    :param was: when it was to be done already, which may stay
    :raises BoardRefused: if it is past, or further away
    """
    if at is None or (at <= now and at != was):
        raise BoardRefused("Choose a time that is to come", about="due_at")
    if at > now + FURTHEST and at != was:
        raise BoardRefused("Choose a time within a month", about="due_at")
    return at


def require_owner(owner_id: UUID | None, line: BoardLine, *, now: datetime.datetime) -> None:
    """
    Insist that a line can be somebody's: nobody's, or a worker's who is there and may read it.

    :raises BoardRefused: if not
    """
    if owner_id is None:
        return
    today = now.astimezone(LONDON).date()
    worker = workers_with_roles([owner_id], today=today).get(owner_id)
    if worker is None or line.site_id not in worker.places_where(Permission.HAND_OVER):
        raise BoardRefused("Choose somebody who works there", about="owner")
    if not may_have(worker, line, today=today):
        raise BoardRefused(
            f"That is not shared with {worker.name}. Choose somebody else, or nobody yet",
            about="owner",
        )


def note_on(by: Actor, verb: str, site: Site, lines: Collection[BoardLine] = ()) -> None:
    """Write in the trail what was done, once for each line, or of the site if there is none."""
    if lines:
        audit.note_each(by=by, verb=verb, subjects=list(lines), place=site)
    else:
        audit.note(by=by, verb=verb, subject=site, place=site)
