"""All that this app holds about somebody, in words, for them to read."""

import json
from collections.abc import Iterator

from hearth.design.words import day, sentences
from hearth.people.models import Person
from hearth.support.models import (
    Contact,
    ContactBefore,
    ConversationPart,
    ConversationWording,
    GoalState,
    GoalStep,
    GoalWording,
    Hello,
    HowMet,
    HowOften,
    KeepBefore,
    KeepInTouch,
    Part,
    Promise,
    PromiseBefore,
    PromiseState,
    StrandChange,
    StrandKind,
    StrandState,
)
from hearth.support.queries.hellos import said_before

Row = tuple[str, str, str]


def everything_about(person: Person) -> list[dict[str, str]]:
    """
    Return all that this app holds about a person, as far as whoever is acting can see.

    Each row says what it is, what is written, and the name of the organisation
    that answers for it (held_by).
    """
    rows = [
        *_conversation(person),
        *_strands(person),
        *_promises(person),
        *_goals(person),
        *_hellos(person),
        *_contacts(person),
    ]
    return [
        {"what": what, "says": says, "held_by": held_by} for what, says, held_by in rows if says
    ]


def _contacts(person: Person) -> Iterator[Row]:
    rows = Contact.objects.filter(person=person).select_related("held_by", "met_by", "site")
    for row in rows.order_by("happened_on", "id"):
        place = row.site.name if row.site else row.where
        facts = [
            f"{day(row.happened_on)}, {HowMet(row.how).label.lower()}, with {row.met_by.name}",
            f"{row.minutes} minutes" if row.minutes else "",
            f"At: {place}" if place else "",
            f"Also there: {row.who_else}" if row.who_else else "",
            f"You said: {row.words}" if row.words else "",
            f"The worker wrote: {row.note}" if row.note else "",
            "Taken back: it was written down by mistake" if row.taken_back_at else "",
        ]
        yield "A time we met", sentences(facts), row.held_by.name
    befores = ContactBefore.objects.filter(person=person).select_related("held_by", "contact")
    for before in befores.order_by("contact", "changed_at", "id"):
        was = json.loads(before.was)
        facts = [
            f"{day(before.contact.happened_on)}, until {day(before.changed_at)}",
            f"You said: {was['words']}" if was["words"] else "",
            f"The worker wrote: {was['note']}" if was["note"] else "",
        ]
        yield "What a time we met said before", sentences(facts), before.held_by.name


def _conversation(person: Person) -> Iterator[Row]:
    rows = ConversationPart.objects.filter(person=person).select_related("held_by")
    by_part = {row.part: row for row in rows}
    for part in Part:
        if row := by_part.get(part):
            said = f"You said: {row.words}" if row.words else ""
            noted = f"The worker wrote: {row.note}" if row.note else ""
            yield str(part.label), sentences([said, noted]), row.held_by.name
    wordings = ConversationWording.objects.filter(person=person).select_related("held_by")
    for once in wordings.order_by("part", "written_at", "id"):
        now = by_part.get(once.part)
        if now and (once.words, once.note) == (now.words, now.note):
            continue
        facts = [
            f"{Part(once.part).label} {day(once.written_at)}",
            f"You said: {once.words}" if once.words else "",
            f"The worker wrote: {once.note}" if once.note else "",
        ]
        yield "What our conversation said before", sentences(facts), once.held_by.name


def _strands(person: Person) -> Iterator[Row]:
    rows = StrandChange.objects.filter(person=person).select_related(
        "held_by", "with_worker", "support_strand__strand", "support_strand__site"
    )
    for row in rows.order_by("changed_on", "id"):
        of = row.support_strand
        name = of.strand.name if of.strand else StrandKind(of.kind).label
        worker = row.with_worker.name if row.with_worker else ""
        facts = [
            f"{name}, {of.site.name}, {day(row.changed_on)}: {StrandState(row.state).label}",
            f"With: {worker}" if worker else "",
            f"With: {row.with_who}" if row.with_who else "",
            row.note,
            f"Who is there for you: {row.circle}" if row.circle else "",
            f"What comes next: {row.comes_next}" if row.comes_next else "",
            f"You are welcome back: {row.welcome_back}" if row.welcome_back else "",
        ]
        yield "Support", sentences(facts), row.held_by.name


def _hellos(person: Person) -> Iterator[Row]:
    kept = KeepInTouch.objects.filter(person=person).select_related("held_by", "says_hello")
    for keep in kept:
        stopped = keep.stopped_on
        facts = [
            f"{keep.says_hello.name}, {HowOften(keep.every_days).label.lower()}",
            f"Next: {day(keep.next_on)}" if keep.next_on and not stopped else "",
            f"If there is no answer: {keep.if_no_answer}",
            f"You asked us to stop, {day(stopped)}" if stopped else "",
        ]
        yield "Keeping in touch", sentences(facts), keep.held_by.name
    for once in KeepBefore.objects.filter(person=person).select_related("held_by").order_by("id"):
        said = said_before(once)
        facts = [
            f"Until {day(once.changed_at)}",
            said.how_often,
            f"Next: {day(said.next_on)}" if said.next_on else "",
            f"If there is no answer: {said.if_no_answer}",
            f"You had asked us to stop, {day(once.stopped_on)}" if once.stopped_on else "",
        ]
        yield "What we agreed about keeping in touch before", sentences(facts), once.held_by.name
    hellos = Hello.objects.filter(person=person).select_related("held_by", "said_by")
    for row in hellos.order_by("said_on", "id"):
        what = "said hello" if row.answered else "tried to reach you"
        slip = ". Taken back: a slip of the finger" if row.taken_back_at else ""
        done = (
            f". What you agreed for then was done, {day(row.seen_to_at)}" if row.seen_to_at else ""
        )
        says = f"{day(row.said_on)}: {row.said_by.name} {what}{done}{slip}"
        yield "A hello", says, row.held_by.name


def _goals(person: Person) -> Iterator[Row]:
    wordings = GoalWording.objects.filter(person=person).select_related("held_by")
    for row in wordings.order_by("goal", "id"):
        facts = [
            f"{day(row.written_on)}: {row.words}",
            f"Why: {row.why}" if row.why else "",
            str(GoalState(row.state).label),
        ]
        yield "A goal of yours", sentences(facts), row.held_by.name
    steps = GoalStep.objects.filter(person=person).select_related("held_by", "goal")
    for step in steps.order_by("goal", "said_on", "id"):
        how_far = "taken back" if step.how_far is None else f"{step.how_far} of 10"
        facts = [
            f"{day(step.said_on)}: {how_far}, {step.goal.words}",
            f"You said: {step.words}" if step.words else "",
            f"Put right, {day(step.recorded_at)}" if step.instead_of_id else "",
        ]
        yield "How far along you were", sentences(facts), step.held_by.name


def _promises(person: Person) -> Iterator[Row]:
    rows = Promise.objects.filter(person=person).select_related("held_by", "promised_by")
    for row in rows.order_by("first_due_on", "id"):
        who = row.promised_by.name if row.promised_by else "You"
        state = PromiseState(row.state).label
        says = sentences([f"{who}: {row.what}", f"By {day(row.due_on)}", state])
        yield "A promise", says, row.held_by.name
    befores = PromiseBefore.objects.filter(person=person).select_related(
        "held_by", "promised_by", "promise"
    )
    for once in befores.order_by("promise", "changed_at", "id"):
        who = once.promised_by.name if once.promised_by else "You"
        facts = [
            f"Until {day(once.changed_at)}, {who}: {once.promise.what}",
            f"By {day(once.due_on)}",
            str(PromiseState(once.state).label),
        ]
        yield "How a promise stood before", sentences(facts), once.held_by.name
