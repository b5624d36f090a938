"""Whatever is erased, reports count what happened as they did before."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.support.models import ConversationWording, Counted, Goal, GoalWording, StrandChange
from hearth.support.tests.factories import SupportStrandFactory

MONTH = datetime.timedelta(days=30)


@pytest.fixture
def counted(hub, hub_manager, today):
    """Return what reports count, of this month and of the one before."""

    def answers():
        with acting_as(hub_manager), connection.cursor() as cursor:
            said = []
            for until in (today, today - MONTH):
                where = [[hub.id], until - MONTH, until]
                for asked in (
                    "SELECT * FROM evidence_support(%s::uuid[], %s, %s)",
                    "SELECT * FROM evidence_introductions(%s::uuid[], %s, %s)",
                    "SELECT month, counted FROM evidence_by_site_and_month(%s::uuid[], %s, %s)",
                ):
                    cursor.execute(asked, where)
                    said.append(sorted(map(str, cursor.fetchall())))
            return said

    return answers


@pytest.fixture
def helped(jo, hub, trust, team_member, greeter, today):
    """Jo came in, was helped by two organisations, took up a goal twice, and had a conversation."""
    VisitFactory(site=hub, person=jo, welcomed_by=greeter)
    held = {"person": jo, "held_by": jo.held_by}
    strand = SupportStrandFactory(
        site=hub, kind="PEER", state="WITH", since_on=today - MONTH, **held
    )
    other = SupportStrandFactory(
        site=hub, kind="CARER", state="WITH", since_on=today, person=jo, held_by=trust
    )
    met = {"state": "MET", "met_on": today, "ended_on": today, "next_on": None, "answer_by": None}
    IntroductionFactory(from_site=hub, owner=team_member, fitted="YES", **held, **met)
    with as_the_owner():
        for state, on in (
            ("WITH", today - MONTH), ("PAUSED", today - MONTH / 2), ("WITH", today - MONTH / 3),
        ):  # fmt: skip
            StrandChange.objects.create(
                support_strand=strand, state=state, changed_on=on, changed_by=team_member, **held
            )
        StrandChange.objects.create(
            support_strand=other, state="WITH", changed_on=today, changed_by=team_member,
            person=jo, held_by=trust,
        )  # fmt: skip
        goal = Goal(since_on=today, **held)
        goal.words = "Sleep"
        goal.save()
        for state, days in (("WORKING", 20), ("PAUSED", 15), ("WORKING", 10)):
            row = GoalWording(
                goal=goal, state=state, written_on=today - datetime.timedelta(days=days),
                written_by=team_member, **held,
            )  # fmt: skip
            row.words = "Sleep"
            row.save()
        talk = ConversationWording(
            part="MATTERS", written_at=timezone.now(), written_by=team_member, **held
        )
        talk.words = "The sea"
        talk.save()


def test_all_of_it_erased_the_counts_are_as_they_were(
    helped, counted, ask, jo, trust, decider, decide
):
    before = counted()
    assert "conversations" in str(before)
    row = ask()
    decide(decider, row, trust)
    assert counted() == before, "what one holder erased is counted, and nobody twice"
    assert decide(decider, row, jo.held_by).whole
    assert counted() == before
    with as_the_owner():
        ids = set(Counted.objects.values_list("whose", flat=True))
    assert len(ids) == 1
    assert jo.id not in ids
