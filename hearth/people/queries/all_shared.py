"""All that somebody shared, with whom, and who opened it without, for them to read."""

from collections.abc import Iterator

from django.utils import timezone

from hearth.design.words import sentences
from hearth.people.models import Layer, Person, Sharing
from hearth.people.queries.looked import opened_for_a_reason
from hearth.people.queries.shared import SharingRow, what_is_shared

Row = tuple[str, str, str]


def sharing_of(person: Person) -> Iterator[Row]:
    """Yield what it is, what it says and who answers for it, as far as who acts may read it."""
    shared = what_is_shared(person, today=timezone.localdate())
    held_by = dict(Sharing.objects.filter(person=person).values_list("id", "held_by__name"))
    for row in (*shared.standing, *shared.over):
        yield f"Shared with {row.whom}", _in_words(row), held_by[row.id]
    for layer in Layer:
        readers = [
            row.whom for row in shared.standing if layer.short in {each.name for each in row.layers}
        ]
        yield f"Who may read now: {layer.short}", "; ".join(readers), person.held_by.name
    for look in opened_for_a_reason(person.id):
        says = f"{look.who_and_where}, on {look.on:%d %B %Y}: {look.reason}"
        yield "Opened for a reason that could not wait", says, person.held_by.name


def _in_words(row: SharingRow) -> str:
    until = f"until {row.until_on:%d %B %Y}" if row.until_on else "until you say stop"
    if row.stopped_on:
        until = f"to {row.stopped_on:%d %B %Y}"
    said = [f"{row.words}, from {row.agreed_on:%d %B %Y} {until}"]
    if row.basis:
        said += [f"Without your agreement: {row.basis}", row.reason, f"You were told: {row.told}"]
    else:
        said += [row.agreed or f"Decided by: {row.decided_by}", row.decided_note]
    if row.recorded_by:
        said.append(f"Written down by {row.recorded_by}")
    if row.stopped_on:
        said += [f"Over since {row.stopped_on:%d %B %Y}", row.stopped_words]
    return sentences(said)
