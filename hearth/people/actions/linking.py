"""Saying that two records are one person, and taking that back. Nothing moves, nothing is lost."""

import datetime

from django.db import IntegrityError, transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission
from hearth.people.actions.editing import hold, holder, require_change
from hearth.people.actions.meeting import PersonRefused
from hearth.people.models import Link, Person
from hearth.people.queries.links import linked_with


@transaction.atomic
def link_people(*, by: Actor, one: Person, other: Person, why: str) -> Link:
    """
    Write down that two records are the same person.

    Each record keeps what it says, its sites and its sharing. The link itself
    is seen only by those who may see both. If they work here, by one of the
    records, both are closed as a colleague's is: the database carries it over.

    :raises NotAllowed: if the actor may not change both records
    :raises PersonRefused: if they are the same record, are linked already, or are two people who
        work here
    """
    if one.id == other.id:
        raise PersonRefused("That is the same record. Choose the other one")
    one, other = (hold(person) for person in sorted([one, other], key=lambda person: person.id))
    require_change(by, one)
    require_change(by, other)
    if any(person.id == other.id for person in linked_with([one.id], actor=by).get(one.id, [])):
        raise PersonRefused("These two are linked already")
    if one.worker_id and other.worker_id and one.worker_id != other.worker_id:
        raise PersonRefused("Both work here, each with a sign-in of their own. They are two people")
    link = Link(
        one=one,
        other=other,
        one_known_at=one.known_at,
        other_known_at=other.known_at,
        held_by_id=holder(by, one),
        linked_by_id=by.id,
    )
    link.why = why.strip()
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError as twice:
        raise PersonRefused("These two are linked already") from twice
    for person in (one, other):
        audit.note(by=by, verb="linked", subject=person)
    return link


@transaction.atomic
def unlink_people(*, by: Actor, link: Link, now: datetime.datetime) -> None:
    """
    Write down that two records are not the same person after all. Both stay as they are.

    One that was a colleague's by that link alone is nobody's who works here any more. Whoever keeps
    workers says so, and never the colleague, who sees neither.

    :raises NotAllowed: if the actor may not change both records
    :raises PersonRefused: if the link was taken apart before, or they work here and the actor keeps
        no workers
    """
    one, other = (hold(person) for person in (link.one, link.other))
    require_change(by, one)
    require_change(by, other)
    if (one.worker_id or other.worker_id) and not by.may_somewhere(Permission.KEEP_WORKERS):
        raise PersonRefused("They work here too. Ask a hub manager to unlink the two")
    still = Link.objects.filter(id=link.id, unlinked_at__isnull=True)
    if not still.update(unlinked_at=now, unlinked_by_id=by.id):
        raise PersonRefused("Somebody has unlinked these two already")
    for person in (one, other):
        audit.note(by=by, verb="unlinked", subject=person)
