"""What pays for invented hubs and what they cost, with a month that nobody has typed yet."""

import pytest

from hearth.accounts.models import User
from hearth.commissioning import queries
from hearth.commissioning.months import month_of, moved, run_of
from hearth.demo.loading import load
from hearth.demo.tests.conftest import NOW
from hearth.demo.tests.test_on_the_desk import MANAGED
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.foundation.tests.factories import as_the_owner


@pytest.fixture
def lead(db, frozen):
    with as_the_owner():
        load(MANAGED, seed=1, now=NOW, tell=lambda: None)
        workers = User.objects.all()
        return next(each for each in workers if each.may_everywhere(Permission.KEEP_MONEY))


def test_the_lead_sees_spend_by_month_with_what_nobody_recorded(lead):
    last = moved(month_of(NOW.date()), -1)
    with acting_as(lead):
        first, *_ = queries.spent_at_hubs_seen(lead, months=run_of(last, 12))
        money = queries.overview(lead, today=NOW.date())
    assert first.how_many_recorded == 11
    assert first.months[-1].value is None
    assert first.months[0].value > 0
    assert money.to_type.site == first.site
    assert money.hubs[0].paid.until is not None
    assert money.due


def test_a_pot_has_decisions_with_what_was_declared(lead):
    with acting_as(lead):
        [row] = queries.pots_seen(lead)
        page = queries.pot_page(queries.get_pot(row.id, actor=lead), actor=lead)
    assert [bool(one.conflicts) for one in page.decisions] == [True, False]
    assert row.left == 31400
