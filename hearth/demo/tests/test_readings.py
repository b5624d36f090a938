"""York's published figures come out of the demonstration's rows, with their intervals."""

import pytest
from django.utils import timezone

from hearth.accounts.models import User
from hearth.demo.loading import load
from hearth.demo.stories.seen import behind_the_walls
from hearth.demo.york import YORK
from hearth.evidence import queries
from hearth.evidence.period import Period, last_twelve_months
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox.models import Letter
from hearth.outcomes.models import Reading


@pytest.fixture
def york(db):
    with as_the_owner():
        load(YORK, seed=1, now=timezone.now(), tell=lambda: None)


def report(username):
    today = timezone.localdate()
    with as_the_owner():
        actor = User.objects.get(username=username)
    with acting_as(actor), behind_the_walls():
        scope = queries.scope_for(actor, site="clarence-street")
        period = Period(last_twelve_months(today).first, today)
        return queries.change_report(scope, period, actor=actor)


def test_yorks_published_figures_come_out_of_the_rows(york):
    said = report("hari")
    [reqol] = [one for one in said.scores if one.title == "ReQoL-10"]
    nhs = next(rule for rule in reqol.rules if rule.name == "NHS England’s rule")
    improved = next(row for row in nhs.rows if row.label == "Reliably improved")
    goals = next(one for one in said.together if one.name.startswith("Goals"))
    progress = next(row for row in goals.rows if row.label == "Reliable progress")

    assert (improved.people, improved.share) == ("11 of 13", "84.6%, from 57.8% to 95.7%")
    assert (progress.people, progress.share) == ("24 of 33", "72.7%, from 55.8% to 84.9%")
    assert (reqol.first, reqol.paired) == ("16", "13")
    with as_the_owner():
        assert Reading.objects.filter(measure="phq-9").exists()
        assert not Letter.objects.filter(kind="ANSWERED", done_at=None).exists()
