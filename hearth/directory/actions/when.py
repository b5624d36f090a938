"""When an entry is on, what it costs, and on which days it is called off."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from hearth.directory.finding.publishing import publish
from hearth.directory.models import CostOption, Schedule, Service
from hearth.directory.times import DAYS
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.places.versions import facts_of, insist_unchanged

TIMES = ("freq", "byday", "interval", "begins_on", "ends_on", "opens", "closes", "notes")


class TimesRefused(Refused):
    """The times cannot be so."""


class CostRefused(Refused):
    """The price cannot be so."""


@transaction.atomic
def add_times(*, by: Actor, service: Service, **times: Any) -> Schedule:
    """
    Say when an entry is on.

    :param times: of TIMES; see Schedule
    :raises NotAllowed: if the actor keeps no directory
    :raises TimesRefused: if they make no sense
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    schedule = Schedule(service=service)
    _set(schedule, times)
    schedule.save()
    audit.note(by=by, verb="added times to", subject=service)
    publish([service.id])
    return schedule


@transaction.atomic
def change_times(
    *, by: Actor, schedule: Schedule, seen: str | None = None, **times: Any
) -> Schedule:
    """
    Put right when an entry is on.

    :raises NotAllowed: if the actor keeps no directory
    :raises TimesRefused: if they make no sense
    :raises ChangedMeanwhile: if somebody else changed them since the page was drawn
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    schedule = Schedule.objects.select_for_update().get(id=schedule.id)
    insist_unchanged(seen, facts_of(schedule, tuple(times)))
    _set(schedule, times)
    schedule.save()
    audit.note(by=by, verb="changed times of", subject=schedule.service)
    publish([schedule.service_id])
    return schedule


@transaction.atomic
def remove_times(*, by: Actor, schedule: Schedule) -> None:
    """
    Take away a line of times.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    service = schedule.service
    schedule.delete()
    audit.note(by=by, verb="took times from", subject=service)
    publish([service.id])


@transaction.atomic
def call_off(*, by: Actor, schedule: Schedule, on: datetime.date, today: datetime.date) -> Schedule:
    """
    Say that it is not on, on a day.

    :raises NotAllowed: if the actor keeps no directory
    :raises TimesRefused: if the day is past, or it would not be on then
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    schedule = Schedule.objects.select_for_update().get(id=schedule.id)
    if on < today:
        raise TimesRefused("That day is past.")
    if on > today + datetime.timedelta(days=800):
        raise TimesRefused("That day is too far off.")
    on_days = {code[-2:] for code in schedule.byday}
    if on_days and DAYS[on.weekday()] not in on_days:
        raise TimesRefused("It would not be on that day of the week. Look at the day again.")
    schedule.not_on = sorted({*schedule.not_on, on})
    schedule.save(update_fields=["not_on"])
    audit.note(by=by, verb="called off a day of", subject=schedule.service)
    publish([schedule.service_id])
    return schedule


@transaction.atomic
def put_on_again(*, by: Actor, schedule: Schedule, on: datetime.date) -> Schedule:
    """
    Say that it is on after all, on a day for which it was called off.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    schedule = Schedule.objects.select_for_update().get(id=schedule.id)
    schedule.not_on = [day for day in schedule.not_on if day != on]
    schedule.save(update_fields=["not_on"])
    audit.note(by=by, verb="put on again", subject=schedule.service)
    publish([schedule.service_id])
    return schedule


@transaction.atomic
def add_cost(*, by: Actor, service: Service, amount: Decimal, option: str = "") -> CostOption:
    """
    Write down a price.

    :param amount: in pounds
    :param option: for whom or what: "Concessions"
    :raises NotAllowed: if the actor keeps no directory
    :raises CostRefused: if it cannot be so
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    if not 0 <= amount <= 10_000:
        raise CostRefused("A price must be between £0 and £10,000.")
    cost = CostOption.objects.create(
        service=service, amount=amount, option=option.strip()[:200], currency="GBP"
    )
    if service.is_free and amount:
        service.is_free = False
        service.save(update_fields=["is_free", "edited_at"])
    audit.note(by=by, verb="added a price to", subject=service)
    publish([service.id])
    return cost


@transaction.atomic
def remove_cost(*, by: Actor, cost: CostOption) -> None:
    """
    Take away a price.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(by, Permission.KEEP_DIRECTORY)
    service = cost.service
    cost.delete()
    audit.note(by=by, verb="took a price from", subject=service)
    publish([service.id])


def _set(schedule: Schedule, times: dict[str, Any]) -> None:
    if unknown := times.keys() - set(TIMES):
        raise TypeError(f"Times have no such facts: {sorted(unknown)}")
    for name, value in times.items():
        setattr(schedule, name, value)
    begins, ends = schedule.begins_on, schedule.ends_on
    if not schedule.freq and begins is None:
        raise TimesRefused("Say on which day it is.")
    if schedule.freq and not (schedule.byday or schedule.bymonthday):
        raise TimesRefused("Choose at least one day of the week.")
    if schedule.freq and schedule.interval > 1 and begins is None:
        raise TimesRefused("Say when the first one is, so that the weeks are counted from there.")
    if begins and ends and ends < begins:
        raise TimesRefused("The last day must not be before the first.")
    if schedule.closes and not schedule.opens:
        raise TimesRefused("Say when it begins, too.")
    if schedule.opens and schedule.opens == schedule.closes:
        raise TimesRefused("It must not end when it begins.")
    days = {code[-2:] for code in schedule.byday}
    if schedule.interval > 1 and begins and days and DAYS[begins.weekday()] not in days:
        raise TimesRefused("The first day must be one of the days of the week that you chose.")
