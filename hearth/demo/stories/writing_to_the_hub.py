"""What the people in the stories say to the hub, by the letterbox's own actions."""

import datetime
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.foundation.actors import Actor
from hearth.frontdoor.models import HowToday
from hearth.letterbox import actions, queries
from hearth.letterbox.models import LetterKind
from hearth.people.models import Person
from hearth.places.models import Site


def write_to_the_hub(
    worker: Actor, person: Person, said: dict[str, Any], site: Site, *, now: datetime.datetime
) -> None:
    """
    Write down what somebody says to the hub, some hours ago, and answer what the story answers.

    Where nobody knows when the hub is open, nobody can be told when somebody reads it, and nothing
    is written.
    """
    for number, each in enumerate(said.get("letters", [])):
        then = now - datetime.timedelta(hours=each["hours_ago"])
        reading = queries.reading_at(site, queries.box_of(site), now=then)
        if reading.look_by or each["kind"] == LetterKind.WORST_DAY:
            _write(worker, person, each, site, f"letter.{number}", then=then)
    for number, day in enumerate(said.get("days", [])):
        actions.say_how_i_am(
            by=worker, person=person, how=HowToday[day["how"]].value, words=day["words"],
            how_id=_id_of(person, f"how.{number}"),
            now=now - datetime.timedelta(days=day["days_ago"]),
        )  # fmt: skip


def _write(
    worker: Actor, person: Person, said: dict[str, Any], site: Site, what: str,
    *, then: datetime.datetime,
) -> None:  # fmt: skip
    letter = actions.write_letter(
        by=worker, person=person, site=site, letter_id=_id_of(person, what), now=then,
        said=queries.LetterSaid(
            said["kind"], words=said.get("words", ""), times=said.get("times", "")
        ),
    )  # fmt: skip
    soon = then + datetime.timedelta(minutes=said.get("read_after", 0))
    if "read_after" in said:
        actions.take(by=worker, letter=letter, now=soon)
    if answer := said.get("answer"):
        actions.answer(
            by=worker, letter=letter, words=answer, is_done=True, now=soon,
            line_id=_id_of(person, f"{what}.answer"),
        )  # fmt: skip


def _id_of(person: Person, what: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{what}.{person.id}.example.org")
