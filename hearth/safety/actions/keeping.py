"""Who must not read a worry or a concern: the person, or somebody who works here."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.accounts.queries import workers_named
from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import refuse_if_stale
from hearth.safety.actions.handing import hand_over
from hearth.safety.actions.holding import held, held_one, keep_word
from hearth.safety.actions.refusing import SafetyRefused, checked
from hearth.safety.models import SafetyConcern, Worry
from hearth.safety.queries.kept import kept_from


@transaction.atomic
def keep_from(
    *, by: Actor, what: Worry | SafetyConcern, workers: set[UUID], why: str, stamp: str,
    now: datetime.datetime,
) -> None:  # fmt: skip
    """
    Say who works here and must not read a worry or a concern: from now on nobody but these.

    It bites at once, whatever their role, and they are not told. If one of them looks after it, the
    actor does from now on.

    :param workers: the sign-ins of all from whom it is kept; those left out may read it again
    :param stamp: of what the page showed
    :raises NotAllowed: if the actor neither owns it nor answers for it
    :raises SafetyRefused: if the actor is one of them, or cannot look after it themselves
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    row = held_one(what, by=by)
    before = set(row.not_for)
    if workers == before:
        return
    refuse_if_stale(kept_from(row), stamp)
    if by.id in workers:
        raise SafetyRefused(
            "You cannot keep it from yourself. Hand it over, and let them do this",
            about="workers",
        )
    why = checked(why, about="why", needed="Write why")
    if row.owner_id in workers:
        if _is_over(row):
            raise SafetyRefused("Take it up again first: one of them looked after it last")
        hand_over(by=by, what=row, to=by.id, why="", now=now)
    names = workers_named(workers | before)
    lines = [
        f"Not for: {', '.join(sorted(names.get(one, '') for one in workers - before))}"
        if workers - before else "",
        f"For again: {', '.join(sorted(names.get(one, '') for one in before - workers))}"
        if before - workers else "",
        why,
    ]  # fmt: skip
    said = "\n".join(line for line in lines if line)
    keep_word(row, "KEPT_FROM", by=by, now=now, said=said)
    type(row)._default_manager.filter(id=row.id).update(not_for=sorted(workers))
    audit.note(by=by, verb="changed who reads", subject=row, place=row.site)


@transaction.atomic
def keep_in_confidence(
    *, by: Actor, worry: Worry, confidential: bool, why: str, now: datetime.datetime
) -> None:
    """
    Keep a worry in confidence from now on, or not any more. It bites at once.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the actor neither owns it nor answers for it
    :raises SafetyRefused: if nobody says why
    """
    row = held(Worry, worry.id, by=by)
    if row.confidential == confidential:
        return
    why = checked(why, about="why", needed="Write why")
    words = "Kept in confidence from now on" if confidential else "Not in confidence any more"
    keep_word(row, "CONFIDENCE", by=by, now=now, said=f"{words}. {why}")
    Worry.objects.filter(id=row.id).update(confidential=confidential)
    audit.note(by=by, verb="changed who reads", subject=row, place=row.site)


def _is_over(row: Worry | SafetyConcern) -> bool:
    return (row.settled_at if isinstance(row, Worry) else row.finished_at) is not None
