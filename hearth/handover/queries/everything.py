"""All that this app holds about somebody, in words, for them to read."""

from hearth.design.words import clock, day
from hearth.handover.models import BoardLine, BoardLineOnce, LineCame, LineKind
from hearth.people.models import Person


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    Each row says what it is, what is written, and the name of the organisation that answers for it
    (held_by).
    """
    lines = BoardLine.objects.filter(person=person).select_related("held_by", "site", "owner")
    onces = BoardLineOnce.objects.filter(person=person).select_related("held_by", "by", "owner")
    told = [
        _told(
            f"For the next shift at {row.site.name}",
            [
                f"{day(row.written_at)}, {clock(row.written_at)}: {LineKind(row.kind).label}",
                row.what, _by_when(row), row.get_state_display(),
            ],
            row,
        )
        for row in lines.order_by("written_at", "id")
    ]  # fmt: skip
    return told + [
        _told(
            "What was done with it",
            [
                f"{day(row.at)}, {clock(row.at)}: {LineCame(row.came).label} ({row.by.name})",
                row.what, _by_when(row),
            ],
            row,
        )
        for row in onces.order_by("line", "number")
    ]  # fmt: skip


def _by_when(row: BoardLine | BoardLineOnce) -> str:
    who = row.owner.name if row.owner else "Nobody yet"
    return f"By {clock(row.due_at)} on {day(row.due_at)}: {who}"


def _told(what: str, facts: list[str], row: BoardLine | BoardLineOnce) -> dict[str, str]:
    says = ". ".join(fact for fact in facts if fact)
    return {"what": what, "says": says, "held_by": row.held_by.name}
