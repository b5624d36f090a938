"""Looking somebody up by an imperfect name or a date of birth, among those the actor may see."""

import datetime
from dataclasses import replace

from hearth.foundation.actors import Actor, Permission
from hearth.people.queries.listing import PersonRow, rows_in_order
from hearth.people.search import find_people
from hearth.places.models import Site

MOST = 30
"""People shown for what was typed. More than that is not a name yet."""


def look_for(
    words: str, *, actor: Actor, today: datetime.date, site: Site | None = None, most: int = MOST
) -> tuple[PersonRow, ...]:
    """
    Return people whom the words may mean, the likeliest first: at a site, or at all the actor's.

    Each says why it was found, if that is not plain to see.
    """
    mine = {
        *actor.places_where(Permission.SEE_PEOPLE),
        *actor.places_where(Permission.GREET_PEOPLE),
    }
    sites = [site.id] if site else sorted(mine)
    found = find_people(
        actor=actor,
        words=words,
        sites=sites,
        here=site.id if site else None,
        limit=most,
        today=today,
    )
    why = {one.person_id: one.why for one in found}
    rows = rows_in_order({one.person_id: one.last_seen_on for one in found}, actor)
    return tuple(replace(row, why=why[row.id]) for row in rows)
