"""Writing the trail: what was done, and who has looked. Lines are only ever added."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Model

from hearth.foundation.actors import Actor, Place
from hearth.foundation.models import AccessLine, AuditLine
from hearth.foundation.statements import insert


def note(*, by: Actor | None, verb: str, subject: Model, place: Place | None = None) -> None:
    """Add one line to the audit trail, inside the caller's transaction. It holds ids only."""
    insert(line(by=by, verb=verb, subject=subject, place=place))


def note_each(
    *, by: Actor | None, verb: str, subjects: Sequence[Model], place: Place | None = None
) -> None:
    """Add one line for each of many, in one statement."""
    AuditLine.objects.bulk_create(
        line(by=by, verb=verb, subject=subject, place=place) for subject in subjects
    )


def line(*, by: Actor | None, verb: str, subject: Model, place: Place | None = None) -> AuditLine:
    """Return a line that is still to be added."""
    return AuditLine(
        actor_id=by.id if by else None,
        verb=verb,
        subject_type=subject._meta.label,
        subject_id=subject.pk,
        place_id=place.id if place else None,
    )


def opened(*, by: Actor, person_id: UUID, page: str, place: Place | None = None) -> None:
    """Write down that somebody's record was opened, and which part of it."""
    place_id = place.id if place else None
    insert(AccessLine(actor_id=by.id, person_id=person_id, page=page, place_id=place_id))
