"""What the public reads for the choices of an entry, in whatever language they read."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from hearth.design.languages import say as _
from hearth.directory.models import Booking, CostOption, Mode, ServiceStatus, Space


def status_in_words(status: str) -> str:
    """Return whether it is running, as the people who run it say it."""
    return statuses().get(status, "")


def statuses() -> dict[str, str]:
    """Return each answer to whether it is running."""
    return {
        ServiceStatus.ACTIVE.value: _("Yes, it is running"),
        ServiceStatus.TEMPORARILY_CLOSED.value: _("It is closed for a time"),
        ServiceStatus.INACTIVE.value: _("It is not running"),
        ServiceStatus.DEFUNCT.value: _("It has stopped for good"),
    }


def spaces() -> dict[str, str]:
    """Return each answer to whether there is space just now."""
    return {
        Space.YES.value: _("There is space"),
        Space.FEW.value: _("A few places left"),
        Space.FULL.value: _("Full just now"),
        Space.NOT_SAID.value: _("I'd rather not say"),
    }


def booking_in_words(booking: str) -> str:
    """Return how people join; nothing if nobody has said."""
    return {
        Booking.TURN_UP.value: _("Just turn up"),
        Booking.EITHER.value: _("Turn up or book"),
        Booking.BOOK.value: _("Book first"),
        Booking.RING.value: _("Ring first"),
        Booking.INTRODUCED.value: _("Somebody introduces you"),
    }.get(booking, "")


def modes_in_words(modes: Sequence[str]) -> list[str]:
    """Return how one can take part, each way by itself."""
    words = {
        Mode.IN_PERSON.value: _("In person"),
        Mode.ONLINE.value: _("Online"),
        Mode.PHONE.value: _("By phone"),
        Mode.HOME.value: _("They come to you"),
    }
    return [words[mode] for mode in modes]


class Costs(Protocol):
    """What says what it costs: a service, or its card in a list."""

    @property
    def is_free(self) -> bool | None: ...
    @property
    def fees(self) -> str: ...


def cost_in_words(service: Costs) -> str:
    """Say what it costs, as far as anybody has said."""
    if service.is_free:
        return _("Free. %(more)s") % {"more": service.fees} if service.fees else _("Free")
    if service.fees:
        return service.fees
    return _("Costs something: ask") if service.is_free is False else ""


def prices_in_words(costs: Iterable[CostOption]) -> list[str]:
    """Return each price that has a name."""
    return [
        _("%(what)s: £%(amount)s") % {"what": each.option, "amount": each.amount}
        for each in costs
        if each.amount is not None and each.option and each.currency in ("", "GBP")
    ]


def ages_in_words(lowest: int | None, highest: int | None) -> str:
    """Say for what ages it is."""
    if lowest and highest is not None:
        return _("From %(from)s to %(to)s years old") % {"from": lowest, "to": highest}
    if lowest:
        return _("%(from)s years old or older") % {"from": lowest}
    if highest is not None:
        return _("Up to %(to)s years old") % {"to": highest}
    return ""
