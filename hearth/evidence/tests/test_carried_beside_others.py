"""Whoever carries much is said to, however small the team."""

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.evidence import queries
from hearth.evidence.queries.introducing import _is_much
from hearth.foundation.acting import acting_as
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.support.tests.factories import share_support


def test_one_of_two_is_compared_with_the_other(hub, jo, hub_manager, team_member):
    ola = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Ola").user
    share_support(jo, by=team_member)
    more = {"person": jo, "held_by": jo.held_by, "from_site": hub}
    for _ in range(12):
        IntroductionFactory(owner=team_member, **more)
    IntroductionFactory(owner=ola, **more)

    with acting_as(hub_manager):
        scope = queries.scope_for(hub_manager, site=hub.slug)
        rows = queries.carried(scope, actor=hub_manager, today=timezone.localdate())

    assert [(row.going, row.is_much) for row in rows] == [(12, True), (1, False)]


@pytest.mark.parametrize(
    ("going", "working", "is_much"),
    [
        ({"a": 60, "b": 1}, "ab", True),
        ({"a": 60}, "ab", True),
        ({"a": 60}, "a", False),
        ({"a": 4, "b": 1}, "ab", False),
        ({"a": 12, "b": 6}, "ab", False),
        ({"a": 13, "b": 6}, "ab", True),
        ({"a": 13, "b": 12, "c": 1}, "abc", False),
    ],
    ids=str,
)
def test_beside_what_is_usual_among_the_others(going, working, is_much):
    assert _is_much("a", going, set(working)) is is_much
