"""All that this app holds about somebody, in words, for them to read."""

from collections.abc import Iterator
from uuid import UUID

from hearth.design.words import clock, day, sentences
from hearth.frontdoor.models import HowToday
from hearth.letterbox.models import HowIAm, Letter, LetterKind, LetterLine, LineKind
from hearth.people.models import Person

Row = tuple[str, str, str]


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    What came after a message stands under that one. Each row says what it is, what is written, and
    the name of the organisation that answers for it (held_by).
    """
    rows = [*_letters(person), *_days(person)]
    return [
        {"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows if says
    ]


def _letters(person: Person) -> Iterator[Row]:
    lines: dict[UUID, list[LetterLine]] = {}
    after = LetterLine.objects.filter(person=person).select_related("held_by", "by", "to")
    for line in after.order_by("at", "id"):
        lines.setdefault(line.letter_id, []).append(line)
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
        kind, at = LetterKind(row.kind).label, f"{day(row.written_at)}, {clock(row.written_at)}"
        what = f"{kind}, {at}"
        yield what, sentences(facts), row.held_by.name
        for line in lines.get(row.id, []):
            yield what, _came_after(line), line.held_by.name


def _came_after(line: LetterLine) -> str:
    at, by = f"{day(line.at)}, {clock(line.at)}", line.by.name
    to = line.to.name if line.to else "another worker"
    said = {
        LineKind.ANSWER: f"{by} answered you",
        LineKind.MORE: "You wrote more" if line.by.own_pages else f"You said more, to {by}",
        LineKind.TAKEN: f"{by} read it",
        LineKind.HANDED_ON: f"{by} handed it on to {to}",
        LineKind.DONE: f"{by} said that nothing more is needed for now",
        LineKind.SEEN: "You opened the answer" if line.by.own_pages else f"{by} read it to you",
    }
    return sentences([f"{at}: {said[LineKind(line.kind)]}", line.words])


def _days(person: Person) -> Iterator[Row]:
    rows = HowIAm.objects.filter(person=person).select_related("held_by")
    for row in rows.order_by("said_at", "id"):
        said = f"{day(row.said_at)}: {HowToday(row.how).label}"
        yield "How you said you were", sentences([said, row.words]), row.held_by.name
