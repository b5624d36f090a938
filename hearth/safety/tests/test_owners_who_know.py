"""What was looked after before Hearth asked who had opened it is loud only where nobody knows."""

import datetime
from importlib import import_module

import pytest
from django.db import connection

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.safety import actions
from hearth.safety.models import ConcernEntry, Worry, WorryCheck

LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture(params=["worry", "concern"])
def made(request, worry, concern):
    """Write one of the two down, as somebody, and return it."""
    return worry if request.param == "worry" else concern


@pytest.fixture
def is_known():
    """Return what tells if the migration says that its owner has seen one, recorded on that day."""

    def told(one, *, recorded_at=LONG_AGO):
        rows = type(one).objects.filter(id=one.id)
        with as_the_owner(), connection.cursor() as cursor:
            rows.update(recorded_at=recorded_at, owner_saw_at=None)
            migration = import_module("hearth.safety.migrations.0030_owners_who_know").Migration
            for operation in migration.operations:
                cursor.execute(operation.sql)
            return rows.get().owner_saw_at is not None

    return told


def write_in(one, worker, now):
    with as_the_owner():
        if isinstance(one, Worry):
            WorryCheck.objects.create(worry=one, kind="ASKED", done_at=now, noted_by=worker)
        else:
            ConcernEntry.objects.create(concern=one, kind="DONE", done_at=now, noted_by=worker)


def test_whoever_wrote_it_down_themselves_knows(made, team_member, is_known):
    assert is_known(made(team_member, owner=team_member))


def test_whoever_wrote_in_it_knows(made, greeter, team_member, hub_manager, now, is_known):
    one = made(greeter, owner=team_member)
    write_in(one, hub_manager, now)
    assert not is_known(one)

    write_in(one, team_member, now)
    assert is_known(one)


def test_whoever_opened_it_knows(made, page, greeter, team_member, hub_manager, is_known):
    one = made(greeter, owner=team_member)
    name = "worry" if isinstance(one, Worry) else "concern"
    page(hub_manager, name, one.id)
    assert not is_known(one)

    page(team_member, name, one.id)
    assert is_known(one)


def test_whoever_it_was_handed_to_since_does_not(
    made, team_member, colleague, hub_manager, now, is_known
):
    one = made(team_member, owner=team_member)
    for worker in (colleague, team_member):
        with acting_as(hub_manager):
            actions.hand_over(by=hub_manager, what=one, to=worker.id, why="", now=now)

    assert not is_known(one)
    write_in(one, team_member, now)
    assert is_known(one)


def test_what_is_newer_is_left_as_it_is(made, team_member, now, is_known):
    one = made(team_member, owner=team_member)

    assert not is_known(one, recorded_at=now + datetime.timedelta(days=1))
