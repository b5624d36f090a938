"""What a worker answers for, and what must not wait: worries and concerns together."""

import datetime
from dataclasses import dataclass

from django.db.models import DateField, Q, Value
from django.utils import timezone

from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.safety.models import SafetyConcern, Worry
from hearth.safety.models.concerns import ConcernQuerySet
from hearth.safety.models.worries import WorryQuerySet
from hearth.safety.queries.concerns import ConcernRow, concern_rows
from hearth.safety.queries.owners import left_behind
from hearth.safety.queries.worries import LATELY, WorryRow, worries_seen, worry_rows

AT_A_TIME = 40
"""How many a page of what is over shows, and of what others look after."""
MAY_ANSWER = (Permission.SEE_WORRIES, Permission.KEEP_CONCERNS)
"""Whoever holds none of these somewhere answers for nothing."""


@dataclass(frozen=True)
class Mine:
    """What a worker answers for, to be looked after now."""

    worries: tuple[WorryRow, ...]
    concerns: tuple[ConcernRow, ...]
    """The soonest look first."""

    @property
    def is_empty(self) -> bool:
        return not self.worries and not self.concerns


@dataclass(frozen=True)
class Part:
    """A page of many, the latest first."""

    rows: Mine
    number: int
    has_more: bool


@dataclass(frozen=True)
class KeepingSafe:
    """The page of all of it: what is mine first."""

    mine: Mine
    others: Part
    lately: Mine
    """Settled, or finished for now, in the last four weeks: the latest of them."""
    has_more: bool
    """More was settled or finished than is shown here."""


@dataclass(frozen=True)
class CannotWait:
    """How many things are loud, of each kind."""

    left_behind: int
    """Whoever answered for them does not work there any more, and the reader answers for them."""
    late: int
    """Concerns of the reader's own whose day is past."""
    unopened: int = 0
    """What is the reader's own to look after, and they have not opened yet."""


def mine(actor: Actor, now: datetime.datetime) -> Mine:
    """
    Return the worries and concerns that the actor answers for, as their own or as the manager of a
    site where whoever did does not work any more. A constant number of questions.
    """
    today = timezone.localdate(now)
    return _shown(
        Worry.objects.kept_by(actor).standing().filter(_answers(actor, today)),
        SafetyConcern.objects.kept_by(actor).standing().filter(_answers(actor, today)),
        actor=actor, today=today,
    )  # fmt: skip


def how_many_mine(actor: Actor, now: datetime.datetime) -> int:
    """Return how many things `mine` would show, for a page that lies open to all: two questions."""
    answers = _answers(actor, timezone.localdate(now))
    worries = Worry.objects.kept_by(actor).standing().filter(answers)
    concerns = SafetyConcern.objects.kept_by(actor).standing().filter(answers)
    return worries.count() + concerns.count()


def keeping_safe(actor: Actor, now: datetime.datetime, *, number: int = 1) -> KeepingSafe:
    """
    Return all that the actor may see: theirs, the others', and what was settled lately.

    :param number: of the page of the others', from 1
    :raises NotAllowed: if the actor neither writes such a thing down nor reads any
    """
    if not actor.may_somewhere(Permission.SEE_CONCERNS):
        require_somewhere(actor, Permission.TELL_SAFETY)
    today = timezone.localdate(now)
    worries, concerns = worries_seen(actor), SafetyConcern.objects.seen_by(actor)
    own = mine(actor, now)
    of_mine = [*(row.id for row in own.worries), *(row.id for row in own.concerns)]
    others = _part(
        (worries.standing().exclude(id__in=of_mine), "told_at"),
        (concerns.standing().exclude(id__in=of_mine), "noticed_at"),
        number=number, actor=actor, today=today,
    )  # fmt: skip
    lately = over(actor, now, since=now - LATELY)
    has_more = lately.has_more or (
        worries.filter(settled_at__lt=now - LATELY).exists()
        or concerns.filter(finished_at__lt=now - LATELY).exists()
    )
    return KeepingSafe(own, others, lately.rows, has_more)


def over(
    actor: Actor, now: datetime.datetime, *, number: int = 1, since: datetime.datetime | None = None
) -> Part:
    """
    Return a page of what is settled or finished for now, the latest first, however long ago.

    :param number: of the page, from 1
    :param since: leave out what was settled before
    :raises NotAllowed: if the actor neither writes such a thing down nor reads any
    """
    if not actor.may_somewhere(Permission.SEE_CONCERNS):
        require_somewhere(actor, Permission.TELL_SAFETY)
    worries, concerns = worries_seen(actor), SafetyConcern.objects.seen_by(actor)
    settled = worries.filter(settled_at__isnull=False)
    finished = concerns.filter(finished_at__isnull=False)
    if since:
        settled = settled.filter(settled_at__gte=since)
        finished = finished.filter(finished_at__gte=since)
    return _part(
        (settled, "settled_at"), (finished, "finished_at"),
        number=number, actor=actor, today=timezone.localdate(now),
    )  # fmt: skip


def cannot_wait(actor: Actor, now: datetime.datetime) -> CannotWait:
    """
    Return what is loud on every page of the actor's: one question for whoever may answer for
    somebody's safety, and none for anybody else. What is late and not opened is counted as late.
    """
    if not any(actor.may_somewhere(permission) for permission in MAY_ANSWER):
        return CannotWait(0, 0)
    today = timezone.localdate(now)
    alone = left_behind(today) & ~Q(owner=actor.id)
    unopened = Q(owner=actor.id, owner_saw_at__isnull=True)
    late = Q(owner=actor.id, look_on__lt=today)
    concerns = SafetyConcern.objects.kept_by(actor).standing().filter(late | alone | unopened)
    worries = Worry.objects.kept_by(actor).standing().filter(alone | unopened)
    undated = worries.annotate(look_on=Value(None, output_field=DateField()))
    parts = ("owner_id", "look_on")
    found = concerns.values_list(*parts).union(undated.values_list(*parts), all=True)
    days = [(owner_id == actor.id, look_on) for owner_id, look_on in found]
    own = [look_on for is_mine, look_on in days if is_mine]
    late_ones = sum(1 for look_on in own if look_on and look_on < today)
    return CannotWait(len(days) - len(own), late_ones, len(own) - late_ones)


def _answers(actor: Actor, today: datetime.date) -> Q:
    return Q(owner=actor.id) | left_behind(today)


def _shown(
    worries: WorryQuerySet, concerns: ConcernQuerySet, *, actor: Actor, today: datetime.date
) -> Mine:
    return Mine(
        worry_rows(worries, actor=actor, today=today),
        concern_rows(concerns, actor=actor, today=today),
    )


def _part(
    worries: tuple[WorryQuerySet, str], concerns: tuple[ConcernQuerySet, str], *, number: int,
    actor: Actor, today: datetime.date,
) -> Part:  # fmt: skip
    """
    Return a page of worries and concerns together, the latest first.

    :param worries: with the name of the moment that they go by, and so the concerns
    """
    end = number * AT_A_TIME + 1
    moments = [
        moment
        for rows, at in (worries, concerns)
        for moment in rows.order_by(f"-{at}", "-id").values_list(at, "id")[:end]
    ]
    shown = [one for _, one in sorted(moments, reverse=True)][end - 1 - AT_A_TIME : end]
    here = shown[:AT_A_TIME]
    rows = _shown(
        worries[0].filter(id__in=here), concerns[0].filter(id__in=here), actor=actor, today=today
    )
    return Part(rows, number, len(shown) > AT_A_TIME)
