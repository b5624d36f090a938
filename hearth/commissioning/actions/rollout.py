"""Writing down how new hubs come along: what is meant by when, what slipped, what was reached."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.commissioning.actions.refusing import MoneyRefused, before_of, checked
from hearth.commissioning.models import Milestone, Slip, Stage
from hearth.commissioning.months import month_of
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.places.models import Site

SHORT = 200


@transaction.atomic
def add_milestone(
    *, by: Actor, site: Site, stage: str, what: str, target: datetime.date, milestone_id: UUID
) -> Milestone:
    """
    Write down a step of a new hub's, and the month by which it is meant. Sent twice, it is one.

    :raises NotAllowed: if the actor does not keep the partnership's money
    :raises MoneyRefused: if it says no words, or the same step is there
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    if there := Milestone.objects.filter(id=milestone_id).first():
        return there
    what = checked(what, about="what", needed="Say what is to be reached", most=SHORT)
    if Milestone.objects.filter(site=site, stage=stage, what=what).exists():
        raise MoneyRefused("This step is there already", about="what")
    month = month_of(target)
    step = Milestone.objects.create(
        id=milestone_id, site=site, stage=Stage(stage), what=what, first_target=month, target=month
    )
    audit.note(by=by, verb="wrote down a step of a new hub", subject=step, place=site)
    return step


@transaction.atomic
def put_off(
    *, by: Actor, milestone: Milestone, to: datetime.date, why: str, today: datetime.date,
    slip_id: UUID,
) -> Slip:  # fmt: skip
    """
    Say that a step is meant by another month, and why. Each time is kept. Sent twice, it is one.

    :raises NotAllowed: if the actor does not keep the partnership's money
    :raises MoneyRefused: if it is the same month, it was reached, or nobody says why
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    if there := Slip.objects.filter(id=slip_id, milestone=milestone).first():
        return there
    step = Milestone.objects.select_for_update().get(id=milestone.id)
    month = month_of(to)
    if step.reached_on:
        raise MoneyRefused("It was reached already")
    if month == step.target:
        raise MoneyRefused("It is meant by that month already", about="to")
    slip = Slip(
        id=slip_id, milestone=step, was=step.target, now=month, said_on=today, said_by_id=by.id
    )
    slip.why = checked(why, about="why", needed="Say why")
    slip.save(force_insert=True)
    step.target = month
    step.save()
    audit.note(by=by, verb="put off a step of a new hub", subject=step, place=step.site)
    return slip


@transaction.atomic
def reach(
    *, by: Actor, milestone: Milestone, on: datetime.date | None, today: datetime.date
) -> Milestone:
    """
    Say in which month a step was reached, or that it was not after all; what it said is kept.

    :raises NotAllowed: if the actor does not keep the partnership's money
    :raises MoneyRefused: if that month has not begun
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    step = Milestone.objects.select_for_update().select_related("site").get(id=milestone.id)
    month = month_of(on) if on else None
    if month and month > month_of(today):
        raise MoneyRefused("That month has not begun", about="on")
    if step.reached_on == month:
        return step
    if step.reached_on:
        was = {"reached_on": step.reached_on}
        before_of(step.id, was, by=by, sites=[step.site_id]).save(force_insert=True)
    step.reached_on = month
    step.save()
    verb = "reached a step of a new hub" if month else "took back that a step was reached"
    audit.note(by=by, verb=verb, subject=step, place=step.site)
    return step
