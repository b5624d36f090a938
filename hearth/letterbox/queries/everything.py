"""All that this app holds about somebody, in words, for them to read."""

from collections.abc import Iterator

from hearth.design.words import clock, day
from hearth.frontdoor.models import HowToday
from hearth.letterbox.models import HowIAm, Letter, LetterKind, LetterLine, LineKind
from hearth.people.models import Person

Row = tuple[str, str, str]


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    Each row says what it is, what is written, and the name of the organisation that answers for it
    (held_by).
    """
    rows = [*_letters(person), *_lines(person), *_days(person)]
    return [
        {"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows if says
    ]


def _letters(person: Person) -> Iterator[Row]:
    rows = Letter.objects.filter(person=person).select_related("held_by", "site", "first_read_by")
    for row in rows.order_by("written_at", "id"):
        read = row.first_read_by
        facts = [
            f"{day(row.written_at)}, {clock(row.written_at)}, to {row.site.name}",
            "You said it, and a worker wrote it down" if row.said_aloud else "",
            f"You wanted to be called: {row.called}" if row.called else "",
            row.words,
            f"When you could: {row.times}" if row.times else "",
            f"How to reach you: {row.reach}" if row.reach else "",
            f"{read.name} read it, {day(row.first_read_at)}" if read and row.first_read_at else "",
        ]
        yield str(LetterKind(row.kind).label), _sentences(facts), row.held_by.name


def _lines(person: Person) -> Iterator[Row]:
    rows = LetterLine.objects.filter(person=person).select_related("held_by", "by", "to")
    for row in rows.order_by("letter", "at", "id"):
        to = f", to {row.to.name}" if row.to else ""
        said = f"{day(row.at)}: {LineKind(row.kind).label} ({row.by.name}{to})"
        yield "What came after a message", _sentences([said, row.words]), row.held_by.name


def _days(person: Person) -> Iterator[Row]:
    rows = HowIAm.objects.filter(person=person).select_related("held_by")
    for row in rows.order_by("said_at", "id"):
        said = f"{day(row.said_at)}: {HowToday(row.how).label}"
        yield "How you said you were", _sentences([said, row.words]), row.held_by.name


def _sentences(facts: list[str]) -> str:
    return ". ".join(fact for fact in facts if fact)
