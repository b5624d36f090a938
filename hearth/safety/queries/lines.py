"""Whom to ring now: the place's own numbers for a crisis, as its directory has them."""

from dataclasses import dataclass

from hearth.directory.models import Service, ServiceStatus

EVERYWHERE = {"999", "111", "116123"}
"""What stands on the page whatever the place has."""
MOST_LINES = 3


@dataclass(frozen=True)
class Line:
    """A number to ring now."""

    name: str
    phone: str


def crisis_lines() -> tuple[Line, ...]:
    """Return the place's own numbers for a crisis: one question."""
    found = Service.objects.public().filter(offer__is_crisis=True, status=ServiceStatus.ACTIVE)
    lines = [Line(one.name, one.phone) for one in found.exclude(phone="").order_by("name", "id")]
    own = [line for line in lines if line.phone.replace(" ", "") not in EVERYWHERE]
    return tuple(own[:MOST_LINES])
