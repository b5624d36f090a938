"""Writing down what somebody has told us: how to welcome them, who they are, what they choose."""

import datetime
import re
from dataclasses import replace

from django.db import transaction
from nhs_number.validate import is_valid

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed
from hearth.people import findable, standing
from hearth.people.actions.editing import (
    hold,
    holder,
    refuse_if_stale,
    require_change,
    write_finding_keys,
)
from hearth.people.actions.meeting import LONGEST_NAME, PersonRefused, tidy_name
from hearth.people.models import Details, Need, OtherName, Person
from hearth.people.queries.sections import (
    DetailsSection,
    HelloSection,
    ListingSection,
    details_of,
    hello_of,
    listing_of,
)
from hearth.people.queries.seeing import may_change_hello

POSTCODE = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?( ?[0-9][A-Z]{2})?$")
"""A postcode, or its first half: some people would rather give no more than that. The pattern
is that of BS 7666, without its list of letters that are not in use yet."""

OLDEST = 125
"""Years. Nobody has lived longer than 122; an older date of birth is a slip of the keys."""


@transaction.atomic
def change_hello(*, by: Actor, person: Person, hello: HelloSection, stamp: str) -> None:
    """
    Write down how somebody likes to be called and welcomed, and what they need.

    :param stamp: the stamp of the section as the page showed it
    :raises NotAllowed: if the actor neither welcomes them nor is of their team
    :raises PersonRefused: if no name is left
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = hold(person)
    if not may_change_hello(by, person):
        raise NotAllowed(f"{by.label} may not change the hello of {person.id}")
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
        raise NotAllowed(f"{by.label} may not change the choices of {person.id}")
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
    names = dict.fromkeys(tidy_name(name) for name in details.other_names if name.strip())
    spoken = dict.fromkeys(" ".join(word.split()) for word in details.languages if word.strip())
    for part in ("given_name", "family_name"):
        if len(getattr(details, part)) > LONGEST_NAME:
            raise PersonRefused(f"A name can have at most {LONGEST_NAME} letters", about=part)
    if born := details.born_on:
        if born > today:
            raise PersonRefused("The date of birth must be in the past", about="born_on")
        if today.year - born.year > OLDEST:
            raise PersonRefused(
                "The date of birth is too long ago. Check the year", about="born_on"
            )
    postcode = " ".join(details.postcode.upper().split())
    if postcode and details.no_fixed_place:
        raise PersonRefused(
            "Write a postcode or choose no fixed place to stay, not both", about="postcode"
        )
    if postcode and not POSTCODE.match(postcode):
        raise PersonRefused(
            "Write a postcode like YO24 4AB, or only its first half, like YO24", about="postcode"
        )
    if len(postcode) > 4 and " " not in postcode:
        postcode = f"{postcode[:-3]} {postcode[-3:]}"
    return replace(
        details,
        given_name=" ".join(details.given_name.split()),
        family_name=" ".join(details.family_name.split()),
        other_names=tuple(sorted(names)),
        postcode=postcode,
        languages=tuple(spoken),
        nhs_number=_checked_number(details.nhs_number),
    )


def _checked_number(typed: str) -> str:
    """
    Return an NHS number as ten digits, or nothing.

    The last digit is a check on the others (NHS Data Dictionary, NHS NUMBER).

    :raises PersonRefused: if it is not one
    """
    digits = "".join(typed.split()).replace("-", "")
    if not digits:
        return ""
    if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        raise PersonRefused("An NHS number has 10 digits, like 943 476 5919", about="nhs_number")
    if not is_valid(digits):
        raise PersonRefused(
            "That is not an NHS number. Check it digit by digit, or leave it out",
            about="nhs_number",
        )
    return digits
