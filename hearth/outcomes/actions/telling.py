"""
Telling whoever is on duty of an answer that they must know of at once.

It says which question was answered, and how. It says nothing of how likely anything is, and it is
the same whatever the other answers came to.
"""

import datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from hearth.foundation.actors import Actor
from hearth.outcomes.models import HowGiven, Reading
from hearth.outcomes.scoring.one import Reading as Scored
from hearth.outcomes.scoring.one import SafetyAnswer
from hearth.people.models import Person
from hearth.places.models import Site


class TellsDuty(Protocol):
    """Puts an answer before whoever is on duty at a site, until one of them has read it."""

    def __call__(
        self, *, by: Actor, person: Person, site: Site, words: str, by_link: bool,
        now: datetime.datetime,
    ) -> None: ...  # fmt: skip


def tell_duty_of(
    *, by: Actor, person: Person, site: Site, reading: Reading, found: Scored,
    now: datetime.datetime, told_before: Scored | None = None,
) -> None:  # fmt: skip
    """
    Tell whoever is on duty of each answer that they must know of, in this transaction.

    :param told_before: what the reading said before it was put right: what it told then is not
        told anew
    """
    told = [one for one in found.safety if one.told]
    before = [(one.item.item, one.answer) for one in told_before.safety] if told_before else []
    if not any((one.item.item, one.answer) not in before for one in told):
        return
    tell: TellsDuty = import_string(settings.TELLS_DUTY)
    words = "\n".join(_words(found, one) for one in told)
    by_link = reading.how == HowGiven.LINK
    tell(by=by, person=person, site=site, words=words, by_link=by_link, now=now)


def _words(found: Scored, told: SafetyAnswer) -> str:
    """Say which question was answered, in its own words where its licence lets us, and how."""
    measure, number = found.measure, told.item.item
    asked = measure.words.items.get(number, "") if measure.words else ""
    if not asked or measure.words is None:
        return f"{measure.name}, question {number}: their answer was not “never”."
    answer = measure.words.answers[number].get(told.answer or 0, str(told.answer))
    return f"{measure.name}, question {number}, “{asked}”: “{answer}”."
