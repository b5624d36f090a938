"""Hints that somebody may be written down already. They never block anything."""

from dataclasses import dataclass
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.people.finding import key_of_nhs_number, people_with
from hearth.people.models import FindingKey, Person
from hearth.people.queries.seeing import visible_to


@dataclass(frozen=True)
class NumberElsewhere:
    """That an NHS number is on other records, and on which, as far as the actor may see them."""

    seen: tuple[tuple[UUID, str], ...]
    unseen: bool

    @property
    def words(self) -> str:
        """The hint, for whoever typed the number."""
        names = [f"the record of {name}" for _, name in self.seen]
        names += ["a record that you may not see"] if self.unseen else []
        return f"That NHS number is also on {', and on '.join(names)}. Check it with them"


def number_elsewhere(
    number: str, *, besides: Person | None, actor: Actor
) -> NumberElsewhere | None:
    """
    Return on which other records an NHS number is written, or None if it is on no other.

    Whoever types a number learns at most that it is somewhere: not on whose
    record, nor where, unless they may see that record.

    :param number: ten digits
    """
    if not number:
        return None
    people = set(people_with(key_of_nhs_number(number), FindingKey.Kind.NHS_NUMBER))
    people -= {besides.id} if besides else set()
    if not people:
        return None
    seen = visible_to(actor).filter(id__in=people).order_by("known_as", "id")
    named = tuple((person.id, person.known_as) for person in seen)
    return NumberElsewhere(named, unseen=len(named) < len(people))
