"""What only tests about people need."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import findable, standing
from hearth.people.tests.factories import PersonFactory
from hearth.places.tests.factories import OrganisationFactory


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, query="", **more):
        client.force_login(worker)
        address = reverse(f"people:{name}", args=args) + query
        response = client.get(address) if data is None else client.post(address, data, **more)
        assert response.status_code == status, response.content.decode()[:2000]
        return response.content.decode()

    return words


@pytest.fixture
def john(hub):
    return PersonFactory(known_as="John", sites=[hub])


@pytest.fixture
def mind(db):
    return OrganisationFactory(name="York Mind")


@pytest.fixture
def partner(mind, hub):
    """Works for a partner, in no hub's team."""
    return GrantFactory(
        site=hub, role=Role.PARTNER_WORKER, user__name="Pia", user__works_for=mind
    ).user


@pytest.fixture
def team_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Clem").user


@pytest.fixture
def team_of_both(hub, other_hub):
    """Somebody who works at Acomb and at Clifton."""
    worker = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Toni").user
    GrantFactory(user=worker, site=other_hub, role=Role.TEAM_MEMBER)
    return worker


@pytest.fixture
def all_is_true(db, today):
    """Check, at the end of a test, that the arrays and the names to search say what they should."""
    yield
    with as_the_owner():
        assert standing.untrue(today=today) == []
        assert findable.count_untrue() == 0
