"""By which names a site knows people."""

import datetime
from uuid import UUID

from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.moments import in_london
from hearth.people.models import Link, OtherName, Person
from hearth.places.models import Site
from hearth.sheets.naming import Fit, Known, same


def names_known_at(site: Site, *, actor: Actor) -> Known:
    """
    Return the names by which a site knows people, and whom each fits. Three questions.

    Somebody who chose not to be listed is among them: a sheet says a whole
    name, and a second record under it would put that name on the list after
    all; but they are offered for no name that is only like theirs. Somebody
    who has died is among them too: they may have come while they lived. Two
    records that are linked are one person.

    :raises NotAllowed: if the actor may not bring in sheets there
    """
    require(actor, Permission.IMPORT_SHEET, at=site)
    is_one = _linked(site)
    people = Person.objects.known_to(site).order_by("id")
    columns = ("id", "known_as", "died_on", "died_recorded_at", "listed")
    told = ("details__given_name", "details__family_name")
    fits: dict[str, dict[UUID, Fit]] = {}
    spelt: dict[str, None] = {}
    died: dict[UUID, datetime.date | None] = {}
    unlisted: set[UUID] = set()
    names: list[tuple[UUID, str]] = []
    for row in people.values_list(*columns, *told):
        person_id, known_as, died_on, died_recorded_at, listed, given, family = row
        if not listed:
            unlisted.add(person_id)
        if died_recorded_at:
            died[person_id] = died_on or in_london(died_recorded_at).date()
        names += [(person_id, name) for name in ways_to_say(known_as, given or "", family or "")]
    others = OtherName.objects.filter(known_at__contains=[site.id]).order_by("id")
    names += others.values_list("person_id", "name")
    for person_id, name in names:
        whom = is_one.get(person_id, person_id)
        fits.setdefault(same(name), {})[whom] = Fit(whom, died.get(person_id))
        if person_id not in unlisted:
            spelt[name] = None
    return Known(
        {name: list(found.values()) for name, found in fits.items()},
        spelt=list(spelt),
        unlisted=frozenset(str(is_one.get(person_id, person_id)) for person_id in unlisted),
    )


def ways_to_say(known_as: str, given: str, family: str) -> set[str]:
    """Liz, who is Elizabeth Mary Smith, is Liz, Liz Smith, Elizabeth Smith, or all of it."""
    firsts = {known_as, given, *given.split()[:1]} - {""}
    return {known_as, *(f"{first} {family}" for first in firsts if family)}


def _linked(site: Site) -> dict[UUID, UUID]:
    """Return, for people whose records are linked, the one record that stands for all of them."""
    links = Link.objects.filter(
        unlinked_at__isnull=True,
        one_known_at__contains=[site.id],
        other_known_at__contains=[site.id],
    )
    first: dict[UUID, UUID] = {}

    def first_of(person: UUID) -> UUID:
        while first.get(person, person) != person:
            person = first[person]
        return person

    for one, other in links.values_list("one_id", "other_id"):
        low, high = sorted([first_of(one), first_of(other)])
        first[high] = low
    return {person: first_of(person) for person in list(first)}
