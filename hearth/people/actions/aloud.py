"""What somebody answered when it was read out to them what can be shared."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from hearth.accounts.roles import SUPPORTING
from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people.actions.editing import hold, require_change
from hearth.people.actions.sharing import (
    Decision,
    SharingRefused,
    Whom,
    agree_sharing,
    withdraw_sharing,
)
from hearth.people.models import Agreed, Decider, Layer, Person, Sharing
from hearth.people.queries.ages import is_under_sixteen
from hearth.people.queries.aloud import Answer, agreed_with_team, read_by_the_team
from hearth.places.models import Site


@transaction.atomic
def stop_aloud(
    *,
    by: Actor,
    person: Person,
    site: Site,
    answers: Mapping[str, str],
    today: datetime.date,
    now: datetime.datetime,
) -> tuple[str, ...]:
    """
    Take back at once what stands with a site's team and they did not say yes to.

    What they said yes to of the same sharing goes on, with the same people until the same day.
    Stopping needs nobody's leave: somebody under 16 says stop as everybody does.

    :returns: the layers that some of the team could read, and that are closed to them now
    :raises NotAllowed: if the actor may not write in this record
    :raises SharingRefused: if an answer is missing
    """
    person = hold(person)
    require_change(by, person)
    _require_answers(answers)
    stopped: set[str] = set()
    for sharing in agreed_with_team(person, site=site, today=today):
        left = tuple(
            layer for layer in sharing.layers if answers.get(layer, Answer.YES) == Answer.YES
        )
        if len(left) == len(sharing.layers):
            continue
        withdraw_sharing(by=by, person=person, sharing=sharing, how=Agreed.SAID.value, now=now)
        decision = _decision(person, sharing, answers, today=today)
        if left and decision:
            agree_sharing(
                by=by, person=person, layers=left, decision=decision, today=today,
                whom=Whom(site=sharing.with_site, roles=tuple(sharing.with_roles)),
                until_on=sharing.until_on,
            )  # fmt: skip
        stopped |= set(sharing.layers) - set(left if decision else ())
    return tuple(layer.value for layer in Layer if layer.value in stopped)


@transaction.atomic
def answer_aloud(
    *, by: Actor, person: Person, site: Site, answers: Mapping[str, str], today: datetime.date
) -> Sharing | None:
    """
    Write down what somebody answered, part by part, and share with a team what they said yes to.

    All of their answers are kept with what they share, as they were said. What they did not say
    yes to is taken back by itself (see stop_aloud), so that it is, whatever else is refused.

    :returns: None if there is nothing new that they said yes to
    :raises NotAllowed: if the actor may not write in this record
    :raises SharingRefused: if an answer is missing, or somebody else has to decide with them
    """
    person = hold(person)
    require_change(by, person)
    _require_answers(answers)
    read = read_by_the_team(agreed_with_team(person, site=site, today=today), site=site)
    new = tuple(
        layer for layer, answer in answers.items() if answer == Answer.YES and layer not in read
    )
    audit.note(by=by, verb="read out what can be shared to", subject=person)
    if not new:
        return None
    return agree_sharing(
        by=by, person=person, layers=new, whom=Whom(site=site, roles=SUPPORTING),
        decision=Decision(note=_in_words(answers)), today=today,
    )  # fmt: skip


def _require_answers(answers: Mapping[str, str]) -> None:
    if not answers or not set(answers.values()) <= set(Answer.values):
        raise SharingRefused("Ask about each part, and write down what they say")


def _decision(
    person: Person, sharing: Sharing, answers: Mapping[str, str], *, today: datetime.date
) -> Decision | None:
    """
    Return who decides that what is left of a sharing goes on: the person, who said so just now.

    Of somebody under 16, it is whoever decided it with them. None: nobody has who may.
    """
    if not is_under_sixteen(person, today=today):
        return Decision(note=_in_words(answers))
    if sharing.decided_by == Decider.PERSON:
        return None
    return Decision(sharing.decided_by, sharing.how, sharing.decided_note)


def _in_words(answers: Mapping[str, str]) -> str:
    said = []
    for answer in Answer:
        layers = [layer.short for layer in Layer if answers.get(layer.value) == answer]
        if layers:
            said.append(f"{answer.label} to: {', '.join(layers).lower()}")
    return ". ".join(["It was read out", *said])
