"""Saying what an hour of a volunteer's is worth."""

import datetime
from decimal import Decimal

from django.db import transaction

from hearth.commissioning.actions.refusing import MoneyRefused, checked
from hearth.commissioning.models import HourLevel, HourValue
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.foundation.errors import Refused
from hearth.value.years import financial_year

MOST = Decimal(1000)


@transaction.atomic
def say_hour_value(
    *, by: Actor, level: str, from_on: datetime.date, value: Decimal, source: str, year: str,
    confirmed: bool,
) -> HourValue:  # fmt: skip
    """
    Say what an hour is worth from a day on. What was said before stays, for the months before.

    :raises NotAllowed: if the actor does not keep the partnership's money
    :raises MoneyRefused: if it is no value of an hour, or has no source or year
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    if not 0 < value < MOST:
        raise MoneyRefused("That is no value of an hour", about="value")
    source = checked(source, about="source", needed="Say where this value is from", most=500)
    said = HourValue.objects.create(
        level=HourLevel(level), from_on=from_on, value=value, source=source,
        year=_year(year), confirmed=confirmed, written_by_id=by.id,
    )  # fmt: skip
    audit.note(by=by, verb="said what an hour is worth", subject=said)
    return said


def _year(words: str) -> str:
    try:
        return financial_year(words, place="The year")
    except Refused as trouble:
        raise MoneyRefused("Say the year of the price, like 2025-26", about="year") from trouble
