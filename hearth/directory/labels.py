"""What the public reads for the choices of an entry, in whatever language they read."""

from django.utils.translation import gettext as _

from hearth.directory.models import Booking, ServiceStatus, Space


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
