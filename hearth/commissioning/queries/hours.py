"""Volunteers' hours, and what an hour is worth: low, central and high, each with its source."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from hearth.commissioning.models import Figure, HourLevel, HourValue, Kept, MonthFigure
from hearth.commissioning.months import financial_year
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.value.prices.lists import CONFIRMED, TO_BE_CONFIRMED, Price
from hearth.value.prices.shipping import shipped_prices

LIST = "volunteer_time"
OF_LEVEL = {
    HourLevel.LOW: ("living_wage", "living_wage_2026_27"),
    HourLevel.HIGH: ("median",),
}
"""Which prices of Hearth's own list stand for which level. The central one is the wage of the role,
which only a partnership can say."""


@dataclass(frozen=True)
class HourWorth:
    """What one hour is worth, with where that is from."""

    level: HourLevel
    value: Decimal
    source: str
    year: str
    status: str
    own: bool
    """Whether the partnership said so; else it came with Hearth."""

    @property
    def is_confirmed(self) -> bool:
        return self.status == CONFIRMED


Worths = Mapping[HourLevel, HourWorth | None]


@dataclass(frozen=True)
class VolunteerHours:
    """The hours that volunteers gave a hub in a month. None where nobody recorded any."""

    site_id: UUID
    month: datetime.date
    hours: Decimal | None
    worths: Worths

    def worth(self, level: HourLevel) -> Decimal | None:
        """Return what they come to; None if the hours or the value are not recorded."""
        one = self.worths[level]
        return None if self.hours is None or one is None else self.hours * one.value


def hour_worths(month: datetime.date, own: Sequence[HourValue] | None = None) -> Worths:
    """
    Return what an hour is worth in a month: the partnership's own value, or else Hearth's.

    A value of a year stands until there is one of a later year; before its year there is none.

    :param own: the partnership's own values, if they were asked for already
    """
    rows = own_values() if own is None else own
    found: dict[HourLevel, HourWorth | None] = {}
    for level in HourLevel:
        here = [row for row in rows if row.level == level and row.from_on <= month]
        found[level] = _own(here[-1]) if here else _shipped(level, financial_year(month))
    return found


def own_values() -> list[HourValue]:
    """Return what the partnership itself says that an hour is worth, in the order of their days."""
    return list(HourValue.objects.order_by("from_on", "recorded_at", "id"))


def _own(row: HourValue) -> HourWorth:
    status = CONFIRMED if row.confirmed else TO_BE_CONFIRMED
    return HourWorth(HourLevel(row.level), row.value, row.source, row.year, status, own=True)


def _shipped(level: HourLevel, year: str) -> HourWorth | None:
    prices = shipped_prices()[LIST].prices
    codes = OF_LEVEL.get(level, ())
    fits: list[Price] = [prices[code] for code in codes if prices[code].price_year <= year]
    if not fits:
        return None
    price = max(fits, key=lambda one: one.price_year)
    source = f"{price.name} ({price.source})"
    return HourWorth(level, price.value, source, price.price_year, price.status, own=False)


def volunteer_hours(
    actor: Actor, *, sites: Iterable[UUID], months: Sequence[datetime.date]
) -> list[VolunteerHours]:
    """
    Return the hours that volunteers gave, by hub and month, with their values: two questions.

    :raises NotAllowed: if the actor may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    site_ids, own = list(sites), own_values()
    rows = MonthFigure.objects.filter(
        site__in=site_ids, month__in=months, figure=Figure.VOLUNTEER_HOURS, kept=Kept.ACTUAL
    )
    found = {(row.site_id, row.month): row.value for row in rows}
    worths = {month: hour_worths(month, own) for month in months}
    return [
        VolunteerHours(site, month, found.get((site, month)), worths[month])
        for site in site_ids
        for month in months
    ]
