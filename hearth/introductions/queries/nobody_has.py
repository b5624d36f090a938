"""Introductions that nobody has in hand any more: whoever looked after them cannot now."""

import datetime
from dataclasses import replace

from django.db.models import Q

from hearth.foundation.actors import Actor
from hearth.introductions.models import Introduction
from hearth.introductions.queries.rows import IntroductionRow, paged
from hearth.people.models import Sight
from hearth.people.queries.in_hand import WayShared, WhoRuns, keepers_among


def nobody_has(
    actor: Actor, *, sight: Sight, today: datetime.date, page: int | None = None
) -> tuple[list[IntroductionRow], int]:
    """
    Return the introductions that nobody has in hand and that fall to the actor, the soonest first;
    and of how many.

    Their owner works here no more, or the person's support is not shared with them now. They fall
    to whoever runs a hub that knows the person; else to all who may read them. Of what is shared
    with the actor alone: not of a record that was opened for a reason. At most six questions.

    :param page: only this page of them
    """
    shared = replace(sight, opened=frozenset())
    going = Introduction.objects.open_to(shared).filter(
        Q(ended_on__isnull=True) | Q(to_be_told=True), person__died_recorded_at__isnull=True
    )
    standing = ("owner", "open_to", "open_till", "closes_on")
    others = going.exclude(owner=actor.id)
    found = [(owner, WayShared(*way)) for owner, *way in others.values_list(*standing).distinct()]
    if not found:
        return [], 0
    keepers = keepers_among(actor.id, {owner for owner, _ in found}, today=today)
    if all(keepers.keep(way, owner) for owner, way in found):
        return [], 0
    rows = list(others.exclude(keepers.kept("owner")).select_related("person"))
    runs = WhoRuns(actor.id, rows, today=today)
    mine = [row.id for row in rows if (runs.managers(row) or {actor.id}) >= {actor.id}]
    return paged(going.filter(id__in=mine).order_by("next_on", "id"), page=page, today=today)
