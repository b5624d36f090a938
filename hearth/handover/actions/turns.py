"""One shift hands the board over, and the next takes it over: each by name."""

import datetime
from collections.abc import Collection, Sequence
from typing import Protocol
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from hearth.accounts.queries import workers_named, workers_with_roles
from hearth.design.words import clock
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.statements import insert_once
from hearth.handover.actions.writing import BoardRefused, hold_each, keep, note_on, pass_to
from hearth.handover.models import (
    BoardLine,
    HandedOver,
    LineCame,
    ShiftPattern,
    TookOver,
)
from hearth.handover.queries.lines import lines_to_hold
from hearth.handover.queries.owners import in_hand, may_have
from hearth.handover.queries.turns import changes_at, last_to_take, waiting_for
from hearth.handover.turns import MOST_CHANGES
from hearth.places.models import Site
from hearth.places.opening import LONDON


class TakenBefore(BoardRefused):
    """Somebody else took the board over, and nothing on it is for whoever would take it now."""

    def __init__(self, last: TookOver) -> None:
        who = workers_named({last.by_id}).get(last.by_id, "Somebody")
        super().__init__(
            f"{who} took over at {clock(last.at)}, and nothing here is for you to take. Nothing "
            "changed. To take a line from somebody, use the button beside it"
        )


class EndsWithBoard(Protocol):
    """Ends what somebody does at a site for as long as they have its board."""

    def __call__(self, *, by: Actor, site: Site, now: datetime.datetime) -> None: ...


@transaction.atomic
def hand_over(
    *, by: Actor, site: Site, to_id: UUID, line_ids: Collection[UUID], handed_id: UUID,
    now: datetime.datetime,
) -> int:  # fmt: skip
    """
    Hand the board of a site over to somebody who comes on, with the lines that go to them.

    A line goes to them if it is the actor's or nobody's, and they may read it. All else stays as
    it is: what nobody has stays loud. Sent twice, it is handed over once.

    The actor is on duty there no more. That is known to an app beside this one, which may not be
    named here: the settings name it.

    :param handed_id: made when the form was drawn
    :returns: how many of those lines stay, because they may not be theirs or are somebody else's
    :raises NotAllowed: if the actor does not hand over there
    :raises BoardRefused: if that worker does not work there, or it is the actor
    """
    require(by, Permission.HAND_OVER, at=site)
    today = now.astimezone(LONDON).date()
    worker = workers_with_roles([to_id], today=today).get(to_id)
    if worker is None or to_id == by.id or not worker.may(Permission.HAND_OVER, at=site):
        raise BoardRefused("Choose who comes on", about="to")
    handed = HandedOver(id=handed_id, site=site, at=now, by_id=by.id, to_id=to_id)
    if not insert_once(handed):
        return 0
    lines = hold_each(by, lines_to_hold(line_ids, site), now=now)
    owned = in_hand(lines, now=now)
    go = [
        line
        for line in lines
        if (line.owner_id == by.id or line.id not in owned) and may_have(worker, line, today=today)
    ]
    _give(by, go, to_id, LineCame.GIVEN, now=now)
    for name in settings.ENDS_WITH_BOARD:
        end: EndsWithBoard = import_string(name)
        end(by=by, site=site, now=now)
    note_on(by, "handed over the board of", site)
    return len(set(line_ids)) - len(go)


@transaction.atomic
def take_over(*, by: Actor, site: Site, took_id: UUID, now: datetime.datetime) -> int:
    """
    Take the board of a site over: all that was handed to the actor, and all that nobody has.

    It answers each handing over to the actor that waits. What somebody else has stays theirs. Sent
    twice, it is taken over once.

    :param took_id: made when the page was drawn
    :returns: how many lines are the actor's now that were not before
    :raises NotAllowed: if the actor does not hand over there
    :raises TakenBefore: if somebody else took over in this shift, and nothing is left for the actor
    """
    require(by, Permission.HAND_OVER, at=site)
    answered = waiting_for(site, by.id, at=now)
    first, *more = answered or (None,)
    if not insert_once(TookOver(id=took_id, site=site, at=now, by_id=by.id, handed=first)):
        return 0
    TookOver.objects.bulk_create(
        TookOver(id=uuid5(took_id, str(handed.id)), site=site, at=now, by_id=by.id, handed=handed)
        for handed in more
        if handed
    )
    today = now.astimezone(LONDON).date()
    lines = hold_each(by, lines_to_hold(None, site), now=now)
    owned = in_hand(lines, now=now)
    me = workers_with_roles([by.id], today=today)[by.id]
    mine = [
        line
        for line in lines
        if (line.id not in owned or (line.owner_id == by.id and line.given_at))
        and may_have(me, line, today=today)
    ]
    last = None if answered or mine else last_to_take(site, now=now, but=took_id)
    if last and last.by_id != by.id:
        raise TakenBefore(last)
    _give(by, mine, by.id, LineCame.TAKEN, now=now)
    note_on(by, "took over the board of", site)
    return len(mine)


@transaction.atomic
def set_changes(
    *, by: Actor, site: Site, changes: Sequence[datetime.time], now: datetime.datetime
) -> None:
    """
    Say at which times of the day the shifts of a site change, from now on.

    Boards gone by keep the shifts that they had. What is so already is not written again.

    :raises NotAllowed: if the actor does not keep the site
    :raises BoardRefused: if there are none, or too many, or one stands there twice
    """
    require(by, Permission.KEEP_PLACE, at=site)
    in_order = sorted(set(changes))
    if not 1 <= len(in_order) <= MOST_CHANGES:
        raise BoardRefused(f"Write 1 to {MOST_CHANGES} times of the day", about="changes")
    if len(in_order) < len(changes):
        raise BoardRefused("Write each time once: a shift cannot end as it begins", about="changes")
    if tuple(in_order) == changes_at(site, now):
        return
    ShiftPattern.objects.create(site=site, changes=in_order, set_at=now, set_by_id=by.id)
    note_on(by, "changed the shifts of", site)


def _give(
    by: Actor, lines: Sequence[BoardLine], to_id: UUID, came: LineCame, *, now: datetime.datetime
) -> None:
    pass_to(to_id, lines, by=by, now=now)
    if lines:
        keep(by, lines, came, now=now)
