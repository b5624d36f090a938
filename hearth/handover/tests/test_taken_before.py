"""What stood on boards before lines said who took them says it too."""

import datetime
from importlib import import_module

import pytest
from django.db import connection

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover import actions
from hearth.handover.models import BoardLine, BoardLineOnce
from hearth.handover.tests.conftest import HOUR

MIGRATION = import_module("hearth.handover.migrations.0002_taken_or_only_given")
SAYS = ("id", "given_at", "taken_at")


@pytest.fixture
def given(write, do, hub, team_member, night_worker, greeter, now):
    """Lines that were taken, given, carried on by others, taken at last, and put down."""
    lines = [write(team_member, owner_id=team_member.id, at=now - 5 * HOUR) for _ in range(3)]
    with acting_as(team_member):
        actions.hand_over(
            by=team_member, site=hub, to_id=night_worker.id, line_ids=[line.id for line in lines],
            handed_id=uuid7(), now=now - 4 * HOUR,
        )  # fmt: skip
    for line in lines:
        later = line.due_at + HOUR
        do(actions.carry_on, greeter, line, due_at=later, now=now - 3 * HOUR)
    do(actions.take_line, night_worker, lines[0], now=now - 2 * HOUR)
    do(actions.finish_line, greeter, lines[0], now=now - HOUR)
    do(actions.put_down, greeter, lines[1], now=now - HOUR)
    write(greeter, owner_id=night_worker.id, at=now - datetime.timedelta(minutes=5))


def test_taken_or_only_given_is_found_from_all_that_was_done(given):
    with as_the_owner(), connection.cursor() as cursor:
        before = [set(model.objects.values_list(*SAYS)) for model in (BoardLine, BoardLineOnce)]
        for model in (BoardLine, BoardLineOnce):
            model.objects.update(given_at=None, taken_at=None)
        for said in (MIGRATION.ONCES, MIGRATION.TAKEN, MIGRATION.LINES):
            cursor.execute(said)
        assert [
            set(model.objects.values_list(*SAYS)) for model in (BoardLine, BoardLineOnce)
        ] == before
