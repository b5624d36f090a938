"""The first page after signing in, for each role."""

import pytest

from hearth.accounts.roles import ROLES, Role
from hearth.accounts.tests.factories import GrantFactory, UserFactory

FIRST_PAGES = {
    Role.GREETER: "/welcome/",
    Role.TEAM_MEMBER: "/today/",
    Role.HUB_MANAGER: "/today/",
    Role.CONNECTOR: "/today/",
    Role.PARTNER_WORKER: None,
    Role.NETWORK_LEAD: "/reports/attendance",
    Role.BOARD_MEMBER: "/reports/attendance",
    Role.INFORMATION_GOVERNANCE_LEAD: "/trail/",
    Role.SAFEGUARDING_LEAD: "/today/",
}
"""None: the page itself, with where they may go."""


@pytest.mark.parametrize("role", Role)
def test_a_day_begins_where_the_role_works(client, hub, other_hub, role):
    site = None if ROLES[role].whole_partnership_only else hub
    client.force_login(GrantFactory(site=site, role=role).user)

    response = client.get("/team/", follow=True)

    assert response.status_code == 200
    arrived = [address for address, status in response.redirect_chain]
    assert arrived == ([FIRST_PAGES[role]] if FIRST_PAGES[role] else [])


def test_somebody_of_two_roles_begins_with_the_work_at_hand(client, hub):
    worker = GrantFactory(site=None, role=Role.NETWORK_LEAD).user
    GrantFactory(user=worker, site=hub, role=Role.TEAM_MEMBER)
    client.force_login(worker)

    assert client.get("/team/")["Location"] == "/today/"


def test_somebody_without_a_role_is_told_whom_to_ask(client):
    client.force_login(UserFactory())

    assert "nobody has given you a role yet" in client.get("/team/").content.decode()


@pytest.mark.parametrize(
    ("role", "whom"),
    [
        (Role.GREETER, "Ask your hub manager, or whoever"),
        (Role.HUB_MANAGER, "Ask your network lead, or whoever"),
        (Role.CONNECTOR, "Ask your network lead, or whoever"),
        (Role.NETWORK_LEAD, "Ask whoever"),
        (Role.BOARD_MEMBER, "Ask whoever"),
    ],
)
def test_nobody_is_told_to_ask_themselves(client, hub, role, whom):
    site = None if ROLES[role].whole_partnership_only else hub
    client.force_login(GrantFactory(site=site, role=role).user)

    assert f"Stuck? {whom} looks after Hearth" in client.get("/roles/").content.decode()
    closed = client.get("/places/acomb/times/" if role == Role.GREETER else "/sheets/none/")
    assert "your hub manager" not in closed.content.decode()


@pytest.mark.parametrize(
    ("role", "is_there"),
    [(Role.GREETER, True), (Role.SAFEGUARDING_LEAD, True), (Role.PARTNER_WORKER, False)],
)
def test_who_is_in_the_building_is_in_the_menu_of_those_who_may_see(client, hub, role, is_there):
    client.force_login(GrantFactory(site=hub, role=role).user)

    assert ('href="/building/"' in client.get("/roles/").content.decode()) is is_there
