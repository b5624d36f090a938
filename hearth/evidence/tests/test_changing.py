"""What changed for people, as a lead reads it: beside how many, how sure, and told safely."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.evidence import queries
from hearth.evidence.period import Period
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.outcomes.models import Reading
from hearth.outcomes.tests.factories import ReadingFactory
from hearth.people.models import Link
from hearth.people.tests.factories import PersonFactory
from hearth.support.tests.factories import ContactFactory

DAY = datetime.timedelta(days=1)


@pytest.fixture
def period():
    today = timezone.localdate()
    return Period(today - 365 * DAY, today)


@pytest.fixture
def give(hub, team_member):
    """Let somebody give PHQ-9 totals, ninety days apart, the last one ten days ago."""

    def given(*totals, person=None, site=None, measure="phq-9"):
        at = site or hub
        person = person or PersonFactory(sites=[at])
        for number, total in enumerate(totals):
            ReadingFactory(
                person=person, held_by=person.held_by, site=at, written_by=team_member,
                measure=measure, came_to={"total": str(total)},
                given_on=timezone.localdate() - (10 + 90 * (len(totals) - 1 - number)) * DAY,
            )  # fmt: skip
        return person

    return given


def report(worker, period, **where):
    with acting_as(worker):
        return queries.change_report(queries.scope_for(worker, **where), period, actor=worker)


def rule(one, name="NHS England’s rule"):
    return {row.label.split(",")[0]: row for row in next(
        rule for rule in one.rules if rule.name == name
    ).rows}  # fmt: skip


class TestExactly:
    def test_each_is_labelled_and_stands_beside_how_many_there_could_be(
        self, give, hub_manager, period
    ):
        for totals in [(15, 9), (15, 12), (5, 14), (20,)]:
            give(*totals)
        [one] = report(hub_manager, period).scores

        assert (one.eligible, one.first, one.paired) == ("4", "4", "3")
        assert [row.people for row in one.any_change] == ["2 of 3", "0 of 3", "1 of 3"]
        assert rule(one)["Reliably improved"].people == "1 of 3"
        assert rule(one)["Reliably improved"].share == "33.3%, from 6.1% to 79.2%"
        assert rule(one)["Reliably improved"].of_eligible == "1 of 4"
        assert rule(one)["Reliably worse"].people == "1 of 3"
        assert rule(one)["Recovered"].people == "1 of 2"

    def test_means_have_their_spread_and_who_has_no_later_one_stands_beside(
        self, give, hub_manager, period
    ):
        for totals in [(15, 9), (13, 11), (20,)]:
            give(*totals)
        [one] = report(hub_manager, period).scores

        assert [(row.label, row.mean) for row in one.means] == [
            ("First", "14.00"), ("Latest", "10.00"), ("Change", "-4.00"),
            ("First, of those with no later one", "20.00"),
        ]  # fmt: skip
        assert "Effect size (mean change by the SD of first scores): -2.83" in one.mean_change

    def test_who_had_two_contacts_long_enough_could_have_had_two(
        self, give, hub, hub_manager, team_member, jo, period
    ):
        give(15, 9)
        for ago in (200, 20):
            ContactFactory(
                person=jo, held_by=jo.held_by, site=hub, met_by=team_member,
                happened_on=timezone.localdate() - ago * DAY,
            )  # fmt: skip
        [one] = report(hub_manager, period).scores

        assert (one.eligible, one.first) == ("2", "1")

    def test_what_was_taken_back_or_given_elsewhere_counts_not(
        self, give, other_hub, hub_manager, period
    ):
        give(15, 9)
        give(15, 9, site=other_hub)
        with as_the_owner():
            Reading.objects.filter(site__slug="acomb", came_to={"total": "9"}).update(
                taken_back_at=timezone.now()
            )
        [one] = report(hub_manager, period).scores

        assert (one.first, one.paired) == ("1", "0")

    def test_records_that_are_the_same_person_count_once(
        self, give, hub, hub_manager, team_member, jo, period
    ):
        sam = PersonFactory(sites=[hub])
        give(15, person=jo)
        with as_the_owner():
            Reading.objects.update(given_on=timezone.localdate() - 100 * DAY)
            Link.objects.create(
                one=jo, other=sam, one_known_at=jo.known_at, other_known_at=sam.known_at,
                linked_by=team_member, held_by=jo.held_by,
            )  # fmt: skip
        give(9, person=sam)
        [one] = report(hub_manager, period).scores

        assert (one.first, one.paired) == ("1", "1")

    def test_a_network_lead_reads_exactly_too(self, give, network_lead, period):
        give(15, 9)

        assert not report(network_lead, period).is_protected

    def test_nobody_gave_one_in_these_days(self, give, hub_manager, period):
        give(15, 9)
        before = Period(period.first - 900 * DAY, period.first - 400 * DAY)

        assert report(hub_manager, before).scores == ()


class TestToOthers:
    def test_small_numbers_are_not_told_and_others_to_the_nearest_five(
        self, give, board_member, period
    ):
        for totals in [(15, 9)] * 7 + [(5, 14)] * 2:
            give(*totals)
        told = report(board_member, period)
        [one] = told.scores

        assert told.is_protected
        assert one.paired == "10"
        assert rule(one)["Reliably improved"].people == "5 of 10"
        assert rule(one)["Reliably improved"].share == "50%"
        assert rule(one)["Reliably worse"].people == "Fewer than 5 of 10"
        assert rule(one)["Reliably worse"].share == ""
        assert one.means == ()

    def test_a_connector_of_another_hub_asks_for_nothing_here(self, give, other_hub, period):
        connector = GrantFactory(site=other_hub, role=Role.CONNECTOR).user
        give(15, 9)

        assert report(connector, period).scores == ()


def test_the_page_says_what_it_counts_and_names_nobody(client, give, hub_manager, jo):
    give(15, 9, person=jo)
    client.force_login(hub_manager)
    words = client.get(reverse("evidence:change")).content.decode()

    assert "Improved, reliably improved and recovered are three different things" in words
    assert "nobody to compare them with" in words
    assert "Jo" not in words.replace("John", "")
