"""Looking somebody up at the door, and seeing that a new name is like one we know."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from hearth.foundation.actors import Actor, Permission
from hearth.frontdoor.moments import in_london
from hearth.frontdoor.queries.showing import Shown
from hearth.frontdoor.queries.welcoming import JustCame, in_since
from hearth.people.search import Found, find_people, people_like
from hearth.places.models import Site

MOST_OFFERED = 8
MOST_ALIKE = 3


@dataclass(frozen=True)
class Offered:
    """Somebody to welcome with one tap."""

    person: Shown
    why: str
    """Why they are here, where their name does not say it: "also called Elizabeth"."""
    last_on: datetime.date | None
    """The last day on which this site welcomed them."""
    in_since: datetime.datetime | None
    """They are in already: they came in then, and were not seen leaving."""


def people_to_welcome(
    words: str, *, site: Site, actor: Actor, now: datetime.datetime
) -> list[Offered]:
    """
    Return people whom the words may mean and whom the actor may welcome, best first.

    Those of this site come before those of the actor's other sites. Five
    questions at most, however many people there are.
    """
    everywhere = {
        *actor.places_where(Permission.GREET_PEOPLE), *actor.places_where(Permission.SEE_PEOPLE)
    }  # fmt: skip
    found = find_people(
        actor=actor,
        words=words,
        sites=[site.pk, *(everywhere - {site.pk})],
        here=site.pk,
        limit=MOST_OFFERED,
        today=in_london(now).date(),
    )
    return _offered(found, site=site, actor=actor)


def alike(came: JustCame, *, actor: Actor, now: datetime.datetime) -> list[Offered]:
    """Return people known here whose name is like that of somebody who was just met."""
    found = people_like(
        actor=actor,
        site=came.site.pk,
        known_as=came.who.name,
        besides=came.who.person_id,
        limit=MOST_ALIKE,
        today=in_london(now).date(),
    )
    return _offered(found, site=came.site, actor=actor)


def _offered(found: Sequence[Found], *, site: Site, actor: Actor) -> list[Offered]:
    if not found:
        return []
    inside = in_since([each.person_id for each in found], site=site, actor=actor)
    return [
        Offered(
            person=Shown(each.person_id, each.known_as, each.pronouns, each.need_flags),
            why=each.why,
            last_on=each.last_seen_here_on,
            in_since=inside.get(each.person_id),
        )
        for each in found
    ]
