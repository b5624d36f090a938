"""Each network has a list to look over, and a lead who is told of overdue crisis help."""

import pytest

from hearth.accounts.models import User
from hearth.demo import bringing
from hearth.demo.tests.conftest import SMALL
from hearth.exchange.models import BroughtList, ListState
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing.models import OwnAddress


@pytest.fixture
def brought(standing):
    bringing.lay(SMALL)


def test_a_list_waits_to_be_looked_over_and_has_something_of_each(brought, client):
    client.force_login(User.objects.get(username="lea"))
    with as_the_owner():
        row = BroughtList.objects.get()
        assert (row.state, row.source) == (ListState.TO_LOOK_OVER, bringing.SOURCE)
    html = client.get(f"/exchange/lists/{row.id}/").content.decode()

    assert "Table tennis after work" in html
    assert sum(row.counts.values()) == len(bringing.ROWS)
    assert (row.counts["new"], row.counts["refused"]) == (1, 2)


def test_the_lead_has_an_address_that_is_nobodys(brought):
    with as_the_owner():
        assert OwnAddress.objects.get().address == "lea@example.org"
