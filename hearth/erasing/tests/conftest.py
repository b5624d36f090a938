"""What only tests about erasing need."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.erasing import actions
from hearth.erasing.actions.asking import Asked
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.tests.factories import OrganisationFactory
from hearth.support.models import Goal, GoalStep


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def today(now):
    return timezone.localdate(now)


@pytest.fixture
def trust(db):
    """A second organisation that holds something."""
    return OrganisationFactory(name="Trust")


@pytest.fixture
def decider(db):
    """Who decides with whoever asked; of no organisation that holds something."""
    role = Role.INFORMATION_GOVERNANCE_LEAD
    return GrantFactory(site=None, role=role, user__name="Dot", user__works_for=None).user


@pytest.fixture
def ask(hub_manager, jo, now):
    """Ask that what is held about Jo be erased."""

    def asked(by=hub_manager, *, person=jo, why="NOT_NEEDED", words="Jo asked us", **more):
        with acting_as(by):
            said = Asked(why, more.pop("asked_for", "PERSON"), words, **more)
            return actions.ask_erasing(by=by, person_id=person.id, asked=said, now=now)

    return asked


@pytest.fixture
def decide(now):
    def decided(by, row, holder, *, erase=True, **more):
        with acting_as(by):
            said = actions.Decided(erase, **more)
            return actions.decide(
                by=by, erasure_id=row.id, holder_id=holder.id, decided=said, now=now
            )

    return decided


@pytest.fixture
def of_the_trust(jo, trust, team_member, now):
    """A goal that the charity holds, with a step that the trust wrote."""
    with as_the_owner():
        goal = Goal(person=jo, held_by=jo.held_by, since_on=timezone.localdate())
        goal.words = "Walk to the sea"
        goal.save()
        step = GoalStep(
            person=jo, held_by=trust, goal=goal, said_on=timezone.localdate(),
            written_by=team_member,
        )  # fmt: skip
        step.words = "As far as the bridge"
        step.save()
    return step


@pytest.fixture
def page(client):
    """Return a page's words, for a worker."""

    def words(worker, name, *args, status=200, data=None, **more):
        client.force_login(worker)
        address = reverse(f"erasing:{name}", args=args)
        response = client.get(address) if data is None else client.post(address, data, **more)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words
