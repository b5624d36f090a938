"""What only tests about people's rights need."""

import datetime

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.rights import actions
from hearth.rights.jobs import gather_everything
from hearth.rights.models import Pack, PackRow, RightsRequest

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture(autouse=True)
def jobs():
    """Keep what is put off, for a test to look at."""
    with app.replace_connector(InMemoryConnector()) as keeping:
        yield keeping.connector.jobs


@pytest.fixture
def governance(hub):
    return GrantFactory(site=None, role=Role.INFORMATION_GOVERNANCE_LEAD, user__name="Ines").user


@pytest.fixture
def ask(jo, hub, team_member, now, today):
    """Write down that Jo asked, as somebody of Acomb's team unless another is named."""

    def begin(asks="ACCESS", by=team_member, *, person=jo, site=hub, request_id=None, **said):
        said = {"asks": asks, "asked_on": today} | said
        with acting_as(by):
            return actions.ask_about_rights(
                by=by, person=person, said=actions.Asked(**said), site=site,
                request_id=request_id or uuid7(), now=now, today=today,
            )  # fmt: skip

    return begin


@pytest.fixture
def gathered(ask):
    """Everything about Jo, gathered."""
    return gather(ask())


def gather(request):
    """Gather everything for a request, as the job does, and return the pack."""
    gather_everything(request.id, again=True)
    return latest(request)


def read_through(pack, *, by, now):
    """Let somebody read every line, and give it as it stands."""
    with as_the_owner():
        rows = PackRow.objects.filter(pack=pack, decided="").exclude(flag="")
        rows.update(decided="GIVE", decided_by=by, decided_at=now)


def release(pack, *, by, now, **harm):
    """Look a second time, once a health professional was asked of the whole."""
    asked = {
        "professional": "Dr Osei, her GP", "asked_on": timezone.localdate(now), "answer": "NONE",
    }  # fmt: skip
    with acting_as(by):
        actions.release(
            by=by, pack=pack, harm=actions.HarmAsked(**(asked | harm)), now=now,
            today=timezone.localdate(now),
        )  # fmt: skip


def latest(request):
    with as_the_owner():
        found = Pack.objects.filter(request_id=request.id).order_by("-id")
        return found.select_related("request__site", "site").first()


def afresh(request):
    with as_the_owner():
        return RightsRequest.objects.select_related("site").get(id=request.id)
