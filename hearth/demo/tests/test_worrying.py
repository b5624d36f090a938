"""What people are worried about in the demonstration, and who may read it."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from hearth.accounts.models import User
from hearth.demo.loading import load
from hearth.demo.stories.worrying import id_of
from hearth.demo.tests.test_stories import WITH_A_HUB
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.safety.models import SafetyConcern, Worry


@pytest.mark.parametrize(
    ("username", "worries", "concerns"),
    [
        ("moe", {"open", "confidence"}, {"concern"}),
        ("tom", {"open"}, {"concern"}),
        ("gail", {"open"}, set()),
        ("ada", set(), set()),
        ("pip", set(), set()),
    ],
)
def test_each_worker_of_the_cast_sees_what_is_theirs(db, username, worries, concerns):
    now = timezone.now()
    begun = replace(WITH_A_HUB, first_date=now.date() - datetime.timedelta(days=30))
    with as_the_owner():
        load(begun, seed=1, now=now, tell=lambda: None)
    with acting_as(User.objects.get(username=username)):
        assert set(Worry.objects.values_list("id", flat=True)) == {id_of(one) for one in worries}
        seen = set(SafetyConcern.objects.values_list("id", flat=True))
        assert seen == {id_of(one) for one in concerns}
