"""How many incidents there were, for whoever leads the network; and who says that one was seen."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django_tenants.utils import schema_context

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.incidents import actions, queries
from hearth.incidents.actions import IncidentRefused
from hearth.incidents.models import Incident
from hearth.incidents.tests.conftest import DAY
from hearth.incidents.tests.factories import IncidentFactory

COUNT = "SELECT * FROM incidents_counted('2000-01-01')"


class TestCounted:
    def test_by_site_and_month_without_a_word(
        self, client, page, hub, other_hub, hub_manager, network_lead, today
    ):
        def happened(site, kind, moment, **more):
            IncidentFactory(
                site=site, written_by=hub_manager, kind=kind, happened_at=moment, **more
            )

        last = datetime.datetime(2026, 6, 30, 23, 30, tzinfo=datetime.UTC)  # July in London
        happened(hub, "INCIDENT", last, what="Quill")
        happened(hub, "NEAR_MISS", datetime.datetime(2026, 7, 9, 12, tzinfo=datetime.UTC))
        happened(other_hub, "INCIDENT", datetime.datetime(2026, 7, 9, 12, tzinfo=datetime.UTC))
        happened(other_hub, "INCIDENT", datetime.datetime(2024, 7, 9, 12, tzinfo=datetime.UTC))
        with acting_as(network_lead):
            every, *sites = queries.incidents_counted(network_lead, today=datetime.date(2026, 8, 3))
            assert not Incident.objects.exists()
        july = datetime.date(2026, 7, 1)
        assert [len(one.months) for one in (every, *sites)] == [12] * 3
        assert [(one.site, one.incidents, one.near_misses) for one in (every, *sites)] == [
            ("", 2, 1), ("Acomb", 1, 1), ("Clifton", 1, 0),
        ]  # fmt: skip
        [month] = [each for each in every.months if each.incidents]
        assert month.begins == july
        shown = page(network_lead, "counted")
        assert "All sites together" in shown
        assert "Quill" not in shown
        client.force_login(network_lead)
        assert ">Incidents</a>" in client.get("/places/").content.decode()

    def test_is_for_nobody_else(
        self, page, hub, hub_manager, greeter, board_member, network_lead, happened
    ):
        happened(greeter)
        for worker in (hub_manager, greeter, board_member):
            page(worker, "counted", status=403)
            with acting_as(worker), connection.cursor() as cursor:
                cursor.execute(COUNT)
                assert cursor.fetchall() == []
            with acting_as(worker), pytest.raises(NotAllowed):
                queries.incidents_counted(worker, today=datetime.date(2026, 8, 3))
        refused = pytest.raises(DatabaseError, match="nobody acts here")
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(COUNT)
        with (
            acting_as(network_lead), schema_context("lincolnshire"), refused,
            transaction.atomic(), connection.cursor() as cursor,
        ):  # fmt: skip
            cursor.execute(COUNT)


class TestSeenByALeader:
    WORDS = "Something happened at Acomb"

    @pytest.fixture
    def second(self, hub, hub_manager):
        return GrantFactory(site=hub, role=Role.HUB_MANAGER, user__name="Hetty").user

    def test_what_one_manager_wrote_is_loud_to_the_other_until_they_have_seen_it(
        self, page, happened, hub_manager, second, now, today
    ):
        row = happened(hub_manager)
        assert self.WORDS in page(second, "learned")
        assert self.WORDS not in page(hub_manager, "learned")
        assert "I have seen it" not in page(hub_manager, "incident", row.id)
        with acting_as(hub_manager), pytest.raises(IncidentRefused, match="Somebody else"):
            actions.see_incident(by=hub_manager, incident=row, now=now, today=today)
        page(hub_manager, "seen", row.id, data={}, status=302)
        assert self.WORDS in page(second, "learned")
        page(second, "seen", row.id, data={}, status=302)
        assert self.WORDS not in page(second, "learned")

    def test_of_the_only_manager_is_seen_by_them(self, page, happened, hub_manager):
        happened(hub_manager)
        assert self.WORDS not in page(hub_manager, "learned")

    def test_is_loud_to_the_writer_once_nobody_else_leads(
        self, page, happened, hub_manager, second, today
    ):
        row = happened(hub_manager)
        with as_the_owner():
            second.grants.update(until_on=today - DAY)
        assert self.WORDS in page(hub_manager, "learned")
        page(hub_manager, "seen", row.id, data={}, status=302)
        assert self.WORDS not in page(hub_manager, "learned")

    def test_is_not_silenced_by_settling_it(self, page, happened, greeter, hub_manager, now, today):
        row = happened(greeter)
        with acting_as(greeter):
            actions.settle_incident(
                by=greeter, incident=row, look_again_on=None, now=now, today=today
            )
        assert self.WORDS in page(hub_manager, "learned")
        assert "I have seen it" in page(hub_manager, "incident", row.id)

    def test_is_never_said_by_somebody_else_past_the_page(
        self, happened, greeter, hub_manager, hub, charity, now
    ):
        happened(greeter)
        with acting_as(greeter), pytest.raises(DatabaseError), transaction.atomic():
            Incident.objects.update(seen_at=now, seen_by=greeter)
        row = Incident(
            site=hub, held_by=charity, kind="INCIDENT", happened_at=now, written_by=greeter,
            owner=greeter, readers=[greeter.id], seen_at=now, seen_by=greeter,
        )  # fmt: skip
        row.what = "Seen by nobody"
        with acting_as(greeter), pytest.raises(DatabaseError), transaction.atomic():
            row.save(force_insert=True)
