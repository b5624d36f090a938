"""Lines of a board, now and as they stood, as far as they are open to whoever asks."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.sealing import fetch_own_keys
from hearth.handover.models import (
    LASTS_AT_MOST,
    BoardLine,
    BoardLineOnce,
    LineCame,
    LineKind,
    LineState,
)
from hearth.handover.models.lines import BoardQuerySet
from hearth.handover.queries.owners import Why, why_nobodys, why_then
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site


@dataclass(frozen=True)
class Once:
    """One thing that was done to a line, and what it said from then on."""

    came: str
    at: datetime.datetime
    by: str
    what: str
    due_at: datetime.datetime
    owner: str
    is_waiting: bool
    """It was given to them, and they had not taken it."""

    @property
    def came_words(self) -> str:
        return str(LineCame(self.came).label)


@dataclass(frozen=True)
class LineRow:
    """A line as a board shows it."""

    id: UUID
    kind: str
    what: str
    person_id: UUID | None
    known_as: str
    """Whom it is about; empty if nobody."""
    due_at: datetime.datetime
    owner_id: UUID | None
    owner: str
    why_nobodys: Why | None
    """None: somebody has it, and is here to do it."""
    is_waiting: bool
    """It was given to somebody who has not said yet that they take it."""
    is_late: bool
    is_done: bool
    is_over: bool
    """Whoever it is about has died: nothing is to be done, and it is on no board."""
    came: str
    times: int
    last_at: datetime.datetime
    last_by: str
    written_at: datetime.datetime
    written_by: str

    @property
    def kind_words(self) -> str:
        return str(LineKind(self.kind).label)

    @property
    def came_words(self) -> str:
        return str(LineCame(self.came).label)

    @property
    def was_written_anew(self) -> bool:
        """Test if another line stands in its place, about somebody."""
        return self.came == LineCame.ANEW

    @property
    def has_owner(self) -> bool:
        return self.why_nobodys is None

    @property
    def is_off_shift(self) -> bool:
        """Test if whoever had it still works there, and is not on shift."""
        return self.why_nobodys is Why.OFF_SHIFT


@dataclass(frozen=True)
class BoardLines:
    """The lines of a board at a moment."""

    open: tuple[LineRow, ...]
    """What nobody has first, then what is past its time, then the soonest."""
    done: tuple[LineRow, ...]
    """What was done in that shift, the latest first."""

    @property
    def nobodys(self) -> tuple[LineRow, ...]:
        return tuple(row for row in self.open if not row.has_owner)

    @property
    def late(self) -> tuple[LineRow, ...]:
        """What is past its time though somebody has it."""
        return tuple(row for row in self.open if row.has_owner and row.is_late)

    def somebodys(self, *kinds: str) -> tuple[LineRow, ...]:
        """What somebody has, and there is time for."""
        return tuple(
            row for row in self.open if row.has_owner and not row.is_late and row.kind in kinds
        )

    def loud(self, kind: str) -> int:
        """Return how many lines of a kind stand first on the board, and not among their kind."""
        return sum(1 for row in self.open if row.kind == kind) - len(self.somebodys(kind))

    @property
    def people(self) -> list[UUID]:
        """Whom the lines that are to do are about, each once."""
        return list(dict.fromkeys(row.person_id for row in self.open if row.person_id))


@dataclass(frozen=True)
class LinePage:
    """One line, with all that was done to it, the latest first."""

    row: LineRow
    site: Site
    onces: tuple[Once, ...]


ALIVE = Q(person__died_recorded_at__isnull=True)
"""Nothing is to be done with somebody who has died. It holds of what is about nobody too."""


def readable_lines(
    actor: Actor, *, now: datetime.datetime | None = None
) -> BoardQuerySet[BoardLine]:
    """Return the lines that the actor may read, at any site."""
    here = actor.places_where(Permission.HAND_OVER)
    return BoardLine.objects.readable(sight_of(actor, now=now), here)


def board_lines(
    site: Site, *, actor: Actor, at: datetime.datetime, since: datetime.datetime, is_now: bool
) -> BoardLines:
    """
    Return the lines of a site's board as they stood at a moment. Eleven questions at most, however
    many there are.

    Of a moment gone by whoever had a line then had it: who works here now does not matter, nor
    who has died since.

    :param since: when that shift began: what was done from then on is told too
    """
    lines = {line.id: line for line in _stood(site, actor, at=at, since=since)}
    onces = {once.line_id: once for once in _last_done(lines, actor, at=at)}
    fetch_own_keys(line.person_id for line in lines.values())
    names = _named(lines.values(), onces.values())
    standing = [lines[once.line_id] for once in onces.values() if once.state == LineState.OPEN]
    whys = (
        why_nobodys(standing, now=at)
        if is_now
        else why_then([onces[line.id] for line in standing], at=at)
    )
    why = dict(zip((line.id for line in standing), whys, strict=True))
    rows = [
        _row(lines[once.line_id], once, names, at=at, why=why.get(once.line_id))
        for once in onces.values()
    ]
    todo = sorted(
        (row for row in rows if not (row.is_done or (is_now and row.is_over))),
        key=lambda row: (row.has_owner, row.due_at, row.id),
    )
    done = sorted(
        (row for row in rows if row.is_done and row.last_at >= since),
        key=lambda row: row.last_at, reverse=True,
    )  # fmt: skip
    return BoardLines(tuple(todo), tuple(done))


def _stood(
    site: Site, actor: Actor, *, at: datetime.datetime, since: datetime.datetime
) -> Iterable[BoardLine]:
    """Return the lines that can have stood at a moment, or were done in its shift."""
    stood = Q(ended_at__isnull=True) | Q(ended_at__gte=since) & (
        Q(written_at__gte=since - LASTS_AT_MOST) | Q(lasted_long=True)
    )
    rows = readable_lines(actor).filter(stood, site=site, written_at__lte=at)
    return rows.select_related("person")


def _last_done(
    lines: Collection[UUID], actor: Actor, *, at: datetime.datetime
) -> Iterable[BoardLineOnce]:
    """
    Return what was done last, by a moment, to each of these lines.

    They are asked for by their ids: joined with what finds them, the database would rather read
    all that was ever done to any line.
    """
    here = actor.places_where(Permission.HAND_OVER)
    readable = BoardLineOnce.objects.readable(sight_of(actor), here)
    rows = readable.filter(line__in=list(lines), at__lte=at)
    return rows.order_by("line", "-number").distinct("line")


def get_line(line_id: UUID, *, actor: Actor) -> BoardLine:
    """
    Return a line of a site where the actor hands over.

    :raises BoardLine.DoesNotExist: if there is none, or it is not open to them
    """
    here = actor.places_where(Permission.HAND_OVER)
    mine = readable_lines(actor).filter(site__in=here)
    return mine.select_related("site", "person").get(id=line_id)


def line_page(line: BoardLine, *, actor: Actor, now: datetime.datetime) -> LinePage:
    """Return one line with all that was done to it. A constant number of questions."""
    here = actor.places_where(Permission.HAND_OVER)
    readable = BoardLineOnce.objects.readable(sight_of(actor), here).filter(line=line)
    onces = list(readable.order_by("-number"))
    names = _named([line], onces)
    [why] = why_nobodys([line], now=now)
    return LinePage(
        _row(line, onces[0], names, at=now, why=why),
        line.site,
        tuple(
            Once(
                once.came, once.at, names.get(once.by_id, ""), once.what, once.due_at,
                names.get(once.owner_id, "") if once.owner_id else "", once.given_at is not None,
            )
            for once in onces
        ),
    )  # fmt: skip


def _named(lines: Iterable[BoardLine], onces: Iterable[BoardLineOnce]) -> dict[UUID, str]:
    ids: set[UUID] = {line.written_by_id for line in lines}
    for once in onces:
        ids |= {once.by_id} | ({once.owner_id} if once.owner_id else set())
    return workers_named(ids)


def _row(
    line: BoardLine, once: BoardLineOnce, names: dict[UUID, str], *, at: datetime.datetime,
    why: Why | None,
) -> LineRow:  # fmt: skip
    is_done = once.state == LineState.DONE
    is_over = not is_done and line.person is not None and line.person.has_died
    return LineRow(
        id=line.id,
        kind=line.kind,
        what=once.what,
        person_id=line.person_id,
        known_as=line.person.known_as if line.person else "",
        due_at=once.due_at,
        owner_id=once.owner_id,
        owner=names.get(once.owner_id, "") if once.owner_id else "",
        why_nobodys=why,
        is_waiting=once.given_at is not None,
        is_late=not is_done and once.due_at <= at,
        is_done=is_done,
        is_over=is_over,
        came=once.came,
        times=once.number,
        last_at=once.at,
        last_by=names.get(once.by_id, ""),
        written_at=line.written_at,
        written_by=names.get(line.written_by_id, ""),
    )


def lines_to_hold(ids: Collection[UUID] | None, site: Site) -> Q:
    """Return the condition of the lines of a site that are to do; of these, if any are named."""
    named = Q() if ids is None else Q(id__in=list(ids))
    return named & ALIVE & Q(site=site, ended_at__isnull=True)
