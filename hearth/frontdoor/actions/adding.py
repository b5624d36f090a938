"""What may be added to a visit, if somebody cares to say it. Nothing is asked twice."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from hearth.foundation import audit, outbox
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.errors import Refused
from hearth.frontdoor.actions.arriving import check_line
from hearth.frontdoor.actions.keeping import keep_what_was
from hearth.frontdoor.actions.locking import check_not_ones_own, check_standing, locked
from hearth.frontdoor.asked import ASKED
from hearth.frontdoor.models import Brought, ChildAlert, Visit

LONGEST_NOTE = 2000
"""Characters in all the notes for the team of one visit. More belongs in a person's own record."""

CHILD_ALONE = "frontdoor.child_alone"
"""What the outbox tells when a child has come in alone, about the visit."""


class AlreadyAnswered(Refused):
    """Somebody has answered this already, and said something else."""


@transaction.atomic
def add_to_visit(
    *,
    by: Actor,
    visit: Visit,
    now: datetime.datetime,
    brought: Sequence[str] = (),
    how_today: str = "",
    how_came: str = "",
    otherwise: str = "",
    came_with: str = "",
    note: str = "",
    child_alone: bool = False,
) -> Visit:
    """
    Add to a visit what nobody has written down yet. What is left out is left as it is.

    An answer that is there already stays: to change it is to correct the
    visit. Who added what, and when, is kept for the visit's page. A note is added below the notes
    that are there; the same note sent again is one note.

    :raises NotAllowed: if the actor may not record visits at this site, or it is their own visit
    :raises AlreadyAnswered: if something was answered already, and differently
    :raises Refused: if the visit was undone, or the words are far too many
    """
    require(by, Permission.RECORD_VISIT, at=visit.site)
    visit = locked(visit)
    check_not_ones_own(by, visit)
    check_standing(visit)
    answers: dict[str, str | list[str]] = {
        "brought": [choice.value for choice in Brought if choice in brought],
        "how_today": how_today,
        "how_came": how_came,
        "otherwise": otherwise,
        "came_with": check_line(came_with, "who they came with"),
    }
    before = {name: getattr(visit, name) for name in (*answers, "note", "child_alone")}
    changed = _answer(visit, answers)
    if _add_note(visit, note.strip()):
        changed.append("note_sealed")
    if child_alone and not visit.child_alone:
        visit.child_alone = True
        changed.append("child_alone")
        raise_child_alert(visit, now=now)
    if changed:
        visit.save(update_fields=changed)
        was = {name: said for name, said in before.items() if getattr(visit, name) != said}
        keep_what_was(by=by, arrival=visit, was=was)
        audit.note(by=by, verb="added to", subject=visit, place=visit.site)
    return visit


@transaction.atomic
def say_child_is_alone(*, by: Actor, visit: Visit, now: datetime.datetime) -> None:
    """
    Say that this is a child who has come in alone, and tell those whose job it is to know.

    Saying it again changes nothing.

    :raises NotAllowed: if the actor may not record visits at this site
    :raises Refused: if the visit was undone
    """
    add_to_visit(by=by, visit=visit, now=now, child_alone=True)


@transaction.atomic
def acknowledge_child_alert(*, by: Actor, alert: ChildAlert, now: datetime.datetime) -> ChildAlert:
    """
    Say that somebody whose job it is has seen the alert, so that it is no longer loud.

    Who saw it first stays written down.

    :raises NotAllowed: if it is not the actor's job
    """
    require(by, Permission.SEE_CHILD_ALERTS, at=alert.site)
    unseen = ChildAlert.objects.filter(pk=alert.pk, seen_at__isnull=True)
    if unseen.update(seen_by_id=by.id, seen_at=now):
        audit.note(by=by, verb="saw", subject=alert, place=alert.site)
    alert.refresh_from_db()
    return alert


def raise_child_alert(visit: Visit, *, now: datetime.datetime) -> None:
    """Make the alert that goes with a visit, unless it is there, and tell of it."""
    _, is_new = ChildAlert.objects.get_or_create(
        visit=visit, defaults={"site_id": visit.site_id, "raised_at": now}
    )
    if is_new:
        outbox.tell(CHILD_ALONE, about_id=visit.pk)


def check_notes(notes: str) -> str:
    """
    Return the notes for the team, if they are no book.

    :raises Refused: if they are
    """
    if len(notes) > LONGEST_NOTE:
        raise Refused(f"The notes for the team can have at most {LONGEST_NOTE:,} letters")
    return notes


def _answer(visit: Visit, answers: dict[str, str | list[str]]) -> list[str]:
    """Set what nobody has answered, and return the columns that changed."""
    changed = []
    for name, answer in answers.items():
        before = getattr(visit, name)
        if not answer or answer == before:
            continue
        if before:
            raise AlreadyAnswered(
                f"Somebody has just written down {ASKED[name]}. Look at what is there first"
            )
        setattr(visit, name, answer)
        changed.append("came_with_sealed" if name == "came_with" else name)
    return changed


def _add_note(visit: Visit, note: str) -> bool:
    """Add a note below those that are there, and tell whether it was new."""
    there = visit.note
    if not note or note == there or there.endswith(f"\n{note}"):
        return False
    visit.note = check_notes(f"{there}\n{note}" if there else note)
    return True
