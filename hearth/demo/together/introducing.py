"""To what invented people were introduced over the months, and what came of it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from hearth.demo.copying import Id
from hearth.demo.together.rows import NEXT, Introduced
from hearth.directory.models import Facet, Service, Tagged
from hearth.introductions.models import State, Way

A_DAY = datetime.timedelta(days=1)
MOST = 3
"""To how many things somebody was introduced, at most."""
WAYS = (Way.TOLD, Way.IN_TOUCH, Way.IN_TOUCH, Way.ALONG)


@dataclass(frozen=True)
class Offered:
    """The public services of the directory, and a need that each is there for."""

    services: tuple[Id, ...]
    needs: dict[Id, Id]

    @classmethod
    def here(cls) -> "Offered":
        """Return those of the partnership in hand, always in the same order."""
        services = Service.objects.public().order_by("name", "id").values_list("id", flat=True)
        tagged = Tagged.objects.filter(service__isnull=False, term__facet=Facet.NEED).order_by(
            "term__name"
        )
        pairs = tagged.values_list("service_id", "term_id")
        needs = {service.hex: term.hex for service, term in pairs}
        return cls(tuple(service.hex for service in services), needs)


def introduced(
    offered: Offered, chance: Random, first: datetime.date, today: datetime.date
) -> Iterator[Introduced]:
    """Yield what somebody was introduced to since the first day. Three in four come to meet."""
    days = (today - first).days
    if not offered.services or days < 1:
        return
    for _ in range(chance.randint(0, MOST)):
        service = chance.choice(offered.services)
        way = chance.choice(WAYS)
        begun_on = first + chance.randint(0, days - 1) * A_DAY
        over_on = begun_on + round(chance.gammavariate(2, 5)) * A_DAY
        came_of_it = chance.random()
        about = (way, service, offered.needs.get(service), begun_on)
        if over_on > today:
            waits = way == Way.IN_TOUCH
            yield Introduced(
                *about, State.WAITING if waits else State.TO_GO, next_step=chance.choice(NEXT),
                next_on=today + chance.randint(1, 9) * A_DAY,
                answer_by=today + chance.randint(0, 5) * A_DAY if waits else None,
            )  # fmt: skip
        elif came_of_it < 0.75:
            fitted = chance.choice(("YES", "YES", "YES", "PARTLY", "NO", ""))
            yield Introduced(*about, State.MET, over_on, fitted=fitted)
        else:
            yield Introduced(
                *about, State.OTHER_WAY if came_of_it < 0.9 else State.STOPPED, over_on
            )
