"""Whether anybody on duty would be told of an answer, which an app above this one knows."""

import datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from hearth.outcomes.measures.measure import Measure
from hearth.places.models import Site


class IsAnybodyOnDuty(Protocol):
    """Says whether somebody who would be told of an answer is on duty at a site."""

    def __call__(self, site: Site, *, now: datetime.datetime) -> bool: ...


def is_anybody_on_duty(site: Site, *, now: datetime.datetime) -> bool:
    """Test if somebody is on duty at a site who would be told of an answer at once."""
    ask: IsAnybodyOnDuty = import_string(settings.ON_DUTY_AT)
    return ask(site, now=now)


def may_answer_from_afar(measure: Measure, site: Site, *, now: datetime.datetime) -> bool:
    """
    Test if somebody may answer with nobody beside them.

    A measure that holds an item of which somebody on duty must know at once needs somebody on duty.
    """
    return not measure.asks_about_safety or is_anybody_on_duty(site, now=now)
