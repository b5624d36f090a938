"""Keeping what a visit or headcount said before somebody changed it."""

import datetime
import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.frontdoor.models import Arrival, Correction
from hearth.places.models import Site

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
    correction = _correction(by, arrival.site, arrival.pk, was)
    correction.person_changed = person_changed
    correction.person_was_id = person_was if person_changed else None
    correction.save()


def keep_what_each_was(
    *, by: Actor, site: Site, arrival_ids: Collection[UUID], was: dict[str, Any]
) -> None:
    """Do the same for many arrivals at a site that all said the same, in one statement."""
    Correction.objects.bulk_create(_correction(by, site, each, was) for each in arrival_ids)


def _correction(by: Actor, site: Site, arrival_id: UUID, was: dict[str, Any]) -> Correction:
    correction = Correction(site=site, arrival_id=arrival_id, corrected_by_id=by.id)
    correction.was = json.dumps(was, default=_in_json)
    return correction


def _in_json(value: Any) -> str:
    assert isinstance(value, datetime.datetime)
    return value.isoformat()
