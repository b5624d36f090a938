"""Somebody comes in: known, new, without a name, or in a group."""

import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.foundation.statements import insert_once
from hearth.frontdoor.models import Arrival, Headcount, Visit
from hearth.frontdoor.moments import DAYS_BACK_AT_THE_DOOR, in_london
from hearth.people.actions import meet_person, note_welcome
from hearth.people.models import Person
from hearth.places.models import Site, SiteStatus

LARGEST_GROUP = 5000
LONGEST_LINE = 200
"""Characters in a line of words, such as what a group is."""

Written = TypeVar("Written", bound=Arrival)


class VisitRefused(Refused):
    """The visit or headcount cannot be written down as given."""


def record_visit(
    *,
    by: Actor,
    site: Site,
    now: datetime.datetime,
    person: Person | None = None,
    arrived_at: datetime.datetime | None = None,
    visit_id: UUID | None = None,
) -> Visit:
    """
    Write down that someone has come in to a site: somebody the actor can see, or no one by name.

    A form sends an id made when it was drawn, as visit_id: sent twice, it is
    one visit, and the first record is returned unchanged. (No savepoint: all
    that can be refused is refused before the first row is written.)

    :param arrived_at: when they came in; now, unless said
    :raises NotAllowed: if the actor may not record visits at this site, or may not see the person
    :raises VisitRefused: if nobody can have come in then, if the person has
        died, or if the visit_id is taken at another site
    """
    require(by, Permission.RECORD_VISIT, at=site)
    arrived_at = arrived_at or now
    check_arrival(site, arrived_at, now=now)
    if person:
        check_living(person)
    visit = Visit(
        id=_made_on_a_page(visit_id),
        person=person,
        **arrival_at(by, site, arrived_at),
    )
    with transaction.atomic(savepoint=False):
        line = audit.line(by=by, verb="recorded", subject=visit, place=site)
        if insert_once(visit, line=line):
            if person:
                note_welcome(by=by, person=person, site=site, on=visit.arrived_on)
            return visit
    return _written_before(visit)


@transaction.atomic
def welcome_someone_new(
    *,
    by: Actor,
    site: Site,
    known_as: str,
    now: datetime.datetime,
    arrived_at: datetime.datetime | None = None,
    visit_id: UUID | None = None,
) -> Visit:
    """
    Write down that somebody new has come in, by the name they like to be called and nothing else.

    Sent twice with one visit_id it is one visit of one person. The visit is
    written first, with the id that its person is about to have (the database
    checks at commit that there is one), so that of two senders only one meets
    them.

    :raises NotAllowed: if the actor may not record visits at this site
    :raises Refused: if there is no name, if nobody can have come in then, or
        if the visit_id is taken at another site
    """
    require(by, Permission.RECORD_VISIT, at=site)
    arrived_at = arrived_at or now
    check_arrival(site, arrived_at, now=now)
    visit = Visit(
        id=_made_on_a_page(visit_id), person_id=uuid7(), **arrival_at(by, site, arrived_at)
    )
    if not insert_once(visit):
        return _written_before(visit)
    visit.person = meet_person(
        by=by, site=site, known_as=known_as, today=visit.arrived_on, person_id=visit.person_id
    )
    audit.note(by=by, verb="recorded", subject=visit, place=site)
    return visit


def record_headcount(
    *,
    by: Actor,
    site: Site,
    now: datetime.datetime,
    how_many: int,
    what: str = "",
    arrived_at: datetime.datetime | None = None,
    headcount_id: UUID | None = None,
) -> Headcount:
    """
    Write down that a number of people came in together, nobody named.

    :param what: such as "knitting group"; nobody's name
    :raises NotAllowed: if the actor may not record visits at this site
    :raises VisitRefused: if the number cannot be right, if nobody can have
        come in then, or if the headcount_id is taken at another site
    """
    require(by, Permission.RECORD_VISIT, at=site)
    arrived_at = arrived_at or now
    check_arrival(site, arrived_at, now=now)
    headcount = Headcount(
        id=_made_on_a_page(headcount_id),
        how_many=check_how_many(how_many),
        what=check_line(what, "what the group is"),
        **arrival_at(by, site, arrived_at),
    )
    line = audit.line(by=by, verb="recorded", subject=headcount, place=site)
    if insert_once(headcount, line=line):
        return headcount
    return _written_before(headcount)


def check_arrival(
    site: Site,
    arrived_at: datetime.datetime,
    *,
    now: datetime.datetime,
    days_back: int | None = DAYS_BACK_AT_THE_DOOR,
) -> None:
    """
    Insist that somebody can have come in then.

    :param days_back: the earliest day; None if there is no such limit
    :raises VisitRefused: if it has not happened yet, or the site was not open
        to anyone yet, or it is too long ago
    """
    if arrived_at > now:
        raise VisitRefused("That time has not come yet. Write when they came in")
    if site.status == SiteStatus.PLANNED:
        raise VisitRefused(f"{site.name} is still being planned, so nobody can come in yet")
    day = in_london(arrived_at).date()
    if site.opened_on and day < site.opened_on:
        raise VisitRefused(f"{site.name} had not opened its doors on that day")
    if days_back is not None and (in_london(now).date() - day).days > days_back:
        raise VisitRefused(
            f"That is more than {days_back} days ago. Ask your hub manager to bring in the sheet"
        )


def check_living(person: Person) -> None:
    """
    Insist that somebody has not died, as far as anyone knows.

    :raises VisitRefused: if they have
    """
    if person.has_died:
        raise VisitRefused(
            f"We have it written down that {person.known_as} has died. If that is a mistake, "
            "a team member can put it right on their page"
        )


def check_how_many(how_many: int) -> int:
    """
    Return the number, if so many people can have come in together.

    :raises VisitRefused: if they cannot
    """
    if not 1 <= how_many <= LARGEST_GROUP:
        raise VisitRefused(f"A group is between 1 and {LARGEST_GROUP:,} people")
    return how_many


def check_line(words: str, subject: str) -> str:
    """
    Return a line of words, tidied.

    :param subject: what it is, as in "Say what the group is in fewer than …"
    :raises VisitRefused: if it is far too long
    """
    line = " ".join(words.split())
    if len(line) > LONGEST_LINE:
        raise VisitRefused(f"Say {subject} in at most {LONGEST_LINE} letters")
    return line


def arrival_at(by: Actor, site: Site, arrived_at: datetime.datetime) -> dict[str, Any]:
    """Return what every arrival says: where, when on the hub's own clock, and who wrote it down."""
    there = in_london(arrived_at)
    return {
        "site": site,
        "held_by_id": site.run_by_id,
        "arrived_at": arrived_at,
        "arrived_on": there.date(),
        "arrived_hour": there.hour,
        "welcomed_by_id": by.id,
    }


def _made_on_a_page(given: UUID | None) -> UUID:
    """
    Return the id that a page made, or a new one.

    :raises VisitRefused: if it is not one of ours (UUID version 7)
    """
    if given and given.version != 7:
        raise VisitRefused("Part of this page was lost. Open it again")
    return given or uuid7()


def _written_before(again: Written) -> Written:
    """
    Return what was written down when this id was first sent.

    :raises VisitRefused: if that was at another site, or out of the actor's sight
    """
    rows = again.__class__.objects.filter(pk=again.pk, site_id=again.site_id)
    first: Written | None = rows.first()
    if first is None:
        raise VisitRefused("This page was used before, at another site. Open it again")
    return first
