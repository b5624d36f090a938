"""Somebody comes in: known, new, without a name, or in a group."""

import datetime
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions
from hearth.frontdoor.actions import VisitRefused
from hearth.frontdoor.models import Headcount, Source, Visit
from hearth.people.models import Acquaintance, Person
from hearth.people.tests.factories import PersonFactory
from hearth.places.models import SiteStatus
from hearth.places.tests.factories import SiteFactory


@pytest.fixture(autouse=True)
def _the_greeter_acts(greeter):
    with acting_as(greeter):
        yield


def audit_verbs(subject):
    with as_the_owner():
        lines = AuditLine.objects.filter(subject_id=subject.id).order_by("at", "id")
        return [line.verb for line in lines]


class TestJustPoppingIn:
    def test_needs_no_name(self, hub, greeter, now):
        visit = actions.record_visit(by=greeter, site=hub, now=now)

        assert Visit.objects.get() == visit
        assert visit.person is None
        assert visit.arrived_at == now
        assert visit.welcomed_by_id == greeter.id
        assert visit.source == Source.DOOR

    def test_is_held_by_the_organisation_that_runs_the_site(self, hub, greeter, now, charity):
        visit = actions.record_visit(by=greeter, site=hub, now=now)

        assert visit.held_by_id == charity.id

    def test_is_written_in_the_audit_trail(self, hub, greeter, now):
        visit = actions.record_visit(by=greeter, site=hub, now=now)

        with as_the_owner():
            line = AuditLine.objects.get(subject_id=visit.id)
        assert (line.actor_id, line.verb, line.place_id) == (greeter.id, "recorded", hub.id)

    def test_takes_one_statement(self, hub, greeter, now):
        with CaptureQueriesContext(connection) as asked:
            actions.record_visit(by=greeter, site=hub, now=now, visit_id=uuid7())

        [statement] = [query["sql"] for query in asked]
        assert re.findall(r'INTO "(\w+)"', statement) == ["frontdoor_visit", "foundation_auditline"]

    @pytest.mark.parametrize("role", ["board_member", "network_lead", "safeguarding_lead"])
    def test_is_not_written_down_by_those_who_do_not_welcome(self, hub, now, role, request):
        with pytest.raises(NotAllowed):
            actions.record_visit(by=request.getfixturevalue(role), site=hub, now=now)

    def test_is_not_written_down_by_a_greeter_of_another_hub(self, hub, now, greeter_elsewhere):
        with pytest.raises(NotAllowed):
            actions.record_visit(by=greeter_elsewhere, site=hub, now=now)


class TestTheMoment:
    @pytest.mark.parametrize(
        ("arrived", "day", "hour"),
        [
            ("2026-01-05T23:30:00+00:00", "2026-01-05", 23),
            ("2026-07-06T23:30:00+00:00", "2026-07-07", 0),  # half past midnight in summer
            ("2026-10-25T01:30:00+00:00", "2026-10-25", 1),  # the clocks have just gone back
        ],
    )
    def test_is_counted_by_the_clock_in_england(self, hub, greeter, arrived, day, hour):
        moment = datetime.datetime.fromisoformat(arrived)

        visit = actions.record_visit(by=greeter, site=hub, now=moment)

        assert str(visit.arrived_on) == day
        assert visit.arrived_hour == hour

    def test_may_be_an_hour_ago(self, hub, greeter, now, minutes):
        visit = actions.record_visit(by=greeter, site=hub, now=now, arrived_at=minutes(-60))

        assert visit.arrived_at == minutes(-60)

    def test_cannot_be_in_the_future(self, hub, greeter, now, minutes):
        with pytest.raises(VisitRefused, match="not come yet"):
            actions.record_visit(by=greeter, site=hub, now=now, arrived_at=minutes(1))

    def test_may_be_fourteen_days_ago(self, hub, greeter, now):
        arrived_at = now - datetime.timedelta(days=14)

        assert actions.record_visit(by=greeter, site=hub, now=now, arrived_at=arrived_at)

    def test_cannot_be_fifteen_days_ago(self, hub, greeter, now):
        arrived_at = now - datetime.timedelta(days=15)

        with pytest.raises(VisitRefused, match="more than 14 days"):
            actions.record_visit(by=greeter, site=hub, now=now, arrived_at=arrived_at)

    def test_may_be_the_day_the_site_opened(self, hub, greeter, now):
        hub.opened_on = timezone.localdate(now)

        assert actions.record_visit(by=greeter, site=hub, now=now)

    def test_cannot_be_before_the_site_opened(self, hub, greeter, now):
        hub.opened_on = timezone.localdate(now) + datetime.timedelta(days=1)

        with pytest.raises(VisitRefused, match="had not opened"):
            actions.record_visit(by=greeter, site=hub, now=now)

    def test_cannot_be_at_a_site_that_is_still_being_planned(self, hub, greeter, now):
        hub.status = SiteStatus.PLANNED

        with pytest.raises(VisitRefused, match="being planned"):
            actions.record_visit(by=greeter, site=hub, now=now)


class TestSomebodyKnown:
    def test_is_welcomed_by_name(self, hub, greeter, now, jo):
        visit = actions.record_visit(by=greeter, site=hub, now=now, person=jo)

        assert Visit.objects.get().person == jo
        assert visit.person == jo

    def test_is_known_here_since_the_first_welcome_and_last_seen_today(self, hub, greeter, now):
        person = PersonFactory(known_as="Ada", sites=[hub], acquainted=datetime.date(2026, 1, 1))
        Acquaintance.objects.filter(person=person).update(since=datetime.date(2026, 1, 1))

        actions.record_visit(by=greeter, site=hub, now=now, person=person)

        known = Acquaintance.objects.get(person=person)
        assert known.since == datetime.date(2026, 1, 1)
        assert known.last_welcomed_on == timezone.localdate(now)

    def test_found_by_what_they_said_is_known_here_from_now_on(self, hub, other_hub, greeter, now):
        stranger = PersonFactory(known_as="Ada", sites=[other_hub])
        reveal([stranger.id])

        actions.record_visit(by=greeter, site=hub, now=now, person=stranger)

        with acting_as(greeter):
            assert Person.objects.get().known_at == [other_hub.id, hub.id]

    def test_cannot_be_somebody_the_greeter_may_not_see(self, hub, other_hub, greeter, now):
        stranger = PersonFactory(known_as="Ada", sites=[other_hub])

        with pytest.raises(NotAllowed):
            actions.record_visit(by=greeter, site=hub, now=now, person=stranger)

    def test_who_has_died_is_never_welcomed_by_mistake(self, hub, greeter, now, jo):
        jo.died_recorded_at = now

        with pytest.raises(VisitRefused, match="has died"):
            actions.record_visit(by=greeter, site=hub, now=now, person=jo)
        assert not Visit.objects.exists()


class TestAFormSentTwice:
    def test_is_one_visit_and_one_line_in_the_trail(self, hub, greeter, now, minutes, jo):
        visit_id = uuid7()

        first = actions.record_visit(by=greeter, site=hub, now=now, person=jo, visit_id=visit_id)
        again = actions.record_visit(
            by=greeter, site=hub, now=minutes(5), person=jo, visit_id=visit_id
        )

        assert Visit.objects.count() == 1
        assert again == first
        assert again.arrived_at == now
        assert audit_verbs(first) == ["recorded"]

    def test_is_one_new_person(self, hub, greeter, now):
        visit_id = uuid7()

        for _ in range(2):
            actions.welcome_someone_new(
                by=greeter, site=hub, now=now, known_as="Liz", visit_id=visit_id
            )

        assert Visit.objects.count() == 1
        assert Person.objects.count() == 1

    def test_is_one_headcount(self, hub, greeter, now):
        headcount_id = uuid7()

        for _ in range(2):
            actions.record_headcount(
                by=greeter, site=hub, now=now, how_many=7, headcount_id=headcount_id
            )

        assert Headcount.objects.count() == 1

    def test_at_another_site_out_of_sight_is_refused(
        self, hub, other_hub, greeter, team_member_elsewhere, now
    ):
        with acting_as(team_member_elsewhere):
            theirs = actions.record_visit(by=team_member_elsewhere, site=other_hub, now=now)

        with acting_as(greeter), pytest.raises(VisitRefused, match="used before"):
            actions.record_visit(by=greeter, site=hub, now=now, visit_id=theirs.id)
        with acting_as(greeter), pytest.raises(VisitRefused, match="used before"):
            actions.welcome_someone_new(
                by=greeter, site=hub, now=now, known_as="Liz", visit_id=theirs.id
            )
        with as_the_owner():
            assert Visit.objects.get() == theirs
            assert not Person.objects.exists()

    def test_at_another_site_is_refused_to_somebody_who_works_at_both(self, hub, other_hub, now):
        connie = GrantFactory(site=hub, role=Role.CONNECTOR).user
        GrantFactory(site=other_hub, role=Role.CONNECTOR, user=connie)
        with acting_as(connie):
            first = actions.record_visit(by=connie, site=other_hub, now=now)

            with pytest.raises(VisitRefused, match="used before"):
                actions.record_visit(by=connie, site=hub, now=now, visit_id=first.id)

    def test_needs_an_id_that_sorts_by_when_it_was_made(self, hub, greeter, now):
        with pytest.raises(VisitRefused, match="lost"):
            actions.record_visit(by=greeter, site=hub, now=now, visit_id=uuid4())


class TestSomeoneNew:
    def test_takes_a_name_and_nothing_else(self, hub, greeter, now, charity):
        visit = actions.welcome_someone_new(by=greeter, site=hub, now=now, known_as="  Liz ")

        person = Person.objects.get()
        assert visit.person == person
        assert person.known_as == "Liz"
        assert (person.known_at, person.greeted_at) == ([hub.id], [hub.id])
        assert person.held_by_id == charity.id
        assert audit_verbs(visit) == ["recorded"]
        assert audit_verbs(person) == ["met"]

    @pytest.mark.parametrize("name", ["", "   ", "x" * 201])
    def test_needs_a_name_that_can_be_one(self, hub, greeter, now, name):
        with pytest.raises(Refused):
            actions.welcome_someone_new(by=greeter, site=hub, now=now, known_as=name)

        assert not Visit.objects.exists()
        assert not Person.objects.exists()

    def test_may_have_the_name_of_somebody_known(self, hub, greeter, now, jo):
        visit = actions.welcome_someone_new(by=greeter, site=hub, now=now, known_as="Jo")

        assert visit.person != jo

    def test_is_not_met_by_those_who_do_not_welcome(self, hub, network_lead, now):
        with pytest.raises(NotAllowed):
            actions.welcome_someone_new(by=network_lead, site=hub, now=now, known_as="Liz")


class TestAGroup:
    def test_is_counted_and_nobody_named(self, hub, greeter, now):
        headcount = actions.record_headcount(
            by=greeter, site=hub, now=now, how_many=12, what=" Knitting   group "
        )

        assert Headcount.objects.get() == headcount
        assert (headcount.how_many, headcount.what) == (12, "Knitting group")
        assert audit_verbs(headcount) == ["recorded"]
        assert not Visit.objects.exists()

    @pytest.mark.parametrize("how_many", [1, 5000])
    def test_may_be_from_one_to_five_thousand(self, hub, greeter, now, how_many):
        assert actions.record_headcount(by=greeter, site=hub, now=now, how_many=how_many)

    @pytest.mark.parametrize("how_many", [-1, 0, 5001])
    def test_is_somebody_and_no_stadium(self, hub, greeter, now, how_many):
        with pytest.raises(VisitRefused, match="between 1 and 5,000"):
            actions.record_headcount(by=greeter, site=hub, now=now, how_many=how_many)

    def test_is_described_in_a_line(self, hub, greeter, now):
        with pytest.raises(VisitRefused, match="at most 200"):
            actions.record_headcount(by=greeter, site=hub, now=now, how_many=2, what="x" * 201)

    def test_is_not_counted_at_another_hub(self, greeter, now):
        with pytest.raises(NotAllowed):
            actions.record_headcount(by=greeter, site=SiteFactory(), now=now, how_many=2)
