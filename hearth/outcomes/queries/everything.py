"""All that this app holds about somebody, in words, for them to read."""

from collections.abc import Iterator

from hearth.design.words import day, sentences
from hearth.outcomes.models import HowGiven, NotNow, Reading, ReadingBefore, ReadingLink
from hearth.outcomes.queries.measures import measure_of
from hearth.outcomes.queries.readings import lines_of
from hearth.outcomes.queries.said import ReadingSaid, from_json, reading_said
from hearth.people.models import Person

Row = tuple[str, str, str]


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    Each row says what it is, what is written, and the name of the organisation that answers for it
    (held_by).
    """
    rows = [*_readings(person), *_before(person), *_not_now(person), *_links(person)]
    return [{"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows]


def _readings(person: Person) -> Iterator[Row]:
    rows = Reading.objects.filter(person=person).select_related("held_by", "site", "written_by")
    for row in rows.order_by("given_on", "id"):
        facts = [
            f"{day(row.given_on)}, {row.site.name}. {HowGiven(row.how).label}",
            f"Written down by {row.written_by.name}" if row.written_by else "",
            _said(row, reading_said(row)),
            "It came to " + ", ".join(f"{key} {value}" for key, value in row.came_to.items())
            if row.came_to
            else "",
            "Taken back: it was written down by mistake" if row.taken_back_at else "",
        ]
        yield (
            f"A questionnaire: {_name(row)}, version {row.version}",
            sentences(facts),
            row.held_by.name,
        )


def _before(person: Person) -> Iterator[Row]:
    rows = ReadingBefore.objects.filter(person=person).select_related("held_by", "reading")
    for row in rows.order_by("reading", "changed_at", "id"):
        facts = [f"Until {day(row.changed_at)}", _said(row.reading, from_json(row.was))]
        yield "What a questionnaire said before", sentences(facts), row.held_by.name


def _not_now(person: Person) -> Iterator[Row]:
    rows = NotNow.objects.filter(person=person).select_related("held_by")
    for row in rows.order_by("said_on", "id"):
        says = f"{day(row.said_on)}: you would rather not answer {row.measure} just then"
        yield "A questionnaire that we offered", says, row.held_by.name


def _links(person: Person) -> Iterator[Row]:
    rows = ReadingLink.objects.filter(person=person).select_related("held_by", "made_by", "site")
    for row in rows.order_by("made_at", "id"):
        facts = [
            f"{day(row.made_at)}, {row.made_by.name} at {row.site.name}: {row.measure}",
            f"It works until {day(row.ends_at)}",
            f"You answered by it, {day(row.used_at)}" if row.used_at else "",
        ]
        yield "A link to answer a questionnaire", sentences(facts), row.held_by.name


def _said(row: Reading, said: ReadingSaid) -> str:
    lines = lines_of(measure_of(row.measure, row.version), said)
    told = "; ".join(f"{asked}: {answer}" for asked, answer in lines)
    return f"You answered: {told}" + (f". You said: {said.words}" if said.words else "")


def _name(row: Reading) -> str:
    measure = measure_of(row.measure, row.version)
    return measure.name if measure else row.measure
