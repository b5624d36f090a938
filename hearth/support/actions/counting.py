"""Keeping the count of what was done together, once it is erased, and forgetting whose it was."""

import datetime
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from uuid import UUID

from django.utils import timezone

from hearth.foundation.actors import Actor
from hearth.foundation.identifiers import uuid7
from hearth.people.actions.forgetting import Holders
from hearth.people.models import Acquaintance, Person
from hearth.people.queries import is_left_out
from hearth.support.models import (
    ConversationWording,
    Counted,
    GoalState,
    GoalWording,
    StrandChange,
    StrandState,
)

Spell = tuple[UUID, datetime.date, datetime.date]


def keep_count(person: Person, held_by: Holders | None, *, by: Actor) -> None:
    """
    Write down what reports count of what is about to be erased, before it is.

    Of somebody whom reports leave out nothing is, once the record that says so goes too.

    :param held_by: only what these organisations hold; all of it, if None: then it is nobody's
    """
    if held_by is None and is_left_out(person, actor=by):
        Counted.objects.filter(whose=person.id).delete()
        return
    today = timezone.localdate()
    rows = [*_strands(person, held_by, today), *_goals(person, held_by, today)]
    rows += _talks(person, held_by)
    Counted.objects.bulk_create(rows)
    if held_by is None:
        Counted.objects.filter(whose=person.id).update(whose=uuid7())


def _spells(
    changes: Iterable[tuple[UUID, str, datetime.date, UUID]], state: str, held_by: Holders | None,
    today: datetime.date,
) -> Iterator[Spell]:  # fmt: skip
    """
    Return from when until when each was in a state, as far as these organisations said so.

    :param changes: of what, into which state, when and by whom held; each thing's in their order
    """
    told = list(changes)
    for (what, now, since, holder), after in zip_longest(told, told[1:]):
        if now == state and (held_by is None or holder in held_by):
            ends = after[2] if after and after[0] == what else max(today, since)
            yield what, since, ends


def _strands(person: Person, held_by: Holders | None, today: datetime.date) -> Iterator[Counted]:
    changes = StrandChange.objects.filter(person=person).select_related("support_strand")
    rows = list(changes.order_by("support_strand", "changed_on", "id"))
    strands = {row.support_strand_id: row.support_strand for row in rows}
    told = [(row.support_strand_id, row.state, row.changed_on, row.held_by_id) for row in rows]
    for what, since, until in _spells(told, StrandState.WITH, held_by, today):
        strand = strands[what]
        yield Counted(
            figure=Counted.Figure.STRAND, whose=person.id, what=uuid7(), site_id=strand.site_id,
            kind=strand.kind, strand_id=strand.strand_id, since_on=since, until_on=until,
        )  # fmt: skip


def _goals(person: Person, held_by: Holders | None, today: datetime.date) -> Iterator[Counted]:
    rows = GoalWording.objects.filter(person=person).order_by("goal", "written_on", "id")
    told = list(rows.values_list("goal_id", "state", "written_on", "held_by_id"))
    ids: dict[UUID, UUID] = {}
    for goal, since, until in _spells(told, GoalState.WORKING, held_by, today):
        yield Counted(
            figure=Counted.Figure.GOAL, whose=person.id, what=ids.setdefault(goal, uuid7()),
            since_on=since, until_on=until,
        )  # fmt: skip


def _talks(person: Person, held_by: Holders | None) -> list[Counted]:
    rows = ConversationWording.objects.filter(person=person).order_by("written_at", "id")
    first = rows.first()
    if first is None or not (held_by is None or first.held_by_id in held_by):
        return []
    on = timezone.localdate(first.written_at)
    known = Acquaintance.objects.filter(person=person, since__lte=on)
    return [
        Counted(
            figure=Counted.Figure.TALK, whose=person.id, what=uuid7(), site_id=site, since_on=on
        )
        for site in known.order_by("site").values_list("site_id", flat=True)
    ]
