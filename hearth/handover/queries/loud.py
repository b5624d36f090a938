"""What is loud on a board: what nobody has, and what is past its time, whether one may read it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from hearth.accounts.queries import who_may_at, workers_named, workers_with_roles
from hearth.design.words import listed, plural, sentences
from hearth.foundation.actors import Actor, Permission
from hearth.handover.models import BoardLine
from hearth.handover.queries.lines import ALIVE, readable_lines
from hearth.handover.queries.owners import may_have, why_nobodys
from hearth.places.models import Site
from hearth.places.opening import LONDON

A_DAY = datetime.timedelta(days=1)
"""How long after its time a line is loud that nobody at all may read any more. Whoever it is about
took their sharing back: nobody could finish it, and nobody is to look. A day is our own choice."""

MOST_TO_RING = 5
"""How many names are said."""


@dataclass(frozen=True)
class Unread:
    """What is told of a line that one may not read: who has it, and to whom it is open."""

    site_id: UUID
    owner_id: UUID | None
    given_at: datetime.datetime | None
    taken_at: datetime.datetime | None
    due_at: datetime.datetime
    written_by_id: UUID
    open_to: Collection[UUID]
    open_till: Collection[UUID]
    closes_on: datetime.date | None
    of_colleague: bool
    """It is of somebody who works here too: open to nobody without a reason."""
    is_about_somebody: bool = True


@dataclass(frozen=True)
class Beyond:
    """What nobody has on a board, of what the reader may not read."""

    count: int = 0
    ring: tuple[str, ...] = ()
    """Who may open it, by name."""
    shut: int = 0
    """How many of them nobody who works there may open."""
    whose: tuple[str, ...] = ()
    """Who had those, or else wrote them, by name."""

    @property
    def words(self) -> str:
        has = "has" if self.count == 1 else "have"
        return f"{plural(self.count, 'line')} here that you may not read {has} nobody"

    @property
    def why(self) -> str:
        """Say why they may not be read."""
        return f"What {'it says is' if self.count == 1 else 'they say is'} not shared with you"

    def advice(self, when: str = "") -> str:
        """Say whom to ring, of those who may open it; and whose was what nobody may open."""
        *most, last = self.ring[:MOST_TO_RING] or ("",)
        whom = f"{', '.join(most)} or {last}" if most else last
        ring = f"Ring {whom}{when}" if whom else ""
        return sentences([ring, self._shut_words] if self.shut else [ring])

    @property
    def _shut_words(self) -> str:
        them = "them" if self.shut == self.count else f"{self.shut} of them"
        were = "it was" if self.shut == 1 else "they were"
        opens = f"Nobody who works here may open {'it' if self.count == 1 else them}"
        return f"{opens}: {were} {listed(self.whose)}’s"


@dataclass(frozen=True)
class Loud:
    """How many lines of a board are loud."""

    nobodys: int = 0
    """What nobody has, whether the reader may read it or not."""
    late: int = 0
    """What is past its time though somebody has it."""


@dataclass(frozen=True)
class Late:
    """How many lines of a site's board are past their time."""

    site: str
    slug: str
    count: int
    nobodys: int


def how_loud(site: Site, *, actor: Actor, now: datetime.datetime) -> Loud:
    """Return how many lines of a site's board are loud to whoever hands over there."""
    if not actor.may(Permission.HAND_OVER, at=site):
        return Loud()
    lines = list(readable_lines(actor, now=now).filter(ALIVE, site=site, ended_at__isnull=True))
    whys = why_nobodys(lines, now=now)
    late = [line for line, why in zip(lines, whys, strict=True) if not why and line.due_at <= now]
    nobodys = len(lines) - whys.count(None)
    return Loud(nobodys + len(_nobodys(_unread([site.id]), now=now)), len(late))


def beyond(site: Site, *, actor: Actor, now: datetime.datetime) -> Beyond:
    """
    Return how many lines of a site's board nobody has, of those that the actor may not read, and
    whom to ring: those who work there and may. Of what none of them may, whose it was. Nothing that
    they say, nor about whom.
    """
    if not actor.may(Permission.HAND_OVER, at=site):
        return Beyond()
    nobodys = _nobodys(_unread([site.id]), now=now)
    ring = {worker_id for _, readers in nobodys for worker_id in readers}
    shut = [row for row, readers in nobodys if not readers]
    whose = {row.owner_id or row.written_by_id for row in shut}
    names = workers_named(ring | whose) if nobodys else {}
    return Beyond(len(nobodys), _by_name(names, ring), len(shut), _by_name(names, whose))


def _by_name(names: dict[UUID, str], ids: Collection[UUID]) -> tuple[str, ...]:
    return tuple(sorted((names[one] for one in ids if one in names), key=str.casefold))


def late_at(actor: Actor, *, now: datetime.datetime) -> list[Late]:
    """
    Return where lines are past their time, for whoever leads a site's team: those that they may
    not read are counted too. Two questions while there are none.
    """
    led = set(actor.places_where(Permission.HAND_OVER)) & set(
        actor.places_where(Permission.KEEP_PLACE)
    )
    if not led:
        return []
    lines: list[BoardLine] = list(
        readable_lines(actor, now=now).filter(
            ALIVE, site__in=led, due_at__lte=now, ended_at__isnull=True
        )
    )  # fmt: skip
    unread = [row for row in _unread(led) if row.due_at <= now]
    whys = why_nobodys(lines, now=now)
    nobodys = [line.site_id for line, why in zip(lines, whys, strict=True) if why]
    nobodys += [row.site_id for row, _ in _nobodys(unread, now=now)]
    late = nobodys + [line.site_id for line, why in zip(lines, whys, strict=True) if not why]
    return [
        Late(site.name, site.slug, late.count(site.id), nobodys.count(site.id))
        for site in (Site.objects.filter(id__in=late).order_by("name", "id") if late else ())
    ]


def _unread(sites: Collection[UUID]) -> list[Unread]:
    """Return what is told of the lines to do, at these sites, that whoever acts may not read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM handover_unread() WHERE site_id = ANY (%s)", [list(sites)])
        return [Unread(*row) for row in cursor.fetchall()]


def _nobodys(
    rows: Collection[Unread], *, now: datetime.datetime
) -> list[tuple[Unread, frozenset[UUID]]]:
    """Return those of these lines that nobody has, each with who works there and may read it."""
    whys = why_nobodys(rows, now=now) if rows else []
    nobodys = [row for row, why in zip(rows, whys, strict=True) if why]
    if not nobodys:
        return []
    today = now.astimezone(LONDON).date()
    team = who_may_at(Permission.HAND_OVER, {row.site_id for row in nobodys}, today=today)
    workers = workers_with_roles(team.values_list("id", flat=True), today=today)
    with_readers = [
        (
            row,
            frozenset(
                worker.id
                for worker in workers.values()
                if not row.of_colleague and may_have(worker, row, today=today)
            ),
        )
        for row in nobodys
    ]
    return [(row, readers) for row, readers in with_readers if readers or row.due_at > now - A_DAY]
