"""Who has looked at somebody's record, and what was done with it, for them to read."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.utils import timezone

from hearth.accounts.queries import of_own_pages, workers_named
from hearth.design.words import day, listed, sentences
from hearth.foundation.acting import read_trail_but
from hearth.foundation.models import AuditLine
from hearth.people.models import Person
from hearth.people.queries import lines_held_back, who_has_looked
from hearth.rights.models import Flag
from hearth.rights.queries.done import done_to_you
from hearth.rights.queries.gathering import Gathered

MAY_TELL = (
    "held back", "let see again", "opened for a reason", "reviewed an opening",
    "shared without agreement", "showed again",
)  # fmt: skip
"""What was done of which a line may tell what is held back from them: a reviewer decides."""
APP, NOBODY = "hearth.foundation", UUID(int=0)


def looks_at(person: Person) -> list[Gathered]:
    """
    Return who has opened the record, when, and which parts; what is held back comes to a reviewer.

    That somebody's record was consulted, when and what for is about that person, and theirs to be
    told (Court of Justice, C-579/21, Pankki S); who it was, Hearth tells them on every page.
    """
    return [*_shown(person), *_held_back(person), *_done(person)]


def _shown(person: Person) -> Iterator[Gathered]:
    before: UUID | None = None
    while True:
        page = who_has_looked(person.id, before=before)
        for look in page.looks:
            parts = listed([f"{part.words} ({part.when})" for part in look.parts])
            why = f"Why: {look.reason}" if look.reason else ""
            says = sentences([f"{day(look.on)}: {look.who_and_where} opened {parts}", why])
            flag = Flag.READ.value if look.reason else ""
            yield Gathered(APP, "Who has looked", says, person.held_by.name, look.on, flag)
        if page.before is None:
            return
        before = page.before


def _held_back(person: Person) -> Iterator[Gathered]:
    for line in lines_held_back(person.id):
        on = timezone.localdate(line.at)
        says = f"{day(on)}: {line.who}. {line.part}. {line.reason}".rstrip(". ")
        yield Gathered(
            APP, "Who has looked, held back", says, person.held_by.name, on, Flag.HELD_BACK.value
        )


def _done(person: Person) -> Iterator[Gathered]:
    """Yield what was done with the record, day by day. Of anybody's safety it says nothing."""
    read_trail_but(own=(), safety=())
    lines = AuditLine.objects.filter(subject_id=person.id, subject_type="people.Person")
    rows = list(lines.order_by("at", "id").values_list("at", "actor_id", "verb"))
    names = workers_named({actor for _, actor, _ in rows if actor})
    theirs = of_own_pages(names)
    days: dict[tuple[datetime.date, str], list[str]] = defaultdict(list)
    for at, actor, verb in rows:
        flag = Flag.HELD_BACK.value if verb.startswith(MAY_TELL) else ""
        who = "You" if actor in theirs else names.get(actor or NOBODY, "Hearth itself")
        said = f"{who} {done_to_you(verb)}"
        days[timezone.localdate(at), flag].append(said)
    for (on, flag), done in days.items():
        says = f"{day(on)}: {sentences(dict.fromkeys(done))}"
        yield Gathered(APP, "What was done with your record", says, person.held_by.name, on, flag)
