"""What only tests about introductions need."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.tests.factories import ServiceFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.introductions import actions, queries
from hearth.introductions.queries.said import IntroductionSaid, Whereto
from hearth.support.tests.factories import share_support

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def shared(jo, team_member):
    """Jo agreed that the team at Acomb may read what they do together."""
    return share_support(jo, by=team_member)


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user


@pytest.fixture
def team_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Clem").user


@pytest.fixture
def knitting(db):
    return ServiceFactory(name="Knit and natter")


@pytest.fixture
def introduce(shared, hub, knitting, now, today):
    """Introduce Jo to the knitting group, as somebody."""

    def begin(
        by, person, *, introduction_id=None, shown=None, instead_of=None, send_to="", missing=None,
        nobody=None, **said,
    ):  # fmt: skip
        usual = {
            "way": "IN_TOUCH", "whereto": Whereto(service_id=knitting.id), "from_site_id": hub.id,
            "owner_id": by.id, "next_step": "Ring Ada", "next_on": today + 7 * DAY,
            "answer_by": today + 5 * DAY,
        }  # fmt: skip
        with acting_as(by):
            return actions.introduce(
                by=by, person=person, said=IntroductionSaid(**usual | said), now=now, today=today,
                introduction_id=introduction_id or uuid7(), shown=shown, instead_of=instead_of,
                send_to=send_to, missing=missing, nobody=nobody,
            )  # fmt: skip

    return begin


@pytest.fixture
def stamp():
    def of(by, introduction):
        with acting_as(by):
            fresh = queries.get_introduction(introduction.id, person=introduction.person, actor=by)
            return queries.next_step_of(fresh).stamp

    return of


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, query="", **more):
        client.force_login(worker)
        address = reverse(f"introductions:{name}", args=args) + query
        response = client.get(address) if data is None else client.post(address, data, **more)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words
