"""Looking somebody up by part of a name, among those the actor may see."""

from django.db.models import Q

from hearth.foundation.actors import Actor
from hearth.people.models import Person
from hearth.people.queries.seeing import visible_to
from hearth.places.models import Site

MOST = 30
"""People shown for what was typed. More than that is not a name yet."""

FEWEST_LETTERS = 2


def look_for(words: str, *, actor: Actor, site: Site | None = None) -> list[Person]:
    """
    Return people whose names hold what was typed: at a site, or at all the actor's sites.

    Nothing under two letters, nobody who has died.
    """
    typed = words.strip()
    if len(typed) < FEWEST_LETTERS:
        return []
    people = visible_to(actor).living()
    if site:
        people = people.filter(Q(known_at__contains=[site.id]) | Q(greeted_at__contains=[site.id]))
    return list(people.filter(known_as__icontains=typed).order_by("known_as", "id")[:MOST])
