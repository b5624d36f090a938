"""What was written down of a visit, in words."""

from dataclasses import dataclass

from hearth.design.words import listed
from hearth.foundation.actors import Actor
from hearth.frontdoor.models import Brought, Conversation, HowCame, HowToday, Otherwise, Visit
from hearth.people.queries import is_closed_as_a_workers, own_records


@dataclass(frozen=True)
class Answer:
    """One thing that was asked, and what was said. It is not asked again."""

    name: str
    asked: str
    said: str


def is_closed(visit: Visit, *, actor: Actor) -> bool:
    """
    Test if what was said at a visit is closed to the actor: it is by a colleague, whose record they
    have not opened for a reason, or by themselves. Asks nothing of a visit by somebody they see who
    works nowhere here.
    """
    if visit.person_id is None or (visit.person and visit.person.worker_id is None):
        return False
    return is_closed_as_a_workers(visit.person_id, actor=actor)


def is_ones_own(visit: Visit) -> bool:
    """
    Test if a visit was by whoever acts, who works here too. Their own row is never theirs to see,
    so nothing is asked of a visit by somebody whom they do see.
    """
    return bool(visit.person_id and visit.person is None and visit.person_id in own_records())


def answers_of(visit: Visit) -> list[Answer]:
    """Return what was answered about a visit that the actor has been shown to see."""
    brought = listed([Brought(code).label for code in visit.brought]) if visit.brought else ""
    said = [
        ("how_today", "How they are today", _label(HowToday, visit.how_today)),
        ("brought", "What brought them in", brought),
        ("how_came", "How they came", _label(HowCame, visit.how_came)),
        ("came_with", "Who they came with", visit.came_with),
        ("otherwise", "Where they would have gone", _label(Otherwise, visit.otherwise)),
        ("note", "A note for the team", visit.note),
        ("child_alone", "A child who came in alone", "Yes" if visit.child_alone else ""),
    ]
    return [Answer(*answer) for answer in said if answer[2]]


def conversations_of(visit: Visit) -> list[Conversation]:
    """Return the conversations of a visit that the actor has been shown to see."""
    return list(visit.conversations.select_related("taken_by").order_by("wanted_at", "id"))


def _label(choices: type[HowToday] | type[HowCame] | type[Otherwise], code: str) -> str:
    return str(choices(code).label) if code else ""
