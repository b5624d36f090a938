"""All that this app holds about somebody, in words, for them to read."""

from collections.abc import Iterator

from hearth.design.words import day, sentences
from hearth.erasing.models import (
    AskedFor,
    Decision,
    DueToLook,
    Erasure,
    Kind,
    LegalHold,
    WhyErase,
    WhyKeep,
)
from hearth.people.models import Person

Row = tuple[str, str, str]


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    Each row says what it is, what is written, and the name of the organisation that answers for it
    (held_by).
    """
    rows = [*_erasures(person), *_holds(person), *_due(person)]
    return [{"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows]


def _erasures(person: Person) -> Iterator[Row]:
    rows = Erasure.objects.filter(person=person).prefetch_related("decisions__holder")
    rows = rows.select_related("withdrawn_by")
    for row in rows.order_by("asked_at"):
        asked = [
            f"{day(row.asked_at)}: {AskedFor(row.asked_for).label}",
            f"You like to be called {row.called}" if row.called else "",
            WhyErase(row.why).label,
            row.words,
            f"You have an answer by {day(row.due_on)}" if row.due_on else "",
        ]
        if row.withdrawn_at:
            asked.append(f"Taken back {day(row.withdrawn_at)}: {row.withdrawn_why}")
        what = f"It was asked that what is held about you be erased, {day(row.asked_at)}"
        yield what, sentences(asked), ""
        for each in row.decisions.all():
            said = [
                f"{each.holder.name} decided: {Decision(each.decision).label}",
                each.before,
                WhyKeep(each.why_keep).label if each.why_keep else "",
                each.words,
                f"To be looked at again by {day(each.look_again_on)}" if each.look_again_on else "",
            ]
            yield what, sentences(said), each.holder.name


def _holds(person: Person) -> Iterator[Row]:
    for row in LegalHold.objects.filter(person=person).select_related("holder").order_by("set_at"):
        lifted = f". Lifted {day(row.lifted_at)}: {row.lifted_why}" if row.lifted_at else ""
        yield "On hold for the law", f"{day(row.set_at)}: {row.reason}{lifted}", row.holder.name


def _due(person: Person) -> Iterator[Row]:
    for row in DueToLook.objects.filter(person=person).select_related("holder").order_by("due_on"):
        kept = f". Kept until {day(row.keep_until)}: {row.kept_why}" if row.keep_until else ""
        says = f"{Kind(row.kind).label}: last contact {day(row.last_contact_on)}{kept}"
        yield "To be looked at, for how long it is kept", says, row.holder.name
