"""When hellos were due before that was kept: what was agreed, and slips of the finger, tell it."""

import datetime
from dataclasses import replace
from importlib import import_module

from django.apps import apps

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.support import actions, queries
from hearth.support.models import DueBefore

MINUTE = datetime.timedelta(minutes=1)
keeping = import_module("hearth.support.migrations.0141_when_those_were_due_before")


def kept():
    rows = DueBefore.objects.order_by("changed_at")
    return list(rows.values_list("keep", "says_hello__name", "next_on", "changed_at"))


def test_is_what_was_kept_since(agree, hello, shared, team_member, colleague, jo, sam, now, today):
    keep = agree(team_member, jo)
    said = hello(team_member, keep)
    with acting_as(team_member):
        actions.take_back_hello(by=team_member, keep=keep, hello=said, now=now)
        keep.refresh_from_db()
        actions.stop_hellos(by=team_member, keep=keep, now=now + MINUTE, today=today)
        was = queries.keep_said(keep)
        actions.agree_keep_in_touch(
            by=team_member, person=jo, said=replace(was, says_hello_id=colleague.id),
            stamp=was.stamp, now=now + 2 * MINUTE, today=today,
        )  # fmt: skip
    with as_the_owner():
        before = kept()
        DueBefore.objects.all().delete()
        keeping.keep_when_they_were_due(apps, None)
        assert kept() == before
    assert len(before) == 3
    assert before[0][2] > today
    assert [due_on for _, _, due_on, _ in before].count(None) == 1
