"""What teams and people do together: as published for York, and for every worker's own day."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from hearth.accounts.models import User
from hearth.demo.loading import load
from hearth.demo.stories.seen import behind_the_walls
from hearth.demo.tests.conftest import SMALL
from hearth.demo.together.first_phase import (
    CONVERSATIONS,
    FIRST,
    GOALS,
    LAST,
    PARTS,
    published,
)
from hearth.demo.york import YORK
from hearth.evidence import queries
from hearth.evidence.period import Period
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person, Sharing
from hearth.support import models
from hearth.support.queries import my_people

FIRST_PHASE = Period(FIRST, LAST)
BEFORE = (models.ContactBefore, models.DueBefore, models.KeepBefore)
"""What something said before it was put right: invented people put nothing right."""
LAYERED = [each for each in models.ABOUT_SOMEONE if each not in BEFORE]


def load_as_owner(network):
    with as_the_owner():
        load(network, seed=1, now=timezone.now(), tell=lambda: None)


def report(username, period=FIRST_PHASE):
    with as_the_owner():
        actor = User.objects.get(username=username)
    with acting_as(actor), behind_the_walls():
        scope = queries.scope_for(actor, site="clarence-street")
        return queries.support_report(scope, period, actor=actor)


def test_yorks_first_phase_comes_out_of_the_rows_as_published(db):
    load_as_owner(YORK)
    facts = published()

    said = report("hari")

    counted = {row.name: row.people for row in said.strands}
    assert {GOALS, CONVERSATIONS, *(part.published for part in PARTS)} == set(facts)
    for part in PARTS:
        assert counted[part.own_name or part.kind.label] == str(facts[part.published]), part
    assert {row.label: row.goals for row in said.goals}["Recovery work"] == str(facts[GOALS])
    assert said.conversations == str(facts[CONVERSATIONS])
    with as_the_owner():
        gone = models.StrandChange.objects.filter(
            state="WITH", changed_on__range=(FIRST, LAST), support_strand__kind="SOCIAL_CARE"
        ).first()
        models.StrandChange.objects.filter(support_strand=gone.support_strand_id).delete()
    counted = {row.name: row.people for row in report("hari").strands}
    assert counted["Social care"] == str(facts["social care input"] - 1)
    assert {row.name: row.people for row in report("bo").strands}["Social care"] == "Fewer than 5"


@pytest.fixture
def small(db):
    """A hub with a good year behind it, by the database's own day."""
    today = timezone.localdate()
    load_as_owner(replace(SMALL, first_date=today - datetime.timedelta(days=300)))
    return today


def test_every_worker_has_a_day_of_their_own(small):
    with as_the_owner():
        tom = User.objects.get(username="tom")
    with acting_as(tom), behind_the_walls():
        mine = my_people(actor=tom, today=small)

    assert {keep.is_past for keep in mine.hellos} == {True, False}
    assert {one.is_past for one in mine.promises} == {True, False}
    assert mine.quiet
    assert len(mine.people) >= 8
    assert any(one.strands and one.last for one in mine.people)


def test_nothing_is_open_to_anybody_but_whom_they_agreed_it_with(small):
    with as_the_owner():
        for model in LAYERED:
            rows = model.objects.all()
            assert rows.count() > 2, model
            shared = set(Sharing.objects.values_list("person", flat=True))
            assert set(rows.values_list("person", flat=True)) <= shared
            assert not rows.filter(open_to=[]).exists()
        gail = User.objects.get(username="gail")
    with acting_as(gail), behind_the_walls():
        assert not any(model.objects.exists() for model in LAYERED)


def test_nothing_has_happened_that_is_yet_to_come_or_before_it_was_shared(small):
    now = timezone.now()
    with as_the_owner():
        assert not AuditLine.objects.filter(at__gt=now).exists()
        for model, day in (
            (models.Contact, "happened_on"), (models.StrandChange, "changed_on"),
            (models.GoalStep, "said_on"), (models.GoalWording, "written_on"),
            (models.Hello, "said_on"), (models.KeepInTouch, "agreed_on"),
            (models.Promise, "settled_on"),
        ):  # fmt: skip
            assert not model.objects.filter(**{f"{day}__gte": small}).exists(), model
            shared_on = dict(Sharing.objects.values_list("person", "recorded_at"))
            for person, on in model.objects.exclude(**{day: None}).values_list("person", day):
                assert on >= timezone.localdate(shared_on[person]), model
        met = dict(Person.objects.values_list("id", "recorded_at"))
        assert all(at >= met[person] for person, at in shared_on.items())
