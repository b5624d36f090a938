"""All that somebody told of themselves and of their circle, for them to read."""

from collections.abc import Iterator

from django.utils import timezone

from hearth.design.words import sentences
from hearth.people.models import (
    Bond,
    CircleMember,
    Heading,
    Layer,
    Passage,
    Person,
    StayWellPlan,
    Wording,
)

Row = tuple[str, str, str]


def story_of(person: Person) -> Iterator[Row]:
    """Yield what it is, what it says and who answers for it, as far as it is open to who acts."""
    yield from _passages(person)
    yield from _plan(person)
    yield from _circle(person)


def _passages(person: Person) -> Iterator[Row]:
    order = list(Heading)
    passages = Passage.objects.filter(person=person).select_related("held_by")
    for row in sorted(passages, key=lambda each: order.index(Heading(each.heading))):
        yield Heading(row.heading).label, row.words, row.held_by.name
        yield f"{Heading(row.heading).label}: what a worker added", row.note, row.held_by.name
    wordings = Wording.objects.filter(person=person).select_related("held_by")
    now = {(row.heading, row.words, row.note) for row in passages}
    for then in wordings.order_by("written_at", "id"):
        if (then.heading, then.words, then.note) in now:
            continue
        on = f"{timezone.localdate(then.written_at):%d %B %Y}"
        yield f"{Heading(then.heading).label}, as written on {on}", then.words, then.held_by.name
        note = f"{Heading(then.heading).label}: what a worker added on {on}"
        yield note, then.note, then.held_by.name


def _plan(person: Person) -> Iterator[Row]:
    for plan in StayWellPlan.objects.filter(person=person).select_related("held_by"):
        says = [
            f"Looked at on {plan.looked_at_on:%d %B %Y}",
            f"to be looked at again on {plan.look_again_on:%d %B %Y}",
        ]
        if plan.look_again_why:
            says.append(f"because: {plan.look_again_why}")
        if plan.on_hubs_device:
            says.append("you agreed that it is kept on a hub’s own device")
        yield "My stay-well plan", ", ".join(says), plan.held_by.name


def _circle(person: Person) -> Iterator[Row]:
    members = CircleMember.objects.filter(person=person).select_related("held_by")
    for one in members.order_by("recorded_at", "id"):
        may_know = [layer.short for layer in Layer if layer.value in one.may_know]
        says = [one.name, one.number, one.note]
        if may_know:
            says.append(f"May know: {', '.join(may_know)}")
        if one.agreed_on:
            says.append(f"Said on {one.agreed_on:%d %B %Y} that they may be rung")
        yield f"In my circle: {Bond(one.bond).label}", sentences(says), one.held_by.name
