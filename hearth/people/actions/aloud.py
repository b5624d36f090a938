"""What somebody answered when it was read out to them what can be shared."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from hearth.accounts.roles import Role
from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import hold, require_change
from hearth.people.actions.sharing import Decision, SharingRefused, Whom, agree_sharing
from hearth.people.models import Layer, Person, Sharing
from hearth.people.queries.aloud import Answer
from hearth.places.models import Site

READ_OUT_FOR = (Role.TEAM_MEMBER, Role.CONNECTOR, Role.HUB_MANAGER)
"""Whom "our team" means when it is said: those who support people, and not the door."""


@transaction.atomic
def answer_aloud(
    *, by: Actor, person: Person, site: Site, answers: Mapping[str, str], today: datetime.date
) -> Sharing | None:
    """
    Write down what somebody answered, part by part, and share with a team what they said yes to.

    All of their answers are kept with what they share, as they were said.

    :returns: None if they said yes to nothing: then nothing is shared
    :raises NotAllowed: if the actor may not write in this record
    :raises SharingRefused: if an answer is missing, or somebody else has to decide with them
    """
    person = hold(person)
    require_change(by, person)
    if not answers or not set(answers.values()) <= set(Answer.values):
        raise SharingRefused("Ask about each part, and write down what they say")
    audit.note(by=by, verb="read out what can be shared to", subject=person)
    agreed = tuple(layer for layer, answer in answers.items() if answer == Answer.YES)
    if not agreed:
        return None
    return agree_sharing(
        by=by, person=person, layers=agreed, whom=Whom(site=site, roles=READ_OUT_FOR),
        decision=Decision(note=_in_words(answers)), today=today,
    )  # fmt: skip


def _in_words(answers: Mapping[str, str]) -> str:
    said = []
    for answer in Answer:
        layers = [layer.short for layer in Layer if answers.get(layer.value) == answer]
        if layers:
            said.append(f"{answer.label} to: {', '.join(layers).lower()}")
    return ". ".join(["It was read out", *said])
