"""Looking somebody up at the door, and seeing that a new name is like one we know."""

import datetime
from dataclasses import dataclass

from hearth.foundation.actors import Actor
from hearth.frontdoor.queries.showing import Shown, shown_person
from hearth.frontdoor.queries.welcoming import JustCame, in_since
from hearth.people.queries import people_here_lately
from hearth.places.models import Site

MOST_ALIKE = 3


@dataclass(frozen=True)
class Offered:
    """Somebody to welcome with one tap."""

    person: Shown
    last_on: datetime.date | None
    in_since: datetime.datetime | None
    """They are in already: they came in then, and were not seen leaving."""


def people_to_welcome(words: str, *, site: Site, actor: Actor, limit: int = 8) -> list[Offered]:
    """Return people whom the actor may welcome and who are like what was typed, best first."""
    people = list(people_here_lately(site, actor=actor).filter(known_as__icontains=words)[:limit])
    inside = in_since([person.pk for person in people], site=site, actor=actor)
    return [Offered(shown_person(person), None, inside.get(person.pk)) for person in people]


def alike(came: JustCame, *, actor: Actor) -> list[Offered]:
    """Return people known here whose name is like that of somebody who was just met."""
    found = people_to_welcome(came.who.name, site=came.site, actor=actor, limit=MOST_ALIKE + 1)
    return [each for each in found if each.person.person_id != came.who.person_id][:MOST_ALIKE]
