"""When the shifts of a site change, and who handed over to whom."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from hearth.accounts.models import User
from hearth.accounts.queries import who_may_at, workers_named
from hearth.foundation.actors import Permission
from hearth.handover.models import HandedOver, ShiftPattern, TookOver
from hearth.handover.queries.on_shift import EARLY
from hearth.handover.turns import USUAL, Shift, as_asked, shift_at
from hearth.places.models import Site

LATELY = 8
AN_HOUR = datetime.timedelta(hours=1)
WAITS_FOR = datetime.timedelta(days=1)
"""For how long a handing over waits for whoever it is to: after a day other shifts were on."""


@dataclass(frozen=True)
class Turn:
    """One handing over, one taking over, or both together."""

    handed_id: UUID | None
    handed_at: datetime.datetime | None
    handed_by: str
    to_id: UUID | None
    to: str
    taken_at: datetime.datetime | None
    taken_by: str

    @property
    def at(self) -> datetime.datetime:
        """When the board was the next shift's, or was to be."""
        moment = self.taken_at or self.handed_at
        assert moment is not None
        return moment

    @property
    def as_asked(self) -> str:
        """That moment, as the address of the board asks for it."""
        return as_asked(self.at)

    @property
    def is_waiting(self) -> bool:
        """Test if it was handed over, and nobody has said that they take it."""
        return self.taken_at is None


def changes_at(site: Site, at: datetime.datetime) -> tuple[datetime.time, ...]:
    """Return at which times of the day the shifts of a site changed, as it stood at a moment."""
    kept = ShiftPattern.objects.filter(site=site, set_at__lte=at).order_by("-set_at", "-id").first()
    return tuple(kept.changes) if kept else USUAL


def shift_now(site: Site, at: datetime.datetime) -> Shift:
    """Return the shift of a site in which a moment lies."""
    return shift_at(at, changes_at(site, at))


def just_ended(site: Site, now: datetime.datetime) -> datetime.datetime | None:
    """Return when the last shift of a site ended, if that was less than an hour ago."""
    begun = shift_now(site, now).begins
    return begun if now - begun < AN_HOUR else None


def turns_before(site: Site, *, at: datetime.datetime, most: int = LATELY) -> tuple[Turn, ...]:
    """Return the last turns of a site by a moment, the latest first. Three questions."""
    handed = list(HandedOver.objects.filter(site=site, at__lte=at).order_by("-at", "-id")[:most])
    took = list(TookOver.objects.filter(site=site, at__lte=at).order_by("-at", "-id")[: 2 * most])
    answers: dict[UUID, TookOver] = {}
    for row in took:
        if row.handed_id:
            answers[row.handed_id] = row
    who = [*(row.by_id for row in handed), *(row.to_id for row in handed)]
    names = workers_named({*who, *(row.by_id for row in took)})
    turns = [_turn(row, answers.get(row.id), names) for row in handed]
    turns += [_turn(None, row, names) for row in took if row.handed_id is None]
    return tuple(sorted(turns, key=lambda turn: turn.at, reverse=True)[:most])


def waiting_for(site: Site, worker_id: UUID, *, at: datetime.datetime) -> list[HandedOver]:
    """Return what was handed over to a worker within a day, by whomever, and not taken yet."""
    to_them = HandedOver.objects.filter(
        site=site, to=worker_id, at__lte=at, at__gt=at - WAITS_FOR, taken__isnull=True
    )
    return list(to_them.order_by("at", "id"))


def last_to_take(site: Site, *, now: datetime.datetime, but: UUID) -> TookOver | None:
    """
    Return who took a site's board over last, in this shift or early for it.

    :param but: the taking over that is being written
    """
    since = shift_now(site, now).begins - EARLY
    took = TookOver.objects.filter(site=site, at__gte=since, at__lte=now).exclude(id=but)
    return took.order_by("-at", "-id").first()


def who_hands_over_at(site: Site, *, today: datetime.date) -> QuerySet[User]:
    """Return who works at a site and so hands over there, by name."""
    return who_may_at(Permission.HAND_OVER, [site.id], today=today)


def _turn(handed: HandedOver | None, took: TookOver | None, names: dict[UUID, str]) -> Turn:
    return Turn(
        handed.id if handed else None,
        handed.at if handed else None,
        names.get(handed.by_id, "") if handed else "",
        handed.to_id if handed else None,
        names.get(handed.to_id, "") if handed else "",
        took.at if took else None,
        names.get(took.by_id, "") if took else "",
    )
