"""All that this app holds about somebody, in words, for them to read."""

from collections.abc import Iterator

from hearth.design.words import day, sentences
from hearth.incidents.models import ComingIn, IncidentKind, IncidentPerson
from hearth.incidents.queries.agreements import AgreementSaid, agreement_before
from hearth.people.models import Person

Row = tuple[str, str, str]


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    Of an incident it says when and where, and what was written of them alone: what happened may
    be about others too, and is read through with them by whoever leads incidents there.
    """
    rows = [*_agreed(person), *_hurt(person)]
    return [
        {"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows if says
    ]


def _agreed(person: Person) -> Iterator[Row]:
    rows = ComingIn.objects.filter(person=person).select_related("held_by", "site", "owner")
    for row in rows.order_by("agreed_on", "id"):
        stopped = f"Stopped, {day(row.stopped_on)}" if row.stopped_on else ""
        what = f"How you come in safely at {row.site.name}"
        facts = [f"Agreed {day(row.agreed_on)}", stopped, f"{row.owner.name} looks after this"]
        yield what, sentences(facts), row.held_by.name
        for once in reversed(agreement_before(row)):
            facts = [
                f"{once.came_words}, {day(once.done_at)}, {once.done_by}",
                f"You said how it goes: {once.theirs}" if once.theirs else "",
                f"The hub said: {once.note}" if once.note else "",
                *_said(once.said),
            ]
            yield what, sentences(facts), row.held_by.name


def _said(said: AgreementSaid) -> list[str]:
    return [
        said.how_words,
        f"You said: {said.theirs}",
        f"Why: {said.why}",
        f"The hub will: {said.hub_will}",
        f"You will: {said.they_will}" if said.they_will else "",
        f"How you are helped meanwhile: {said.still_helped}" if said.still_helped else "",
        f"The door may say: {said.door}" if said.door else "",
        f"Agreed by: {said.who_agreed}",
        f"We look at it again by {day(said.again_on)}",
    ]


def _hurt(person: Person) -> Iterator[Row]:
    rows = IncidentPerson.objects.filter(person=person).select_related(
        "incident__held_by", "incident__site"
    )
    for row in rows.order_by("incident__happened_at", "id"):
        incident = row.incident
        facts = [
            f"{day(incident.happened_at)}, {incident.site.name}:"
            f" {IncidentKind(incident.kind).short.lower()}",
            f"What was written of you: {row.words}" if row.words else "",
            "What happened may be about other people too. Ask the hub manager to read it with you",
        ]
        says = sentences(facts)
        yield "Something that happened, and you were hurt or upset", says, incident.held_by.name
