"""What the people in the stories say to the hub, by the letterbox's own actions."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.accounts.models import User
from hearth.foundation.acting import acting_as
from hearth.frontdoor.models import HowToday
from hearth.letterbox import actions, queries
from hearth.letterbox.models import LetterKind
from hearth.people.models import OwnPages, Person
from hearth.people.own_pages import act_on_own_pages
from hearth.places.models import Site


def write_to_the_hub(
    worker: User, person: Person, said: dict[str, Any], site: Site, *, now: datetime.datetime
) -> None:
    """
    Say to the hub what the story says, some hours ago, and answer what it answers.

    Whoever has own pages says it there. Where nobody knows when the hub is open, nobody can be told
    when somebody reads it, and nothing is written.
    """
    with speaking(worker, person) as speaker:
        for number, day in enumerate(said.get("days", [])):
            actions.say_how_i_am(
                by=speaker, person=person, how=HowToday[day["how"]].value, words=day["words"],
                how_id=_id_of(person, f"how.{number}"),
                now=now - datetime.timedelta(days=day["days_ago"]),
            )  # fmt: skip
    for number, each in enumerate(said.get("letters", [])):
        then = now - datetime.timedelta(hours=each["hours_ago"])
        with acting_as(worker):
            reading = queries.reading_at(site, queries.box_of(site), now=then)
        if reading.look_by or each["kind"] == LetterKind.WORST_DAY:
            _write(worker, person, each, site, f"letter.{number}", then=then)


@contextmanager
def speaking(worker: User, person: Person) -> Iterator[User]:
    """Act as the person, on their own pages if they have any; else as who writes it down."""
    pages = OwnPages.objects.select_related("sign_in").filter(person=person, ended_at=None).first()
    speaker = pages.sign_in if pages else worker
    with acting_as(speaker):
        if pages:
            act_on_own_pages(speaker)
        yield speaker


def _write(
    worker: User, person: Person, said: dict[str, Any], site: Site, what: str,
    *, then: datetime.datetime,
) -> None:  # fmt: skip
    with speaking(worker, person) as speaker:
        letter = actions.write_letter(
            by=speaker, person=person, site=site, letter_id=_id_of(person, what), now=then,
            said=queries.LetterSaid(
                said["kind"], words=said.get("words", ""), times=said.get("times", "")
            ),
        )  # fmt: skip
    soon = then + datetime.timedelta(minutes=said.get("read_after", 0))
    with acting_as(worker):
        if "read_after" in said:
            actions.take(by=worker, letter=letter, now=soon)
        if answer := said.get("answer"):
            actions.answer(
                by=worker, letter=letter, words=answer, is_done=True, now=soon,
                line_id=_id_of(person, f"{what}.answer"),
            )  # fmt: skip


def _id_of(person: Person, what: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{what}.{person.id}.example.org")
