"""Asking every app that knows a person to forget them: those above first, people last."""

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hearth.erasing.asked import rooms
from hearth.erasing.models import DueToLook, Erasure, HolderDecision, LegalHold, WentTo, kind_of
from hearth.erasing.queries.went import INCIDENT
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.people.actions.forgetting import Holders
from hearth.people.models import Person


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Remove what this app holds about somebody. That they were erased stays, without a name.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: unless the actor decides on erasing in the whole partnership
    """
    require_everywhere(by, Permission.DECIDE_ERASING)
    with standing.reaching(person.id):
        due = DueToLook.objects.filter(person=person)
        if held_by is not None:
            due.filter(holder__in=held_by).delete()
            return
        due.delete()
        LegalHold.objects.filter(person=person).delete()
        theirs = Erasure.objects.filter(Q(person=person) | Q(whose=person.id))
        HolderDecision.objects.filter(erasure__in=theirs).update(
            known_at=[], words_sealed=b"", before_sealed=b""
        )
        theirs.filter(settled_at=None).update(settled_at=timezone.now())
        theirs.update(
            person=None, known_at=[], called_sealed=b"", words_sealed=b"", withdrawn_why_sealed=b"",
        )  # fmt: skip
    audit.note(by=by, verb="forgot what was asked to be erased of", subject=person)


def forget_everywhere(
    *, by: Actor, person: Person, held_by: Holders | None = None, kinds: Collection[str] = ()
) -> list[Any]:
    """
    Ask every app to forget a person, in one transaction. Whoever acts must reach everything.

    Copies made of a record go whatever is erased of it, as what goes may stand in them.

    Return the incidents that have to be read through, whose words may still say who it was.

    :param held_by: only what these organisations hold; the record itself too, if None
    :param kinds: only records of these kinds; all of them, if none
    """
    to_read: list[Any] = []
    for app, actions in rooms("actions"):
        if hasattr(actions, "forget_person") and (not kinds or kind_of(app) in kinds):
            said = actions.forget_person(by=by, person=person, held_by=held_by)
            if isinstance(said, list):
                to_read += said
        elif hasattr(actions, "forget_copies"):
            actions.forget_copies(by=by, person=person)
    return to_read


def leave_out_all(records: Collection[Person], going: Collection[Person]) -> None:
    """
    Let reports leave out all that goes, if they leave out one of these: its link goes before.

    :param records: all that are the same person
    """
    if any(each.not_counted or each.restricted_on for each in records):
        ids = [each.id for each in going]
        with standing.reaching(*ids):
            Person.objects.filter(id__in=ids).update(not_counted=True)


def note_to_read(erasure: Erasure, incidents: list[Any], *, on: datetime.date) -> None:
    """Write down which incidents have to be read through, as their words may still say a name."""
    already = set(
        erasure.went_to.filter(what=INCIDENT, to_id__isnull=False).values_list("to_id", flat=True)
    )
    WentTo.objects.bulk_create(
        WentTo(erasure=erasure, what=INCIDENT, to_id=each, on=on)
        for each in dict.fromkeys(incident.id for incident in incidents)
        if each not in already
    )


def write_where_it_went(erasure: Erasure, person: Person, held_by: Holders | None = None) -> None:
    """Write down to whom something about somebody has gone, by id and day, before it is erased."""
    already = set(erasure.went_to.values_list("what", "to_id", "on"))
    went = dict.fromkeys(
        line
        for _, queries in rooms("queries")
        if hasattr(queries, "went_out")
        for line in queries.went_out(person, held_by=held_by)
    )
    WentTo.objects.bulk_create(
        WentTo(erasure=erasure, what=what, to_id=to_id, on=on)
        for what, to_id, on in went if (what, to_id, on) not in already
    )  # fmt: skip
