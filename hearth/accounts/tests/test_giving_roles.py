"""Who may give which role where."""

import datetime

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from hearth.accounts import actions
from hearth.accounts.models import Grant, User
from hearth.accounts.roles import ROLES, Role
from hearth.accounts.tests.factories import GrantFactory, UserFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed, Permission

TODAY = datetime.date(2026, 3, 2)


@pytest.fixture
def kit(db):
    return UserFactory(name="Kit", username="kit")


class TestGivingARole:
    def test_at_a_site_opens_what_the_role_allows_there_alone(
        self, hub_manager, hub, other_hub, kit
    ):
        User.objects.filter(id=kit.id).update(added_by=hub_manager)
        kit.refresh_from_db()
        with acting_as(hub_manager):
            actions.give_role(by=hub_manager, worker=kit, role=Role.GREETER, site=hub)

        kit = User.objects.get(id=kit.id)
        assert kit.may(Permission.RECORD_VISIT, at=hub)
        assert not kit.may(Permission.RECORD_VISIT, at=other_hub)
        assert not kit.may(Permission.SEE_PEOPLE, at=hub)

    def test_at_another_managers_site_is_not_allowed(self, hub_manager, other_hub, kit):
        with acting_as(hub_manager), pytest.raises(NotAllowed):
            actions.give_role(by=hub_manager, worker=kit, role=Role.GREETER, site=other_hub)

    def test_for_the_whole_partnership_is_not_a_hub_managers_to_give(self, hub_manager, kit):
        with acting_as(hub_manager), pytest.raises(NotAllowed):
            actions.give_role(by=hub_manager, worker=kit, role=Role.NETWORK_LEAD, site=None)

    def test_of_the_whole_partnership_at_one_site_is_refused(self, network_lead, hub, kit):
        with acting_as(network_lead), pytest.raises(actions.WorkerRefused):
            actions.give_role(by=network_lead, worker=kit, role=Role.BOARD_MEMBER, site=hub)

    def test_of_a_site_for_the_whole_partnership_is_refused(self, network_lead, kit):
        with acting_as(network_lead), pytest.raises(actions.WorkerRefused):
            actions.give_role(by=network_lead, worker=kit, role=Role.GREETER, site=None)

    def test_twice_is_refused(self, network_lead, hub, kit):
        GrantFactory(user=kit, site=hub, role=Role.GREETER)
        with acting_as(network_lead), pytest.raises(actions.WorkerRefused, match="already"):
            actions.give_role(by=network_lead, worker=kit, role=Role.GREETER, site=hub)

    def test_again_after_it_was_over_is_fine(self, network_lead, hub, kit):
        GrantFactory(user=kit, site=hub, role=Role.GREETER, until_on=TODAY)
        with acting_as(network_lead):
            actions.give_role(
                by=network_lead, worker=kit, role=Role.GREETER, site=hub,
                from_on=TODAY + datetime.timedelta(days=1),
            )  # fmt: skip

        assert kit.grants.count() == 2

    def test_that_ends_before_it_begins_is_refused(self, network_lead, hub, kit):
        with acting_as(network_lead), pytest.raises(actions.WorkerRefused, match="last day"):
            actions.give_role(
                by=network_lead, worker=kit, role=Role.GREETER, site=hub,
                from_on=TODAY, until_on=TODAY - datetime.timedelta(days=1),
            )  # fmt: skip

    def test_that_begins_tomorrow_opens_nothing_today(self, hub, kit):
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        GrantFactory(user=kit, site=hub, role=Role.GREETER, from_on=tomorrow)

        assert not kit.may(Permission.RECORD_VISIT, at=hub)


class TestEndingARole:
    def test_closes_what_it_opened_and_stays_written_down(self, hub_manager, hub, greeter):
        grant = Grant.objects.get(user=greeter)
        with acting_as(hub_manager):
            actions.end_role(by=hub_manager, grant=grant, today=timezone.localdate())

        greeter = User.objects.get(id=greeter.id)
        assert not greeter.may(Permission.RECORD_VISIT, at=hub)
        assert Grant.objects.filter(id=grant.id).exists()

    def test_of_ones_own_is_refused(self, hub_manager):
        grant = Grant.objects.get(user=hub_manager)
        with acting_as(hub_manager), pytest.raises(actions.WorkerRefused):
            actions.end_role(by=hub_manager, grant=grant, today=TODAY)


class TestASignInWithoutARole:
    """A lead adds a new lead: no manager of a site may come in between."""

    @pytest.fixture
    def new_lead(self, network_lead):
        with acting_as(network_lead):
            return actions.add_worker(
                by=network_lead, username="lena", name="Lena", password="kettle ladder orchid"
            )

    def test_is_not_another_managers_to_keep(self, client, hub_manager, hub, new_lead):
        for act in (
            lambda: actions.set_password_of(
                by=hub_manager, worker=new_lead, password="orchid ladder kettle"
            ),
            lambda: actions.switch_worker(by=hub_manager, worker=new_lead, on=False),
            lambda: actions.give_role(by=hub_manager, worker=new_lead, role=Role.GREETER, site=hub),
        ):
            with acting_as(hub_manager), pytest.raises(NotAllowed):
                act()
        client.force_login(hub_manager)
        assert client.get(f"/workers/{new_lead.id}/password/").status_code == 404
        assert "Lena" not in client.get("/workers/").content.decode()

    def test_is_kept_by_whoever_added_it(self, hub_manager):
        with acting_as(hub_manager):
            kit = actions.add_worker(
                by=hub_manager, username="kit", name="Kit", password="kettle ladder orchid"
            )
            actions.set_password_of(by=hub_manager, worker=kit, password="orchid ladder kettle")
        assert User.objects.get(id=kit.id).check_password("orchid ladder kettle")

    def test_is_kept_by_whoever_keeps_workers_everywhere(self, network_lead, kit):
        with acting_as(network_lead):
            actions.set_password_of(by=network_lead, worker=kit, password="orchid ladder kettle")
        assert User.objects.get(id=kit.id).check_password("orchid ladder kettle")


class TestTwoAtOnce:
    def test_who_add_the_same_name_are_told_so(self, network_lead, kit, monkeypatch):
        """As it is for the second, who looked before the first had written it down."""
        monkeypatch.setattr(QuerySet, "exists", lambda self: False)
        with acting_as(network_lead), pytest.raises(actions.WorkerRefused, match="already signs"):
            actions.add_worker(
                by=network_lead, username="kit", name="Kit", password="kettle ladder orchid"
            )


class TestSwitchingOff:
    def test_is_not_for_a_manager_of_only_one_of_their_sites(
        self, hub_manager, hub, other_hub, greeter
    ):
        GrantFactory(user=greeter, site=other_hub, role=Role.GREETER)
        with acting_as(hub_manager), pytest.raises(NotAllowed):
            actions.switch_worker(by=hub_manager, worker=greeter, on=False)


class TestPages:
    def test_a_manager_adds_a_worker_and_gives_a_role(self, client, hub_manager, hub):
        client.force_login(hub_manager)
        form = {"name": "Kit", "username": "Kit", "password": "kettle ladder orchid"}
        response = client.post("/workers/new/", form)

        kit = User.objects.get(username="kit")
        assert response["Location"] == f"/workers/{kit.id}/role/"
        response = client.post(response["Location"], {"role": "GREETER", "site": str(hub.id)})
        assert response.status_code == 302
        page = client.get("/workers/").content.decode()
        assert "Kit" in page
        assert "Greeter, Acomb" in page

    def test_a_worker_of_another_site_is_not_there(self, client, hub_manager, greeter_elsewhere):
        client.force_login(hub_manager)

        assert client.get(f"/workers/{greeter_elsewhere.id}/").status_code == 404
        assert "Bea" not in client.get("/workers/").content.decode()

    def test_the_list_takes_the_same_number_of_questions_however_long(
        self, client, network_lead, hub, django_assert_max_num_queries
    ):
        for _ in range(20):
            GrantFactory(site=hub, role=Role.GREETER)
        client.force_login(network_lead)

        with django_assert_max_num_queries(14):
            client.get("/workers/")


def test_every_role_has_a_sentence_and_something_it_allows():
    assert set(ROLES) == set(Role)
    for rules in ROLES.values():
        assert rules.sentence.endswith(".")
        assert rules.allows


def test_no_role_but_the_information_governance_leads_reads_the_trail():
    readers = {role for role, rules in ROLES.items() if Permission.READ_TRAIL in rules.allows}
    assert readers == {Role.INFORMATION_GOVERNANCE_LEAD}
