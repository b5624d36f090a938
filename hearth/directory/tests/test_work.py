"""What a connector did, written down, walled off and counted."""

import datetime

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.actions import work as actions
from hearth.directory.finding.lexicon import forget
from hearth.directory.models import (
    Confirmation,
    How,
    Outing,
)
from hearth.directory.queries import work as queries
from hearth.directory.tests.factories import (
    LocationFactory,
    ProviderFactory,
    ServiceFactory,
)
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import Site

Did = Outing.Did


def written(worker, on, did=Did.SPOKE, *, note="", **facts):
    row = Outing(by=worker, on=on, did=did, **facts)
    if note:
        row.note = note
    with as_the_owner():
        row.save()
    return row


class TestWritingDown:
    @pytest.fixture
    def church(self, db):
        return ProviderFactory(name="Acomb Parish Church")

    def test_with_an_organisation_that_we_know(self, connector, church, today):
        with acting_as(connector):
            outing = actions.note_outing(
                by=connector, did=Did.SPOKE, whom=" acomb parish  church", minutes=15,
                note="They have a kitchen",
            )  # fmt: skip
            assert (outing.provider, outing.on, outing.minutes) == (church, today, 15)
            assert outing.note == "They have a kitchen"
            [read] = queries.own_outings(actor=connector)
        assert (read.whom, read.note) == ("Acomb Parish Church", "They have a kitchen")
        with as_the_owner():
            line = AuditLine.objects.get()
            assert (line.actor_id, line.verb) == (connector.id, "noted")

    def test_at_a_place_that_we_know(self, connector):
        hall = LocationFactory(name="Foxwood Hall")
        with acting_as(connector):
            assert (
                actions.note_outing(by=connector, did=Did.VISITED, whom="Foxwood hall").location
                == hall
            )

    def test_in_a_neighbourhood(self, connector, hub):
        with as_the_owner():
            Site.objects.update(neighbourhoods=["Acomb", "Foxwood"])
        with acting_as(connector):
            outing = actions.note_outing(by=connector, did=Did.OUTREACH, whom="foxwood")
        assert (outing.neighbourhood, outing.note) == ("Foxwood", "")

    def test_whom_we_do_not_know_goes_into_the_note(self, connector):
        forget()
        with acting_as(connector):
            outing = actions.note_outing(
                by=connector, did=Did.FOUND, whom="Knit and natter", note="Upstairs, Thursdays"
            )
        assert outing.note == "Knit and natter: Upstairs, Thursdays"

    def test_the_note_is_sealed(self, connector):
        with acting_as(connector):
            actions.note_outing(by=connector, did=Did.MET, note="The vicar and the chemist")
        with as_the_owner():
            assert b"vicar" not in bytes(Outing.objects.get().note_sealed)

    @pytest.mark.parametrize(
        ("facts", "says"),
        [
            ({}, "Say with whom or where"),
            ({"note": "  "}, "Say with whom or where"),
            ({"note": "A", "minutes": 0}, "in minutes"),
            ({"note": "A", "minutes": 1441}, "in minutes"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, connector, facts, says):
        with acting_as(connector), pytest.raises(actions.WorkRefused, match=says):
            actions.note_outing(by=connector, did=Did.SPOKE, **facts)

    def test_nothing_is_written_of_tomorrow(self, connector, today, days):
        with acting_as(connector), pytest.raises(actions.WorkRefused, match="still to come"):
            actions.note_outing(by=connector, did=Did.SPOKE, note="A", on=today + days(1))

    def test_a_greeter_has_no_such_work(self, greeter):
        with acting_as(greeter):
            with pytest.raises(NotAllowed):
                actions.note_outing(by=greeter, did=Did.SPOKE, note="A")
            with pytest.raises(NotAllowed):
                queries.own_outings(actor=greeter)

    def test_one_s_own_is_taken_back_and_nobody_else_s(self, connector, other_connector, today):
        mine, hers = written(connector, today), written(other_connector, today)
        with acting_as(connector):
            actions.remove_outing(by=connector, outing=mine)
            with pytest.raises(NotAllowed):
                actions.remove_outing(by=connector, outing=hers)
            with pytest.raises(Outing.DoesNotExist):
                queries.own_outing(hers.id, actor=connector)
            assert list(Outing.objects.all()) == [hers]


class TestTheWall:
    def test_nobody_writes_in_another_s_name(self, connector, other_connector, today):
        row = Outing(by=other_connector, on=today, did=Did.SPOKE)
        with acting_as(connector), pytest.raises(ProgrammingError), transaction.atomic():
            row.save(force_insert=True)

    def test_nobody_changes_what_another_wrote(self, connector, other_connector, today):
        hers = written(other_connector, today)
        with acting_as(connector):
            assert Outing.objects.filter(id=hers.id).update(minutes=5) == 0
            assert Outing.objects.filter(id=hers.id).delete()[0] == 0

    def test_who_does_not_see_needs_reads_nobody_s_notes(self, greeter, connector, today):
        written(connector, today, note="Private to the connectors")
        with acting_as(greeter):
            assert not Outing.objects.exists()


class TestReport:
    @pytest.fixture
    def two_months(self, connector, other_connector, today, days):
        self.this, self.last = today.replace(day=1), today.replace(day=1) - days(1)
        written(connector, self.this, minutes=30)
        written(connector, self.this, Did.VISITED)
        written(other_connector, self.last, Did.FOUND, minutes=60)
        written(other_connector, today - days(500))
        with as_the_owner():
            service = ServiceFactory()
            Confirmation.objects.create(service=service, on=self.this, how=How.PHONE, by=connector)
            Confirmation.objects.create(service=service, on=self.this, how=How.LINK)

    def report(self, actor, today):
        with acting_as(actor):
            return queries.work_report(actor=actor, today=today)

    def test_the_board_reads_counts_and_no_names(self, board_member, today, two_months):
        report = self.report(board_member, today)

        assert len(report.months) == 12
        this, last = report.months[:2]
        assert this.begins == today.replace(day=1)
        assert (this.did, this.minutes, this.confirmed) == ([1, 1, 0, 0, 0], 30, 1)
        assert (last.did, last.minutes, last.confirmed) == ([0, 0, 1, 0, 0], 60, 0)
        assert (report.outings, report.minutes) == (3, 90)
        assert report.workers == []

    def test_a_connector_reads_their_own_line(self, connector, today, two_months):
        assert [each.name for each in self.report(connector, today).workers] == ["Con"]

    def test_a_manager_reads_those_of_their_site(self, hub_manager, today, two_months):
        assert [each.name for each in self.report(hub_manager, today).workers] == ["Con"]

    def test_the_lead_reads_all(self, network_lead, today, two_months):
        workers = self.report(network_lead, today).workers
        assert [(each.name, each.outings) for each in workers] == [("Con", 2), ("Cora", 1)]

    def test_a_greeter_reads_none(self, greeter, today):
        with pytest.raises(NotAllowed):
            self.report(greeter, today)

    def test_january_s_months_go_back_over_the_year(self, board_member):
        report = self.report(board_member, datetime.date(2027, 1, 15))
        assert report.since == datetime.date(2026, 2, 1)

    def test_twenty_workers_are_asked_for_as_one(self, network_lead, hub, today, two_months):
        def asked():
            with acting_as(network_lead), CaptureQueriesContext(connection) as asked:
                queries.work_report(actor=network_lead, today=today)
            return len(asked)

        before = asked()
        for number in range(20):
            worker = GrantFactory(site=hub, role=Role.CONNECTOR, user__name=f"W{number}").user
            written(worker, today)
        assert asked() == before
