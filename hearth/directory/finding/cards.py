"""What a list of results says of a service at a place, made ready so that nothing more is asked."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from hearth.directory.models import Confirmation, CostOption, Service, ServiceAtLocation


@dataclass(frozen=True)
class Times:
    """One schedule, as its row has it (see models.Schedule)."""

    freq: str
    byday: tuple[str, ...]
    bymonthday: tuple[int, ...]
    interval: int
    begins_on: datetime.date | None
    ends_on: datetime.date | None
    opens: datetime.time | None
    closes: datetime.time | None
    not_on: tuple[datetime.date, ...]
    notes: str


@dataclass(frozen=True)
class Card:
    """A service at one of its places, or with none, as anybody may see it."""

    service_id: UUID
    name: str
    summary: str
    provider: str
    offer: str
    """Slug of the hubs' own term for what it is."""
    offer_name: str
    group: str
    status: str
    alert: str
    phone: str
    text_number: str
    url: str
    modes: tuple[str, ...]
    booking: str
    minimum_age: int | None
    maximum_age: int | None
    is_free: bool | None
    fees: str
    costs: tuple[Decimal, ...]
    """Prices there are, in pounds."""
    space_now: str
    waiting_now: str
    space_said_on: datetime.date | None
    confirmed_on: datetime.date | None
    confirmed_how: str
    """A models.How; empty if nobody has confirmed it."""
    place: str
    address: str
    town: str
    postcode: str
    neighbourhood: str
    latitude: float | None
    longitude: float | None
    step_free: bool | None
    site: str
    """Slug of the hub or satellite where it is, if it is at one."""
    times: tuple[Times, ...]

    @property
    def least(self) -> Decimal | None:
        """The least that it costs, in pounds; None if nobody has said."""
        return Decimal(0) if self.is_free else min(self.costs, default=None)


def card_of(service: Service, at: ServiceAtLocation | None) -> dict[str, Any]:
    """
    Return a card as it is kept.

    :param service: with its times as Schedule.objects.guarded() has them
    :param at: a place that may be told; None, with all its times, if there is none
    """
    location = at.location if at else None
    last = _last(service)
    schedules = [
        each
        for each in service.schedules.all()
        if at is None or each.at_location_id in {None, at.id}
    ]
    return {
        "service_id": str(service.id),
        "name": service.name,
        "summary": _summary(service.description),
        "provider": service.provider.name,
        "offer": service.offer.slug,
        "offer_name": service.offer.name,
        "group": service.offer.group,
        "status": service.status,
        "alert": service.alert,
        "phone": service.phone,
        "text_number": service.text_number,
        "url": service.url,
        "modes": service.modes,
        "booking": service.booking,
        "minimum_age": service.minimum_age,
        "maximum_age": service.maximum_age,
        "is_free": service.is_free,
        "fees": service.fees,
        "costs": [str(each.amount) for each in _costs(service) if each.amount is not None],
        "space_now": service.space_now,
        "waiting_now": service.waiting_now,
        "space_said_on": _iso(service.space_said_on),
        "confirmed_on": _iso(service.confirmed_on),
        "confirmed_how": last.how if last else "",
        "place": location.name if location else "",
        "address": location.address if location else "",
        "town": location.town if location else "",
        "postcode": location.postcode if location else "",
        "neighbourhood": location.neighbourhood if location else "",
        "latitude": location.latitude if location else None,
        "longitude": location.longitude if location else None,
        "step_free": location.step_free if location else None,
        "site": location.site.slug if location and location.site else "",
        "times": [_times(each) for each in schedules],
    }


def _costs(service: Service) -> list[CostOption]:
    return list(service.cost_options.all())


def _last(service: Service) -> Confirmation | None:
    return max(service.confirmations.all(), key=lambda each: each.on, default=None)


def _summary(description: str) -> str:
    """Return the first sentence or two: up to about 160 letters."""
    if len(description) <= 160:
        return description
    cut = description[:160]
    ends = max(cut.rfind(". "), cut.rfind("? "), cut.rfind("! "))
    return cut[: ends + 1] if ends > 60 else cut[: cut.rfind(" ")] + "…"


def _times(schedule: Any) -> dict[str, Any]:
    return {
        "freq": schedule.freq,
        "byday": schedule.byday,
        "bymonthday": schedule.bymonthday,
        "interval": schedule.interval,
        "begins_on": _iso(schedule.begins_on),
        "ends_on": _iso(schedule.ends_on),
        "opens": _iso(schedule.opens),
        "closes": _iso(schedule.closes),
        "not_on": [each.isoformat() for each in schedule.not_on],
        "notes": "" if schedule.is_guarded else schedule.notes,
    }


def _iso(value: datetime.date | datetime.time | None) -> str | None:
    return value.isoformat() if value is not None else None


def read_card(kept: dict[str, Any]) -> Card:
    """Return a card from what is kept."""
    said = dict(kept)
    said["service_id"] = UUID(said["service_id"])
    said["modes"] = tuple(said["modes"])
    said["costs"] = tuple(Decimal(each) for each in said["costs"])
    for name in ("space_said_on", "confirmed_on"):
        said[name] = _date(said[name])
    said["times"] = tuple(_read_times(each) for each in said["times"])
    return Card(**said)


def _read_times(kept: dict[str, Any]) -> Times:
    return Times(
        freq=kept["freq"],
        byday=tuple(kept["byday"]),
        bymonthday=tuple(kept["bymonthday"]),
        interval=kept["interval"],
        begins_on=_date(kept["begins_on"]),
        ends_on=_date(kept["ends_on"]),
        opens=_time(kept["opens"]),
        closes=_time(kept["closes"]),
        not_on=tuple(datetime.date.fromisoformat(each) for each in kept["not_on"]),
        notes=kept["notes"],
    )


def _date(iso: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


def _time(iso: str | None) -> datetime.time | None:
    return datetime.time.fromisoformat(iso) if iso else None
