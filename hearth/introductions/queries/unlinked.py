"""Who was introduced to a hub and may be somebody whose record nobody found yet."""

from hearth.design.words import short_day
from hearth.introductions.models import Incoming
from hearth.people.models import OtherName, Person, WayToContact
from hearth.sheets.naming import same
from hearth.sheets.queries.known import ways_to_say

A_NUMBER = 7
"""So many figures at least are a number by which somebody is reached: our own choice."""


def waits_unconfirmed(person: Person) -> list[str]:
    """
    Return, in words, who was introduced by a name or number of this person, and is in no record.

    It may be somebody else of that name: so it stays where it is until the team there says whose it
    is. Whoever acts sees everything: Hearth itself, for whoever decides on erasing.
    """
    rows = Incoming.objects.filter(person=None, about=None).select_related("site")
    names, numbers = _names_of(person), _numbers_of(person)
    return [
        f"Somebody who was introduced to {row.site.name}, {short_day(row.recorded_at)}, by a name "
        "or number of theirs. Nobody found whose record it is. It stays, unless the team there "
        "says first that it is them"
        for row in rows.order_by("recorded_at", "id")
        if same(row.name) in names
        or any(number in _figures(row.where) or number in _figures(row.hope) for number in numbers)
    ]


def _names_of(person: Person) -> set[str]:
    details = getattr(person, "details", None)
    told = (details.given_name, details.family_name) if details else ("", "")
    names = {*ways_to_say(person.known_as, *told), " ".join(told).strip()}
    names |= set(OtherName.objects.filter(person=person).values_list("name", flat=True))
    return {same(name) for name in names if name}


def _numbers_of(person: Person) -> set[str]:
    ways = WayToContact.objects.filter(person=person)
    return {number for way in ways if len(number := _figures(way.value)) >= A_NUMBER}


def _figures(words: str) -> str:
    return "".join(sign for sign in words if sign.isdigit())
