"""All that this app holds about somebody, in words, for them to read."""

import datetime
from collections.abc import Iterator
from uuid import UUID

from hearth.design.words import clock, day, sentences
from hearth.handover.models import BoardLine, BoardLineOnce, LineCame, LineKind
from hearth.people.models import Person

CAME = {
    LineCame.WRITTEN: "{by} wrote it down",
    LineCame.TAKEN: "{by} took it over",
    LineCame.GIVEN: "{by} handed it over",
    LineCame.NOBODY: "{by} put it down: nobody had it",
    LineCame.CARRIED: "{by} carried it on",
    LineCame.CHANGED: "{by} put it right",
    LineCame.DONE: "{by} said that it was done",
    LineCame.AGAIN: "{by} said that it was not done after all",
    LineCame.ANEW: "{by} wrote it anew, about somebody",
}


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    What was done with a line stands under that one. Each row says what it is, what is written, and
    the name of the organisation that answers for it (held_by).
    """
    return list(_told(person))


def _told(person: Person) -> Iterator[dict[str, str]]:
    done: dict[UUID, list[BoardLineOnce]] = {}
    onces = BoardLineOnce.objects.filter(person=person).select_related("held_by", "by", "owner")
    for once in onces.order_by("number"):
        done.setdefault(once.line_id, []).append(once)
    lines = BoardLine.objects.filter(person=person).select_related("held_by", "site", "owner")
    for row in lines.order_by("written_at", "id"):
        what = f"For the next shift at {row.site.name}, {_at(row.written_at)}"
        facts = [
            f"{_at(row.written_at)}: {LineKind(row.kind).label}", row.what, _by_when(row),
            row.get_state_display(),
        ]  # fmt: skip
        yield {"what": what, "says": sentences(facts), "held_by": row.held_by.name}
        for once in done.get(row.id, []):
            came = CAME[LineCame(once.came)].format(by=once.by.name)
            facts = [f"{_at(once.at)}: {came}", once.what, _by_when(once)]
            yield {"what": what, "says": sentences(facts), "held_by": once.held_by.name}


def _at(moment: datetime.datetime) -> str:
    return f"{day(moment)}, {clock(moment)}"


def _by_when(row: BoardLine | BoardLineOnce) -> str:
    who = row.owner.name if row.owner else "Nobody yet"
    return f"By {clock(row.due_at)} on {day(row.due_at)}: {who}"
