"""What is past the time for which an organisation keeps it, counted from the last contact."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Model, Q
from django.utils import timezone

from hearth.erasing.models import DueToLook, HolderRule, Kind, kind_of
from hearth.erasing.queries.holding import STAY_WITH_THE_RECORD, tables_held
from hearth.foundation.actors import Actor
from hearth.people import standing
from hearth.people.models import Acquaintance, Person
from hearth.people.queries import linked_with
from hearth.people.queries.seeing import own_records
from hearth.places.models import Organisation
from hearth.places.opening.deadlines import months_on

AT_A_TIME = 50
PEOPLE_AT_A_TIME = 500
"""How many people are looked at together by night."""

CODE_2023 = "Records Management Code of Practice 2023 (NHS England), appendix II"


@dataclass(frozen=True)
class Suggested:
    """What an organisation may begin with: months, those after a death, a birthday, and whence."""

    months: int
    after_death: int | None
    child_until: int | None
    source: str


_MENTAL_HEALTH = Suggested(
    240, 120, 25,
    f"{CODE_2023}: mental health records, 20 years after last seen, or 10 years after death; of "
    "children until they are 25, or 26 if they were 17 when last seen",
)  # fmt: skip
_ADULT_HEALTH = Suggested(
    96, None, 25,
    f"{CODE_2023}: adult health records, 8 years after last seen; of children until they are 25, "
    "or 26 if they were 17 when last seen",
)  # fmt: skip
SUGGESTED: dict[str, Suggested] = {
    Kind.RECORD: _MENTAL_HEALTH,
    Kind.SUPPORT: _MENTAL_HEALTH,
    Kind.VISITS: _ADULT_HEALTH,
    Kind.MESSAGES: _ADULT_HEALTH,
    Kind.SAFETY: _MENTAL_HEALTH,
    Kind.INCIDENTS: Suggested(240, None, None, f"{CODE_2023}: serious incidents, 20 years"),
}
"""
What an organisation may begin with. It is no advice: each number is to be confirmed by whoever
answers for the organisation's records, against the code as it is now.
"""
ADULT = 18


@dataclass(frozen=True)
class PastItsTime:
    """What one organisation holds of one kind about one person, and since when it is past."""

    person_id: UUID
    kind: str
    last_contact_on: datetime.date
    due_on: datetime.date


def past_their_time(
    rules: Sequence[HolderRule], *, actor: Actor, today: datetime.date
) -> list[PastItsTime]:
    """
    Return what one organisation's rules say is past its time. Whoever acts sees every site.

    The last contact is the latest of: the last welcome at any site, and anything that this
    organisation wrote about the person, of whatever kind, in this record or one that is linked
    with it: a contact with one of its teams counts for all that it holds.

    Who somebody is stays as long as anything about them does. Of that kind only what was written
    besides is past its time before; the record itself is once nothing else is held by anybody.
    """
    past: list[PastItsTime] = []
    everybody = list(Person.objects.order_by("id").values_list("id", flat=True)) if rules else []
    for first in range(0, len(everybody), PEOPLE_AT_A_TIME):
        people = everybody[first : first + PEOPLE_AT_A_TIME]
        with standing.reaching(*people):
            linked = linked_with(people, actor=actor)
            same = {
                person_id: [each.id for each in linked.get(person_id, [])] for person_id in people
            }
        with standing.reaching(*people, *(other for of in same.values() for other in of)):
            past += _past(same, rules, today)
    return past


def _past(
    same: dict[UUID, list[UUID]], rules: Sequence[HolderRule], today: datetime.date
) -> list[PastItsTime]:
    """
    Return what is past its time of some people.

    :param same: each, with the records that are linked with theirs
    """
    holder, by_kind = rules[0].holder_id, {rule.kind: rule for rule in rules}
    everybody = sorted({*same, *(other for of in same.values() for other in of)})
    last: dict[UUID, datetime.date] = {}
    there: dict[str, set[UUID]] = {kind: set() for kind in by_kind}
    anybodys: set[UUID] = set()
    """Of whom anybody at all holds more than the record itself."""
    for model, column in tables_held():
        stays, kind = model in STAY_WITH_THE_RECORD, kind_of(model._meta.app_label)
        for person_id, held_by, on in _written(model, column, everybody):
            if not stays:
                anybodys.add(person_id)
            if held_by == holder:
                last[person_id] = max(on, last.get(person_id, on))
                if kind in there and not stays:
                    there[kind].add(person_id)
    for person_id, held_by, on in _written(Person, "id", everybody):
        if held_by == holder:
            last[person_id] = max(on, last.get(person_id, on))
            if Kind.RECORD in there and anybodys.isdisjoint([person_id, *same.get(person_id, [])]):
                there[Kind.RECORD].add(person_id)
    lives = _lives(everybody)
    for person_id, on in _welcomed(everybody):
        last[person_id] = max(on, last.get(person_id, on))
    return [
        PastItsTime(person_id, kind, last_on, due)
        for kind, theirs in there.items()
        for person_id in sorted(theirs & same.keys())
        if (last_on := max(last[each] for each in [person_id, *same[person_id]] if each in last))
        and (due := due_on(by_kind[kind], last_on, _life(person_id, same, lives))) <= today
    ]


@dataclass(frozen=True)
class Life:
    """When somebody was born, and when they died, as far as it is known."""

    born_on: datetime.date | None = None
    died_on: datetime.date | None = None


def due_on(rule: HolderRule, last_on: datetime.date, life: Life) -> datetime.date:
    """
    Return when a rule says that the time for keeping something is over.

    Of somebody who died it is counted from that day, if the rule says so. Of somebody who was a
    child at the last contact it is never before a birthday; the one after it, if they were 17.
    """
    if life.died_on and rule.months_after_death:
        return months_on(life.died_on, rule.months_after_death)
    over = months_on(last_on, rule.months)
    if life.born_on is None or rule.child_until is None:
        return over
    if last_on >= months_on(life.born_on, ADULT * 12):
        return over
    was_17 = last_on >= months_on(life.born_on, (ADULT - 1) * 12)
    return max(over, months_on(life.born_on, (rule.child_until + was_17) * 12))


def _lives(people: list[UUID]) -> dict[UUID, Life]:
    rows = Person.objects.filter(id__in=people).values_list(
        "id", "details__born_on", "died_on", "died_recorded_at"
    )
    return {
        person_id: Life(born, died or (timezone.localdate(told) if told else None))
        for person_id, born, died, told in rows
    }


def _life(person_id: UUID, same: dict[UUID, list[UUID]], lives: dict[UUID, Life]) -> Life:
    """Return what any of somebody's records says of it, this one first."""
    theirs = [lives[each] for each in (person_id, *same[person_id]) if each in lives]
    return Life(
        next((each.born_on for each in theirs if each.born_on), None),
        next((each.died_on for each in theirs if each.died_on), None),
    )


def _written(
    model: type[Model], column: str, people: list[UUID]
) -> list[tuple[UUID, UUID, datetime.date]]:
    """Return of whom who holds something, and when they wrote it last."""
    rows = model._default_manager.filter(**{f"{column}__in": people})
    when = rows.order_by().values_list(column, "held_by").annotate(Max("recorded_at"))
    return [(person_id, held_by, timezone.localdate(at)) for person_id, held_by, at in when]


def _welcomed(people: list[UUID]) -> list[tuple[UUID, datetime.date]]:
    rows = Acquaintance.objects.filter(person__in=people, last_welcomed_on__isnull=False)
    return list(rows.order_by().values_list("person").annotate(Max("last_welcomed_on")))


def rules_of(holder: Organisation) -> list[HolderRule]:
    """Return for how long an organisation keeps each kind, as far as it has chosen."""
    return list(HolderRule.objects.filter(holder=holder).order_by("kind"))


@dataclass(frozen=True)
class RuleRow:
    """For how long an organisation keeps one kind; or what it may begin with, not chosen yet."""

    kind: str
    label: str
    months: int
    after_death: int | None
    child_until: int | None
    source: str
    confirmed: bool
    chosen: bool


def rule_rows(holder: Organisation) -> list[RuleRow]:
    """Return a line for each kind of record."""
    chosen = {rule.kind: rule for rule in rules_of(holder)}
    rows = []
    for kind in Kind:
        rule, begin = chosen.get(kind.value), SUGGESTED[kind]
        said = (
            (rule.months, rule.months_after_death, rule.child_until, rule.source, rule.confirmed)
            if rule
            else (begin.months, begin.after_death, begin.child_until, begin.source, False)
        )
        rows.append(RuleRow(kind.value, str(kind.label), *said, chosen=rule is not None))
    return rows


def due_to_look(
    actor: Actor, *, today: datetime.date, page: int = 1
) -> tuple[list[DueToLook], bool]:
    """Return what somebody has to look at, longest past first, and whether there is more."""
    rows = DueToLook.objects.filter(Q(keep_until=None) | Q(keep_until__lt=today))
    rows = rows.exclude(person__in=own_records()).select_related("holder")
    first = (page - 1) * AT_A_TIME
    found = list(rows.order_by("due_on", "id")[first : first + AT_A_TIME + 1])
    return found[:AT_A_TIME], len(found) > AT_A_TIME


def get_due(due_id: UUID, *, actor: Actor) -> DueToLook:
    """:raises DueToLook.DoesNotExist: if there is none, or none that the actor may see"""
    rows = DueToLook.objects.exclude(person__in=own_records())
    return rows.select_related("holder").get(id=due_id)


def holders_with_rules() -> list[tuple[Organisation, int]]:
    """Return the organisations, by name, with how many kinds each has chosen a time for."""
    chosen: dict[UUID, int] = {}
    for holder in HolderRule.objects.values_list("holder", flat=True):
        chosen[holder] = chosen.get(holder, 0) + 1
    return [(each, chosen.get(each.id, 0)) for each in Organisation.objects.order_by("name", "id")]
