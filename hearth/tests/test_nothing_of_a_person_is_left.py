"""Whoever asks what is kept about them is told it all, and forgotten they leave nothing behind."""

from importlib import import_module

import pytest
from django.apps import apps

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import link_people
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory
from hearth.places.timer import OnATimer
from hearth.tests.making import Maker, marker, worded

TRAIL = {"foundation.AccessLine"}
"""What is kept of who looked: ids alone, and never taken away."""


def persons(model):
    """Return by which fields a table says whose it is, those without a foreign key too."""
    return [
        field.attname
        for field in model._meta.concrete_fields
        if field.related_model is Person or field.name == "person_id"
    ]


KNOWING = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("hearth.") and persons(model)
    and model._meta.label not in TRAIL
]  # fmt: skip


def app_of(model):
    return model.__module__.split(".")[1]


APPS = sorted({app_of(model) for model in KNOWING}, key=lambda app: app == "people")
"""Those that know a person; people is the last to forget them."""


@pytest.fixture
def made(hub, jo, charity, team_member):
    """Everything that can be written about Jo, once."""
    with as_the_owner():
        sam = PersonFactory(known_as="Sam", sites=[hub])
        maker = Maker(
            {
                "people.Person": jo, "accounts.User": team_member, "places.Site": hub,
                "places.Organisation": charity,
            },
            {"people.Link": {"other": sam}},
        )  # fmt: skip
        return {model: maker.one(model) for model in KNOWING}


def told_of(person):
    with as_the_owner():
        rows = [
            row
            for app in APPS
            for row in import_module(f"hearth.{app}.queries").everything_about(person)
        ]
    return "\n".join(f"{row['what']}: {row['says']}" for row in rows)


def test_all_that_was_written_about_them_is_told_them(made, jo):
    told = told_of(jo)

    untold = {
        marker(model, name) for model in KNOWING for name in worded(model)
        if marker(model, name) not in told
    }  # fmt: skip
    assert untold == set()


def test_forgotten_they_leave_nothing(made, jo):
    left = {model: row.pk for model, row in made.items()}
    timer = OnATimer()
    with acting_as(timer):
        for app in APPS:
            import_module(f"hearth.{app}.actions").forget_person(by=timer, person=jo)

    with as_the_owner():
        still = {
            f"{model.__name__}.{field}"
            for model in left
            for field in persons(model)
            if model.objects.filter(**{field: jo.id}).exists()
        }
        assert still == set()
        assert not Person.objects.filter(id=jo.id).exists()


def test_linked_with_another_record_nothing_of_theirs_is_told_there(made, jo, hub, team_member):
    pat = PersonFactory(known_as="Pat", sites=[hub])
    with acting_as(team_member):
        link_people(by=team_member, one=jo, other=pat, why="They told us")

    told = told_of(pat)

    assert not [
        marker(model, name) for model in KNOWING for name in worded(model)
        if marker(model, name) in told and model.__name__ != "Link"
    ]  # fmt: skip
