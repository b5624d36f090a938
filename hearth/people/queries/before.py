"""What the sections of a record, and a circle, said before: who changed it, when, and what."""

import datetime
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.utils import timezone

from hearth.accounts.queries import workers_named
from hearth.design.words import listed, short_day
from hearth.people.models import (
    CircleBefore,
    CircleMember,
    LayerBefore,
    Person,
    Question,
    SaidBefore,
    Section,
    Sight,
    WayToContact,
)
from hearth.people.queries.background import AnswerSection, questions
from hearth.people.queries.circle import MemberSection, member_section
from hearth.people.queries.layers import PlanSaid
from hearth.people.queries.sections import (
    DetailsSection,
    HelloSection,
    Stamped,
    WaySection,
    details_of,
    hello_of,
    way_section,
)
from hearth.people.queries.telling import Stretch, compared

Anything = HelloSection | DetailsSection | WaySection | MemberSection | AnswerSection | PlanSaid
Said = TypeVar(
    "Said", HelloSection, DetailsSection, WaySection, MemberSection, AnswerSection, PlanSaid
)
Parts = list[tuple[str, str]]
Row = SaidBefore | CircleBefore | LayerBefore
SAID_TO_THEM = {
    Section.HELLO: "How you like to be welcomed",
    Section.DETAILS: "What you have told the team",
    Section.WAY: "A way to contact you",
}
DAYS = ("agreed_on", "born_on", "look_again_on", "looked_at_on")


@dataclass(frozen=True)
class PartBefore:
    """One part of what was said: its words then, and what of it is otherwise in what came next."""

    label: str
    words: str
    changed: tuple[Stretch, ...]
    """Empty if it was left as it was."""


@dataclass(frozen=True)
class SaidOnce:
    """What something said until somebody changed it, or took it away."""

    id: UUID
    parts: tuple[PartBefore, ...]
    until: datetime.datetime
    changed_by: str
    was_removed: bool

    @property
    def changes(self) -> tuple[PartBefore, ...]:
        return tuple(part for part in self.parts if part.changed)


@dataclass(frozen=True)
class Past:
    """All that one thing said before, the newest first."""

    title: str
    stamp: str
    """Of what it says now; empty if it is there no more."""
    is_there: bool
    once: tuple[SaidOnce, ...]


def as_kept(said: Stamped) -> str:
    """Return all that a section says, as it is kept."""
    return json.dumps(asdict(said), default=str)  # type: ignore[call-overload]


def section_kept(kind: type[Said], kept: str) -> Said:
    """Return a section as it was kept."""
    parts: dict[str, Any] = json.loads(kept)
    for name, value in parts.items():
        if isinstance(value, list):
            parts[name] = tuple(value)
        elif value and name in DAYS:
            parts[name] = datetime.date.fromisoformat(value)
        elif value and name == "id":
            parts[name] = UUID(value)
    return kind(**parts)


def said_then(row: SaidBefore) -> HelloSection | DetailsSection | WaySection:
    """Return what a section of a record said before."""
    if row.section == Section.HELLO:
        return section_kept(HelloSection, row.was)
    if row.section == Section.DETAILS:
        return section_kept(DetailsSection, row.was)
    return section_kept(WaySection, row.was)


def member_then(row: CircleBefore) -> MemberSection:
    """Return what was written of somebody in a circle before."""
    return section_kept(MemberSection, row.was)


def agreed_then(row: LayerBefore) -> AnswerSection | PlanSaid:
    """Return what was answered about somebody's background, or agreed of their plan, before."""
    if row.question:
        return section_kept(AnswerSection, row.was)
    return section_kept(PlanSaid, row.was)


def then_of(row: Row) -> Anything:
    """Return what a kept row said."""
    if isinstance(row, SaidBefore):
        return said_then(row)
    return member_then(row) if isinstance(row, CircleBefore) else agreed_then(row)


def parts_of(said: Anything) -> Parts:
    """Return what a section says part by part, in words, the empty ones too."""
    if isinstance(said, HelloSection):
        return _of_hello(said)
    if isinstance(said, DetailsSection):
        return _of_details(said)
    if isinstance(said, WaySection):
        return [
            ("What it is", said.kind_words), ("Number or address", said.value),
            ("Safe to use?", said.safe_words), ("To know before using it", said.note),
        ]  # fmt: skip
    if isinstance(said, AnswerSection):
        offered = questions()[Question(said.question)].offered
        return [("Answer", "; ".join(words for code, words in offered if code in said.codes))]
    return _of_plan(said) if isinstance(said, PlanSaid) else _of_member(said)


def get_said_before(before_id: UUID, *, person: Person) -> SaidBefore:
    """
    Return what a section of a person's record said before.

    :raises SaidBefore.DoesNotExist: if it is not theirs, or the actor may not see it
    """
    return SaidBefore.objects.get(id=before_id, person=person)


def get_circle_before(before_id: UUID, *, person: Person, sight: Sight) -> CircleBefore:
    """
    Return what was written of somebody in a person's circle before.

    :raises CircleBefore.DoesNotExist: if it is not theirs, or it is not open to who asks
    """
    return CircleBefore.objects.open_to(sight).get(id=before_id, person=person)


def is_taken_out(member_id: UUID, *, person: Person, sight: Sight) -> bool:
    """Test if somebody was in a person's circle, and is not any more."""
    if CircleMember.objects.open_to(sight).filter(id=member_id).exists():
        return False
    then = CircleBefore.objects.open_to(sight).filter(person=person, was_removed=True)
    return then.filter(member_id=member_id).exists()


def is_removed(way_id: UUID, *, person: Person) -> bool:
    """Test if there was such a way to contact a person, and is not any more."""
    if WayToContact.objects.filter(id=way_id).exists():
        return False
    return SaidBefore.objects.filter(person=person, way_id=way_id, was_removed=True).exists()


def record_before(person: Person) -> tuple[Past, ...]:
    """
    Return what the hello, the details and the ways to contact somebody said before.

    It is as far as whoever acts sees it: their team does. Four questions, however much it is.
    """
    rows = list(SaidBefore.objects.filter(person=person).order_by("-recorded_at", "-id"))
    names = workers_named({row.changed_by_id for row in rows})
    ways = {way.id: way for way in WayToContact.objects.filter(person=person)}
    found = []
    for section, now in ((Section.HELLO, hello_of(person)), (Section.DETAILS, details_of(person))):
        of_it = [row for row in rows if row.section == section]
        if of_it:
            found.append(past_of(str(section.label), now, of_it, names))
    for way_id in dict.fromkeys(row.way_id for row in rows if row.way_id):
        way = ways.get(way_id)
        of_it = [row for row in rows if row.way_id == way_id]
        then = said_then(of_it[0])
        assert isinstance(then, WaySection)
        title = way_section(way).kind_words if way else f"{then.kind_words}, which was removed"
        found.append(past_of(title, way_section(way) if way else None, of_it, names))
    return tuple(found)


def circle_before(person: Person, *, sight: Sight) -> tuple[Past, ...]:
    """
    Return what was written of those in somebody's circle before, and who was taken out.

    It is as far as the circle is open to whoever asks. Three questions, however much it is.
    """
    rows = list(
        CircleBefore.objects.open_to(sight).filter(person=person).order_by("-recorded_at", "-id")
    )
    names = workers_named({row.changed_by_id for row in rows})
    members = {row.id: row for row in CircleMember.objects.open_to(sight).filter(person=person)}
    found = []
    for member_id in dict.fromkeys(row.member_id for row in rows):
        of_it = [row for row in rows if row.member_id == member_id]
        member = members.get(member_id)
        now = member_section(member) if member else None
        title = now.name if now else f"{member_then(of_it[0]).name}, who was taken out"
        found.append(past_of(title, now, of_it, names))
    return tuple(found)


def all_said_before(person: Person) -> Iterator[tuple[str, str, str]]:
    """Yield what it is, what it said and who answers for it, for the person to read."""
    said = SaidBefore.objects.filter(person=person).select_related("held_by")
    for row in said.order_by("recorded_at", "id"):
        until = f"{timezone.localdate(row.recorded_at):%d %B %Y}"
        what = SAID_TO_THEM[Section(row.section)]
        yield f"{what}, until {until}", in_words(said_then(row)), row.held_by.name
    circle = CircleBefore.objects.filter(person=person).select_related("held_by")
    for then in circle.order_by("recorded_at", "id"):
        until = f"{timezone.localdate(then.recorded_at):%d %B %Y}"
        yield f"In my circle, until {until}", in_words(member_then(then)), then.held_by.name


def past_of(title: str, now: Anything | None, rows: Sequence[Row], names: dict[UUID, str]) -> Past:
    """
    Return all that one thing said before, each beside what came next.

    :param now: what it says now; None if it is there no more
    :param rows: the newest first
    :param names: of the workers who changed it
    """
    once, next_parts = [], parts_of(now) if now else None
    for row in rows:
        parts = parts_of(then_of(row))
        was_removed = not isinstance(row, LayerBefore) and row.was_removed
        once.append(
            SaidOnce(
                row.id, tuple(_compared(parts, None if was_removed else next_parts)),
                row.recorded_at, names.get(row.changed_by_id, ""), was_removed,
            )
        )  # fmt: skip
        next_parts = parts
    return Past(title, now.stamp if now else "", now is not None, tuple(once))


def _compared(parts: Parts, later: Parts | None) -> Iterator[PartBefore]:
    becomes = dict(later or parts)
    for label, words in parts:
        changed = compared(words, becomes[label]) if becomes[label] != words else ()
        if words or changed:
            yield PartBefore(label, words, changed)


def _of_hello(said: HelloSection) -> Parts:
    return [
        ("Name", said.known_as), ("Pronouns", said.pronouns), ("Welcome", said.welcome),
        ("Needs", _listed(said.need_words)), ("More about needs", said.needs_note),
    ]  # fmt: skip


def _of_details(said: DetailsSection) -> Parts:
    return [
        ("Full name", said.full_name), ("Other names", _listed(said.other_names)),
        ("Date of birth", short_day(said.born_on) if said.born_on else ""),
        ("Where they live", "No fixed place" if said.no_fixed_place else said.postcode),
        ("Languages", _listed(said.languages)), ("NHS number", said.nhs_number_spaced),
    ]  # fmt: skip


def _of_member(said: MemberSection) -> Parts:
    return [
        ("Name", said.name), ("Who they are", said.bond_words), ("Number", said.number),
        ("Agreed to be rung", short_day(said.agreed_on) if said.agreed_on else ""),
        ("May know", "; ".join(said.may_know_words)), ("Anything else", said.note),
    ]  # fmt: skip


def _of_plan(said: PlanSaid) -> Parts:
    return [
        ("Looked at", short_day(said.looked_at_on) if said.looked_at_on else ""),
        ("Look again", short_day(said.look_again_on) if said.look_again_on else ""),
        ("Why", said.why), ("Kept on the hub’s own device", said.device_words),
    ]  # fmt: skip


def _listed(words: Iterable[str]) -> str:
    return listed(list(words))


def in_words(said: Anything) -> str:
    """Return what a section says in one line."""
    return ". ".join(f"{label}: {words}" for label, words in parts_of(said) if words)
