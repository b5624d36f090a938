"""Writing down what somebody has told us: how to welcome them, who they are, what they choose."""

import datetime
from dataclasses import replace

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people import findable, standing
from hearth.people.actions.editing import (
    hold,
    holder,
    refuse_if_stale,
    require_change,
    write_finding_keys,
)
from hearth.people.actions.keeping import keep_said
from hearth.people.actions.meeting import PersonRefused, tidy_name
from hearth.people.models import Details, Need, OtherName, Person
from hearth.people.queries.sections import (
    DetailsSection,
    HelloSection,
    ListingSection,
    details_of,
    hello_of,
    listing_of,
)
from hearth.people.queries.seeing import may_change_hello, not_allowed
from hearth.people.telling import faults_in, tidied


@transaction.atomic
def change_hello(*, by: Actor, person: Person, hello: HelloSection, stamp: str) -> None:
    """
    Write down how somebody likes to be called and welcomed, and what they need.

    What it said before is kept.

    :param stamp: the stamp of the section as the page showed it
    :raises NotAllowed: if the actor neither welcomes them nor is of their team
    :raises PersonRefused: if no name is left
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = hold(person)
    if not may_change_hello(by, person):
        raise not_allowed(by, person, "change the hello of")
    hello = replace(
        hello,
        known_as=tidy_name(hello.known_as),
        pronouns=hello.pronouns.strip(),
        welcome=hello.welcome.strip(),
        needs=tuple(need.value for need in Need if need.value in hello.needs),
        needs_note=hello.needs_note.strip(),
    )
    before = hello_of(person)
    if hello == before:
        return
    refuse_if_stale(before, stamp)
    keep_said(by, person, before)
    person.known_as, person.pronouns = hello.known_as, hello.pronouns
    person.welcome, person.needs = hello.welcome, list(hello.needs)
    person.needs_note = hello.needs_note
    person.save(
        update_fields=[
            "known_as",
            "pronouns",
            "welcome_sealed",
            "needs",
            "needs_note_sealed",
            "edited_at",
        ]
    )
    if hello.known_as != before.known_as:
        write_finding_keys(person)
        findable.refresh([person.id])
    audit.note(by=by, verb="changed the hello of", subject=person)


@transaction.atomic
def change_details(
    *, by: Actor, person: Person, details: DetailsSection, stamp: str, today: datetime.date
) -> None:
    """
    Write down who somebody is, as far as they have told the team. Nothing of it is required.

    What it said before is kept.

    :param stamp: the stamp of the section as the page showed it
    :raises NotAllowed: if the actor is not of a team that knows them
    :raises PersonRefused: if a part of it cannot be
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = hold(person)
    require_change(by, person)
    details = _checked(details, today)
    before = details_of(person)
    if details == before:
        return
    refuse_if_stale(before, stamp)
    keep_said(by, person, before)
    held_by_id = holder(by, person)
    row = Details.objects.filter(person=person).first()
    if row is None:
        row = Details(person=person, known_at=person.known_at, held_by_id=held_by_id)
    row.given_name, row.family_name = details.given_name, details.family_name
    row.born_on, row.postcode = details.born_on, details.postcode
    row.no_fixed_place, row.languages = details.no_fixed_place, list(details.languages)
    row.nhs_number = details.nhs_number
    row.save()
    OtherName.objects.filter(person=person).exclude(name__in=details.other_names).delete()
    OtherName.objects.bulk_create(
        OtherName(person=person, name=name, known_at=person.known_at, held_by_id=held_by_id)
        for name in details.other_names
        if name not in before.other_names
    )
    write_finding_keys(person)
    findable.refresh([person.id])
    audit.note(by=by, verb="changed the details of", subject=person)


@transaction.atomic
def change_listing(
    *, by: Actor, person: Person, listing: ListingSection, stamp: str, today: datetime.date
) -> None:
    """
    Write down whether somebody may be found by part of their name, and be sent anything.

    Whoever welcomes them may do it: a person's wish counts from the moment
    that they say it. Only their team can put them on lists again, because a
    greeter does not see them then.

    :raises NotAllowed: if the actor neither welcomes them nor is of their team
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = hold(person)
    if not may_change_hello(by, person):
        raise not_allowed(by, person, "change the choices of")
    before = listing_of(person)
    if listing == before:
        return
    refuse_if_stale(before, stamp)
    person.listed, person.wants_no_messages = listing.listed, listing.wants_no_messages
    person.save(update_fields=["listed", "wants_no_messages", "edited_at"])
    if before.listed and not listing.listed:
        standing.list_nowhere(person.id)
    elif listing.listed and not before.listed:
        standing.list_again(person.id, today=today)
    findable.refresh([person.id])
    audit.note(by=by, verb="changed the choices of", subject=person)


def _checked(details: DetailsSection, today: datetime.date) -> DetailsSection:
    """:raises PersonRefused: if a part cannot be"""
    for part, words in faults_in(details, today).items():
        raise PersonRefused(words, about=part)
    return tidied(details)
