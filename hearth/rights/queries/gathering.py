"""
Everything that is kept about somebody, from every app that knows a person.

No app is named here to be asked: whichever offers `everything_about` is, and every table that leads
to a person is read beside it. What a table says and no app tells is put before the reviewer, so
that an app that forgets a column hides nothing.
"""

import datetime
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from hearth.design.words import sentences
from hearth.people.models import Bond, CircleMember, Person
from hearth.rights.models import Flag
from hearth.rights.queries.naming import who_names
from hearth.rights.queries.plain_facts import DAY, MONTHS, is_plain_fact, is_plain_visit
from hearth.rights.queries.tables import Said, facts_of, rows_of, tables_of, whole_name, words_of
from hearth.rights.queries.withheld import belonging

PLAIN = (
    "diary", "erasing", "frontdoor", "handover", "incidents", "introductions", "letterbox",
    "outgoing", "people", "rights", "support",
)  # fmt: skip
"""Apps of which we know by what words a line names somebody else. Every line of any other says that
it may."""
Names = Callable[[str, str], bool]
"""Whether a line names somebody else, but for how a place or a group that it is about is called."""
ROW = ("what", "says", "held_by")
IN_PARTS = {"hearth.frontdoor": "A time that you came in"}
OTHERS = ("In my circle", "Linked with", "Somebody you let read", "Opened for a reason")
BY_OTHERS = (
    "Also there:", "Without your agreement:", "Who there said yes:", "Did it fit, they said:",
    "introduced you to",
)  # fmt: skip
"""By what a line begins to tell of somebody else, or what they said."""
BEGINS = re.compile(rf"{DAY}\b")
CALLED = re.compile(rf"Your introduction to (?P<name>.+), {DAY}")
A_DAY = re.compile(rf"\b(\d{{1,2}}) ({MONTHS}) (\d{{4}})\b")


@dataclass(frozen=True)
class Gathered:
    """One line of what is kept."""

    app: str
    what: str
    says: str
    answers: str
    on: datetime.date | None = None
    flag: str = ""
    facts: str = ""
    of_record: UUID | None = None
    """The linked record that it is of."""


def asked_apps() -> list[str]:
    """Return the apps that know a person, by name, in the order in which they are installed."""
    return [
        config.name
        for config in apps.get_app_configs()
        if config.name.startswith("hearth.") and (_offers(config.name) or tables_of(config.name))
    ]


def gather(app: str, person: Person) -> list[Gathered]:
    """
    Return all that one app holds about a person, as far as whoever acts can see.

    :param app: its whole name, "hearth.support"
    :raises LookupError: if it keeps a person and offers no way to ask
    """
    if not _offers(app):
        raise LookupError(f"{app} knows people, and offers no everything_about")
    members = CircleMember.objects.filter(person=person).exclude(bond=Bond.WORKER)
    names_somebody = who_names(member.name for member in members)
    answers = person.held_by.name
    told = [
        _told(app, row, names_somebody, answers)
        for row in import_module(f"{app}.queries").everything_about(person)
    ]
    return [*told, *_kept(app, person, told, answers)]


def _offers(app: str) -> bool:
    if find_spec(f"{app}.queries") is None:
        return False
    return hasattr(import_module(f"{app}.queries"), "everything_about")


def _told(app: str, row: dict[str, str], names_somebody: Names, answers: str) -> Gathered:
    what, says = row.get("what", ""), row.get("says", "")
    if not what:  # a row that is its own questions and answers, as a visit is
        what = IN_PARTS.get(app, "What was written down")
        says = ". ".join(f"{asked}: {answer}" for asked, answer in row.items() if answer)
    else:
        more = [words for name, words in row.items() if name not in ROW and words]
        says = sentences([says, *more])
    flag = _flag(app.removeprefix("hearth."), what, says, names_somebody)
    if _is_plain(app, row, what, says):
        flag = ""
    return Gathered(app, what, says, row.get("held_by", answers), _day_told(what, says), flag)


def _is_plain(app: str, row: dict[str, str], what: str, says: str) -> bool:
    """Test if a line is a fact or a choice of theirs in which nobody can be named."""
    if app == "hearth.people":
        return is_plain_fact(what, says)
    return app == "hearth.frontdoor" and "what" not in row and is_plain_visit(row)


def _day_told(what: str, says: str) -> datetime.date | None:
    """Return the day that a line begins with; else the first that it tells of."""
    return first_day(says) if BEGINS.match(says) else first_day(f"{what} {says}")


def _flag(app: str, what: str, says: str, names_somebody: Names) -> str:
    """Return why somebody reads a line before it is given: anybody may be named in one."""
    if app == "safety":
        return Flag.SAFETY.value
    if app == "incidents" and what.startswith("Something that happened"):
        return Flag.INCIDENT.value
    if app not in PLAIN or what.startswith(OTHERS) or any(words in says for words in BY_OTHERS):
        return Flag.NAMES.value
    called = CALLED.fullmatch(what)
    if names_somebody(says, called["name"] if called else ""):
        return Flag.NAMES.value
    worker_s = "The worker wrote" in says or "what a worker added" in what
    return Flag.COLLEAGUE.value if worker_s else Flag.READ.value


def _kept(app: str, person: Person, told: Iterable[Gathered], answers: str) -> Iterator[Gathered]:
    """Yield what tables hold besides: what no app tells, line by line; and facts, by table."""
    said = Said("\n".join(f"{line.what}\n{line.says}" for line in told))
    for model in tables_of(app):
        plain = []
        for row in rows_of(model, person.id):
            words = words_of(row)
            untold = [(label, value) for label, value in words if not said.has(value)]
            facts = facts_of(row) | belonging(row, words)
            if flag := _flag_of_row(row, untold):
                yield Gathered(
                    app, f"Also written: {whole_name(model)}",
                    ". ".join(f"{label}: {value}" for label, value in untold) or "No words",
                    answers, _day_of(row), flag, json.dumps([facts]),
                )  # fmt: skip
            else:
                plain.append(facts)
        if plain:
            yield Gathered(
                app, f"For a machine: {whole_name(model)}", f"{len(plain)} in all", answers,
                facts=json.dumps(plain),
            )  # fmt: skip


def _flag_of_row(row: Model, words: list[tuple[str, str]]) -> str:
    if row._meta.app_label == "safety":
        return Flag.SAFETY.value
    if row._meta.label == "people.HeldBack" or getattr(row, "held_back_until", None):
        return Flag.HELD_BACK.value
    return Flag.UNTOLD.value if words else ""


def _day_of(row: Model) -> datetime.date | None:
    recorded_at = getattr(row, "recorded_at", None)
    return timezone.localdate(recorded_at) if recorded_at else None


def first_day(words: str) -> datetime.date | None:
    """Return the first day that is written out in some words."""
    found = A_DAY.search(words)
    if found is None:
        return None
    try:
        return datetime.datetime.strptime(" ".join(found.groups()), "%d %B %Y").date()  # noqa: DTZ007
    except ValueError:
        return None
