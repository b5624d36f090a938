"""Keeping what a visit or headcount said before somebody changed it."""

import datetime
import json
from typing import Any
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.frontdoor.models import Arrival, Correction

LET_GO = "let_go"
"""Said of a visit that was by somebody new, whose record went as if it had never been made."""


def keep_what_was(
    *,
    by: Actor,
    arrival: Arrival,
    was: dict[str, Any],
    person_changed: bool = False,
    person_was: UUID | None = None,
) -> None:
    """
    Write down what an arrival said before, and who changed it. Called within the act that does.

    :param was: the fields that changed, as they were
    :param person_was: whose visit it was before, if that changed
    """
    correction = Correction(
        site=arrival.site,
        arrival_id=arrival.pk,
        corrected_by_id=by.id,
        person_changed=person_changed,
        person_was_id=person_was if person_changed else None,
    )
    correction.was = json.dumps(was, default=_in_json)
    correction.save()


def _in_json(value: Any) -> str:
    assert isinstance(value, datetime.datetime)
    return value.isoformat()
