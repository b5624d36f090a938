"""All that this app holds about somebody that may be told them, in words."""

from collections.abc import Iterator

from hearth.design.words import day, sentences
from hearth.people.models import Person
from hearth.safety.models import (
    CheckKind,
    ConcernEntry,
    EntryKind,
    Knows,
    SafetyConcern,
    Worry,
    WorryCheck,
)
from hearth.safety.queries.concerns import section_of

Row = tuple[str, str, str]
OF_OTHERS = ("LINKED", "UNLINKED", "KEPT_FROM", "CONFIDENCE")
"""What may say of others: whose record it was on by mistake, from whom it is kept, who asked."""


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    What was told in confidence, and a concern of which knowing could put somebody in danger, are
    not among it, nor that there is anything (Data Protection Act 2018, schedule 2 paragraph 16 and
    schedule 3). How to reach whoever was worried is that person's own. Each row says what it is,
    what is written, and the name of the organisation that answers for it (held_by).
    """
    rows = [*_worries(person), *_concerns(person)]
    return [
        {"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows if says
    ]


def _worries(person: Person) -> Iterator[Row]:
    rows = Worry.objects.filter(person=person, confidential=False).select_related("held_by")
    for row in rows.order_by("told_at", "id"):
        facts = [
            f"{day(row.told_at)}: {row.words}",
            f"From: {row.teller}" if row.teller else "",
            f"What was done: {row.settled}" if row.settled_at else "",
        ]
        what = f"Somebody was worried about you, {day(row.told_at)}"
        yield what, sentences(facts), row.held_by.name
        checks = WorryCheck.objects.filter(worry=row).exclude(kind__in=OF_OTHERS)
        for check in checks.order_by("done_at", "id"):
            said = [
                f"{day(check.done_at)}: {CheckKind(check.kind).label}", check.whom, check.said,
            ]  # fmt: skip
            yield what, sentences(said), row.held_by.name


def _concerns(person: Person) -> Iterator[Row]:
    rows = SafetyConcern.objects.filter(person=person).exclude(knows=Knows.DANGER)
    for row in rows.select_related("held_by").order_by("noticed_at", "id"):
        section = section_of(row)
        facts = [
            f"{day(row.noticed_at)}: {row.seen}",
            f"You said: {row.words}" if row.words else "",
            f"What it may be: {'; '.join(section.kind_words)}" if row.kinds else "",
            f"What you want: {row.wish}" if row.wish else "",
            f"What came of it: {row.learned}" if row.learned else "",
        ]
        what = f"A concern for your safety, {day(row.noticed_at)}"
        yield what, sentences(facts), row.held_by.name
        entries = ConcernEntry.objects.filter(concern=row).exclude(kind__in=OF_OTHERS)
        for entry in entries.order_by("done_at", "id"):
            said = [
                f"{day(entry.done_at)}: {EntryKind(entry.kind).label}",
                " of ".join(part for part in (entry.whom, entry.organisation) if part),
                entry.said,
            ]
            yield what, sentences(said), row.held_by.name
