"""A key that leads to somebody's record and may be empty: how such rows are found when it is."""

from importlib import import_module

import pytest
from django.apps import apps

from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.models import Incoming
from hearth.introductions.tests.factories import IncomingFactory, IntroductionFactory
from hearth.people.models import Person

BY_NAME = {"introductions.Incoming"}
"""Looked for by name, and said to whoever decides on erasing (its app's waits_unconfirmed)."""
OF_NOBODY_THEN = {
    "diary.LoneVisitDetails": "a visit of a worker on their own, to nobody who has a record",
    "diary.Meeting": "somebody from outside, or nobody",
    "erasing.Erasure": "what was erased: a number, a day, and no name any more",
    "frontdoor.Correction": "whose a visit was before: nobody's",
    "frontdoor.Visit": "somebody who gave no name",
    "handover.BoardLine": "something about the building, or about nobody",
    "handover.BoardLineOnce": "something about the building, or about nobody",
    "incidents.IncidentPerson": "what happened is read through by a person: it may be about others",
    "outgoing.OutgoingMessage": "an address alone, and the words go once it was sent",
    "safety.SafetyConcern": "kept so that nobody comes to harm, whoever it was about",
    "safety.Worry": "kept so that nobody comes to harm, whoever it was about",
    "safety.WorryCheck": "kept so that nobody comes to harm, whoever it was about",
}
"""Whose words they are while the key is empty. This list only shrinks."""
FILLED = {"introductions.Incoming about": "test_the_database_says_whom_a_hub_of_ours_introduces"}
"""What no page fills in, and which test shows that it is filled."""


def keys(model):
    return [
        field
        for field in model._meta.concrete_fields
        if field.related_model is Person or field.name == "person_id"
    ]


KNOWING = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("hearth.") and model is not Person and keys(model)
]


def test_each_that_may_lead_nowhere_is_found_by_name_or_is_nobodys():
    may_lead_nowhere = {
        model._meta.label
        for model in KNOWING
        if all(field.null for field in keys(model))
        and any(field.name.endswith("_sealed") for field in model._meta.concrete_fields)
    }
    assert may_lead_nowhere == BY_NAME | set(OF_NOBODY_THEN), "how is it found, or whose is it?"
    for app in {label.split(".")[0] for label in BY_NAME}:
        assert callable(import_module(f"hearth.{app}.queries").waits_unconfirmed), app


def test_each_that_no_page_fills_in_is_shown_to_be_filled():
    unfilled = {
        f"{model._meta.label} {field.name}"
        for model in KNOWING
        for field in keys(model)
        if field.null and field.is_relation and not field.editable
    }
    assert unfilled == set(FILLED), "show that something fills it in"
    assert set(FILLED.values()) <= set(globals())


@pytest.mark.django_db
def test_the_database_says_whom_a_hub_of_ours_introduces(hub, other_hub, jo, team_member):
    asked = IntroductionFactory(
        person=jo, held_by=jo.held_by, owner=team_member, from_site=hub, service=None,
        site=other_hub,
    )  # fmt: skip
    row = IncomingFactory(
        site=other_hub, held_by=other_hub.run_by, came="OURS", introduction_id=asked.id
    )
    with as_the_owner():
        assert Incoming.objects.get(id=row.id).about_id == jo.id
        Incoming.objects.filter(id=row.id).update(about=None)
        assert Incoming.objects.get(id=row.id).about_id == jo.id
