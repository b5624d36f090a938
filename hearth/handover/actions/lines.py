"""Writing a line for the next shift, taking it, carrying it on, finishing it, putting it right."""

import datetime
from dataclasses import replace
from uuid import UUID, uuid5

from django.db import transaction

from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.statements import insert_once
from hearth.handover.actions.writing import (
    BoardRefused,
    checked,
    due,
    held,
    keep,
    note_on,
    once_of,
    pass_to,
    refuse_done,
    refuse_unseen,
    require_owner,
)
from hearth.handover.models import BoardLine, LineCame, LineKind, LineState
from hearth.handover.queries.owners import in_hand
from hearth.handover.queries.said import LineSaid
from hearth.handover.queries.turns import just_ended
from hearth.people.actions.editing import refuse_other_words
from hearth.people.actions.layered import begin_in, whose
from hearth.people.models import Layer, Openness, Person
from hearth.places.models import Site


@transaction.atomic
def write_line(
    *, by: Actor, site: Site, said: LineSaid, line_id: UUID, now: datetime.datetime,
    person: Person | None = None,
) -> BoardLine:  # fmt: skip
    """
    Write a line for the next shift. Sent twice, it is one line.

    It may be due by the end of a shift that ended while it was written: then it is late.

    :param person: whom it is about, if anybody: it is of their support
    :param line_id: made when the form was drawn
    :raises NotAllowed: if the actor does not hand over there, or the person's support is not open
        to them
    :raises BoardRefused: if something is missing or cannot be
    :raises SavedAlready: if it was saved already, in other words
    """
    require(by, Permission.HAND_OVER, at=site)
    if person and person.has_died:
        raise BoardRefused("They have died. Write it about nobody, if it is still to be done")
    if said.kind not in LineKind.values:
        raise BoardRefused("Choose what it is", about="kind")
    of: dict[str, Person | UUID] = {"held_by_id": site.run_by_id}
    if person:
        person = begin_in(Layer.SUPPORT, by=by, person=person, now=now)
        of = whose(by, person)
    line = BoardLine(
        id=line_id, site=site, kind=said.kind,
        due_at=due(said.due_at, now=now, was=just_ended(site, now)),
        written_at=now, came_at=now, written_by_id=by.id, **of,
    )  # fmt: skip
    pass_to(said.owner_id, [line], by=by, now=now)
    line.what = checked(said.what, about="what", needed="Write what it is")
    _stand(line, person)
    require_owner(said.owner_id, line, now=now)
    if not insert_once(line):
        there = BoardLine.objects.filter(id=line_id, site=site, written_by_id=by.id).first()
        if there is None:
            raise BoardRefused("Part of this page was lost. Open the page again")
        refuse_other_words((there.kind, there.what), (line.kind, line.what))
        return there
    once_of(by, line, now=now).save(force_insert=True)
    note_on(by, "wrote", site, [line])
    return line


def _stand(line: BoardLine, person: Person | None) -> None:
    """Say on a line that is not written yet to whom it will be open, as the database will."""
    openness = (
        Openness.objects.filter(person=person, layer=Layer.SUPPORT).first() if person else None
    )
    if openness:
        line.open_to, line.open_till = openness.open_to, openness.open_till
        line.closes_on = openness.closes_on


@transaction.atomic
def take_line(*, by: Actor, line: BoardLine, seen: int, now: datetime.datetime) -> None:
    """
    Take a line over, by name. What is the actor's already stays so.

    :param seen: how many things were done to it as the page showed it
    :raises NotAllowed: if the actor does not hand over there
    :raises BoardRefused: if it is done, or may not be theirs
    :raises DoneMeanwhile: if somebody did something to it after the page was drawn
    """
    row = held(by, line.id, now=now)
    if row.owner_id == by.id and row.came == LineCame.TAKEN and in_hand([row], now=now):
        return
    refuse_unseen(row, seen)
    refuse_done(row)
    require_owner(by.id, row, now=now)
    pass_to(by.id, [row], by=by, now=now)
    keep(by, [row], LineCame.TAKEN, now=now)
    note_on(by, "took over", row.site, [row])


@transaction.atomic
def put_down(*, by: Actor, line: BoardLine, seen: int, now: datetime.datetime) -> None:
    """
    Say that nobody has a line: it is loud until somebody takes it.

    :raises NotAllowed: if the actor does not hand over there
    :raises BoardRefused: if it is done
    :raises DoneMeanwhile: if somebody did something to it after the page was drawn
    """
    row = held(by, line.id, now=now)
    if row.owner_id is None and row.state == LineState.OPEN:
        return
    refuse_unseen(row, seen)
    refuse_done(row)
    pass_to(None, [row], by=by, now=now)
    keep(by, [row], LineCame.NOBODY, now=now)
    note_on(by, "put down", row.site, [row])


@transaction.atomic
def carry_on(
    *, by: Actor, line: BoardLine, due_at: datetime.datetime | None, seen: int,
    now: datetime.datetime,
) -> None:  # fmt: skip
    """
    Say that a line goes on, to a later time. Who has it stays.

    :raises NotAllowed: if the actor does not hand over there
    :raises BoardRefused: if it is done, or the time is not later
    :raises DoneMeanwhile: if somebody did something to it after the page was drawn
    """
    row = held(by, line.id, now=now)
    if row.due_at == due_at and row.came == LineCame.CARRIED:
        return
    refuse_unseen(row, seen)
    refuse_done(row)
    if due_at and due_at <= row.due_at:
        raise BoardRefused("Choose a later time", about="due_at")
    row.due_at = due(due_at, now=now)
    keep(by, [row], LineCame.CARRIED, now=now)
    note_on(by, "carried on", row.site, [row])


@transaction.atomic
def finish_line(*, by: Actor, line: BoardLine, seen: int, now: datetime.datetime) -> None:
    """
    Say that it is done. Said twice, it is done once.

    :raises NotAllowed: if the actor does not hand over there
    :raises DoneMeanwhile: if somebody did something to it after the page was drawn
    """
    row = held(by, line.id, now=now)
    if row.state == LineState.DONE:
        return
    refuse_unseen(row, seen)
    row.state = LineState.DONE
    keep(by, [row], LineCame.DONE, now=now)
    note_on(by, "finished", row.site, [row])


@transaction.atomic
def say_not_done(*, by: Actor, line: BoardLine, seen: int, now: datetime.datetime) -> None:
    """
    Take back that it is done: it was a slip. It is as it was before.

    :raises NotAllowed: if the actor does not hand over there
    :raises DoneMeanwhile: if somebody did something to it after the page was drawn
    """
    row = held(by, line.id, now=now)
    if row.state == LineState.OPEN:
        return
    refuse_unseen(row, seen)
    row.state = LineState.OPEN
    keep(by, [row], LineCame.AGAIN, now=now)
    note_on(by, "took back as done", row.site, [row])


@transaction.atomic
def put_right(
    *, by: Actor, line: BoardLine, said: LineSaid, seen: int, now: datetime.datetime
) -> None:
    """
    Put right what a line says, by when, or who has it. What it said before is kept.

    :raises NotAllowed: if the actor does not hand over there
    :raises BoardRefused: if it is done, or something is missing or cannot be
    :raises DoneMeanwhile: if somebody did something to it after the page was drawn
    """
    what = checked(said.what, about="what", needed="Write what it is")
    row = held(by, line.id, now=now)
    if (row.what, row.due_at, row.owner_id) == (what, said.due_at, said.owner_id):
        return
    refuse_unseen(row, seen)
    refuse_done(row)
    if said.owner_id != row.owner_id:
        require_owner(said.owner_id, row, now=now)
        pass_to(said.owner_id, [row], by=by, now=now)
    row.due_at = due(said.due_at, now=now, was=row.due_at)
    row.what = what
    keep(by, [row], LineCame.CHANGED, now=now)
    note_on(by, "put right", row.site, [row])


@transaction.atomic
def write_anew(
    *, by: Actor, line: BoardLine, said: LineSaid, person: Person, seen: int,
    now: datetime.datetime,
) -> BoardLine:  # fmt: skip
    """
    Write a line about somebody in place of one about nobody, whose new words name them.

    What it said before stays as it was, about nobody, and nothing is to be done with it any more.

    :raises NotAllowed: if the actor does not hand over there, or the person's support is not open
        to them
    :raises BoardRefused: if it is done, or something is missing or cannot be
    :raises DoneMeanwhile: if somebody did something to it after the page was drawn
    """
    row = held(by, line.id, now=now)
    refuse_unseen(row, seen)
    refuse_done(row)
    row.state = LineState.DONE
    keep(by, [row], LineCame.ANEW, now=now)
    note_on(by, "wrote anew", row.site, [row])
    return write_line(
        by=by, site=row.site, said=replace(said, kind=row.kind), person=person,
        line_id=uuid5(row.id, str(row.times)), now=now,
    )  # fmt: skip
