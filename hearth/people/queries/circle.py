"""The people round somebody, as that person tells it, and those whom a plan says to ring."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.foundation.statements import ask
from hearth.people.models import Bond, CircleMember, Layer, Person, Sight
from hearth.people.queries.sections import Stamped

FIRST = (Bond.CARER, Bond.YOUNG_CARER)
"""Who stands first in a circle."""


@dataclass(frozen=True)
class MemberSection(Stamped):
    """Somebody in a circle: who they are to the person, and what they may know."""

    name: str
    bond: str
    number: str = ""
    note: str = ""
    may_know: tuple[str, ...] = ()
    agreed_on: datetime.date | None = None

    @property
    def bond_words(self) -> str:
        return str(Bond(self.bond).label)

    @property
    def may_know_words(self) -> list[str]:
        return [layer.short for layer in Layer if layer.value in self.may_know]


@dataclass(frozen=True)
class MemberShown:
    """Somebody in a circle, as a page shows them."""

    id: UUID
    said: MemberSection
    edited_at: datetime.datetime
    edited_by: str


@dataclass(frozen=True)
class ToRing:
    """Somebody who agreed to be rung, as a plan shows them."""

    name: str
    bond: str
    number: str

    @property
    def dialled(self) -> str:
        """The number without its spaces, for a link that rings it."""
        return "".join(each for each in self.number if each in "+0123456789")


def circle_of(person_id: UUID, *, sight: Sight) -> tuple[MemberShown, ...]:
    """Return the people round somebody, carers first, as far as the circle is open to who asks."""
    rows = list(CircleMember.objects.open_to(sight).filter(person=person_id).order_by("id"))
    names = workers_named({row.edited_by_id for row in rows})
    rows.sort(key=lambda row: row.bond not in FIRST)
    return tuple(
        MemberShown(row.id, member_section(row), row.edited_at, names.get(row.edited_by_id, ""))
        for row in rows
    )


def get_member(member_id: UUID, *, person: Person, sight: Sight) -> CircleMember:
    """
    Return somebody in a person's circle.

    :raises CircleMember.DoesNotExist: if they are in no circle of that person's, or out of bounds
    """
    return CircleMember.objects.open_to(sight).get(id=member_id, person=person)


def member_section(row: CircleMember) -> MemberSection:
    """Return what is told of somebody in a circle."""
    may_know = tuple(layer.value for layer in Layer if layer.value in row.may_know)
    return MemberSection(row.name, row.bond, row.number, row.note, may_know, row.agreed_on)


def people_to_ring(person_id: UUID) -> tuple[ToRing, ...]:
    """
    Return those in somebody's circle who agreed to be rung, for whoever may see their plan.

    The circle itself need not be open: by agreeing they came into the plan (see ADR 7). The
    database answers nobody else.
    """
    rows = ask(
        "SELECT id, bond, name_sealed, number_sealed FROM people_to_ring(%s)", [person_id]
    ).fetchall()
    people = (
        CircleMember(id=pk, bond=bond, name_sealed=name, number_sealed=number)
        for pk, bond, name, number in rows
    )
    return tuple(ToRing(one.name, str(Bond(one.bond).label), one.number) for one in people)
