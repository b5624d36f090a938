"""What is past the time for which an organisation keeps it, counted from the last contact."""

import calendar
import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Model, Q

from hearth.erasing.models import DueToLook, HolderRule, Kind, kind_of
from hearth.erasing.queries.holding import tables_held
from hearth.foundation.actors import Actor
from hearth.people import standing
from hearth.people.models import Acquaintance, Person
from hearth.people.queries.seeing import own_records
from hearth.places.models import Organisation

AT_A_TIME = 50
PEOPLE_AT_A_TIME = 500
"""How many people are looked at together by night."""

CODE_2023 = "Records Management Code of Practice 2023 (NHS England), appendix II"
SUGGESTED: dict[str, tuple[int, str]] = {
    Kind.RECORD: (240, f"{CODE_2023}: mental health records, 20 years after last seen"),
    Kind.SUPPORT: (240, f"{CODE_2023}: mental health records, 20 years after last seen"),
    Kind.VISITS: (96, f"{CODE_2023}: adult health records, 8 years after last seen"),
    Kind.MESSAGES: (96, f"{CODE_2023}: adult health records, 8 years after last seen"),
    Kind.SAFETY: (240, f"{CODE_2023}: as mental health records, 20 years"),
    Kind.INCIDENTS: (240, f"{CODE_2023}: serious incidents, 20 years"),
}
"""
What an organisation may begin with, in months. It is no advice: each number is to be confirmed by
whoever answers for the organisation's records, against the code as it is now.
"""


@dataclass(frozen=True)
class PastItsTime:
    """What one organisation holds of one kind about one person, and since when it is past."""

    person_id: UUID
    kind: str
    last_contact_on: datetime.date
    due_on: datetime.date


def months_after(day: datetime.date, months: int) -> datetime.date:
    """Return the day some months later; the last of its month, where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def past_their_time(rules: Sequence[HolderRule], *, today: datetime.date) -> list[PastItsTime]:
    """
    Return what one organisation's rules say is past its time. Whoever acts sees every site.

    The last contact is the latest of: the last welcome at any site, and anything that this
    organisation wrote about the person, of whatever kind: a contact with one of its teams counts
    for all that it holds.
    """
    past: list[PastItsTime] = []
    everybody = list(Person.objects.order_by("id").values_list("id", flat=True)) if rules else []
    for first in range(0, len(everybody), PEOPLE_AT_A_TIME):
        people = everybody[first : first + PEOPLE_AT_A_TIME]
        with standing.reaching(*people):
            past += _past(people, rules, today)
    return past


def _past(
    people: list[UUID], rules: Sequence[HolderRule], today: datetime.date
) -> list[PastItsTime]:
    holder, by_kind = rules[0].holder_id, {rule.kind: rule for rule in rules}
    last: dict[UUID, datetime.date] = {}
    there: dict[str, set[UUID]] = {kind: set() for kind in by_kind}
    tables: list[tuple[type[Model], str]] = [*tables_held(), (Person, "id")]
    for model, column in tables:
        kind = kind_of(model._meta.app_label)
        for person_id, on in _written(model, column, people, holder):
            last[person_id] = max(on, last.get(person_id, on))
            if kind in there:
                there[kind].add(person_id)
    for person_id, on in _welcomed(list(last)):
        last[person_id] = max(on, last[person_id])
    return [
        PastItsTime(person_id, kind, last[person_id], due)
        for kind, theirs in there.items()
        for person_id in sorted(theirs)
        if (due := months_after(last[person_id], by_kind[kind].months)) <= today
    ]


def _written(
    model: type[Model], column: str, people: list[UUID], holder: UUID
) -> list[tuple[UUID, datetime.date]]:
    rows = model._default_manager.filter(**{"held_by": holder, f"{column}__in": people})
    when = rows.order_by().values_list(column).annotate(Max("recorded_at"))
    return [(person_id, at.date()) for person_id, at in when]


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
    source: str
    confirmed: bool
    chosen: bool


def rule_rows(holder: Organisation) -> list[RuleRow]:
    """Return a line for each kind of record."""
    chosen = {rule.kind: rule for rule in rules_of(holder)}
    return [
        RuleRow(kind.value, str(kind.label), rule.months, rule.source, rule.confirmed, True)
        if (rule := chosen.get(kind.value))
        else RuleRow(kind.value, str(kind.label), *SUGGESTED[kind], False, False)
        for kind in Kind
    ]


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
