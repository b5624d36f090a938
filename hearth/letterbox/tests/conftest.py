"""What only tests about the letterbox need."""

import datetime
from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory, UserFactory
from hearth.foundation.identifiers import uuid7
from hearth.letterbox import actions
from hearth.letterbox.queries import LetterSaid
from hearth.letterbox.tests.acting import acting_as
from hearth.people.models import Person

MINUTE = datetime.timedelta(minutes=1)


@dataclass(frozen=True)
class OnTheirOwnPages:
    """A person who acts on their own pages: nobody of any team."""

    user: User
    person: Person
    audiences = ()

    @property
    def id(self):
        return self.user.id

    @property
    def label(self):
        return self.user.name

    @property
    def themselves(self):
        return self.person.id

    def may(self, permission, *, at):
        return False

    def may_somewhere(self, permission):
        return False

    def may_everywhere(self, permission):
        return False

    def places_where(self, permission):
        return ()


@pytest.fixture
def themselves():
    return lambda person: OnTheirOwnPages(UserFactory(name="Themselves"), person)


@pytest.fixture
def jo_herself(jo, themselves):
    return themselves(jo)


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def always_open(hub):
    """The hub is open day and night."""
    hub.always_open = True
    hub.save()
    return hub


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Cole").user


@pytest.fixture
def write(always_open, hub, team_member, now):
    """Write to the hub, as somebody. Tariq reads there."""

    def to_hub(by, person, *, kind="MESSAGE", letter_id=None, site=None, at=None, **said):
        if kind != "WORST_DAY":
            said = {"words": "Could somebody ring me?"} | said
        with acting_as(by):
            return actions.write_letter(
                by=by, person=person, site=site or hub, said=LetterSaid(kind, **said),
                letter_id=letter_id or uuid7(), now=at or now,
            )  # fmt: skip

    return to_hub


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, query="", **more):
        client.force_login(worker)
        address = reverse(f"letterbox:{name}", args=args) + query
        response = client.get(address) if data is None else client.post(address, data, **more)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words
