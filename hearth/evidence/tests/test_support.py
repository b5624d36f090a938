"""How many people had support, by strand: exact for the team, protected for everybody else."""

import datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.evidence import queries
from hearth.evidence.period import Period
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Acquaintance, Link
from hearth.people.tests.factories import PersonFactory
from hearth.support.models import ConversationWording, GoalWording, Strand, StrandChange
from hearth.support.tests.factories import GoalFactory, SupportStrandFactory

PAGE = "/reports/support"
DAY = datetime.date.fromisoformat
MARCH = Period(DAY("2025-03-01"), DAY("2025-03-31"))


@pytest.fixture(autouse=True)
def _april_2025():
    with time_machine.travel(datetime.datetime(2025, 4, 15, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def sam(hub):
    return PersonFactory(known_as="Sam", sites=[hub])


@pytest.fixture
def manager_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.HUB_MANAGER).user


@pytest.fixture
def helped(hub, team_member):
    """Return what gives somebody a strand: helped(jo, ("WITH", "2025-03-03"), kind="PEER")."""

    def helped(person, *changes, kind="PEER", site=hub, own=None):
        mine = {"person": person, "held_by": person.held_by}
        row = SupportStrandFactory(
            site=site, kind=kind, strand=own, state=changes[-1][0], since_on=changes[-1][1], **mine
        )
        with as_the_owner():
            for state, on in changes:
                StrandChange.objects.create(
                    support_strand=row, state=state, changed_on=on, changed_by=team_member, **mine
                )

    return helped


@pytest.fixture
def report(hub):
    def report(actor, period=MARCH):
        with acting_as(actor):
            scope = queries.scope_for(actor, site=hub.slug)
            return queries.support_report(scope, period, actor=actor)

    return report


def strands(report):
    return {row.name: row.people for row in report.strands if row.people != "0"}


def people(hub, how_many):
    return [PersonFactory(known_as=f"Person {n}", sites=[hub]) for n in range(how_many)]


class TestWhatCounts:
    @pytest.mark.parametrize(
        ("changes", "counts"),
        [
            ([("WITH", "2025-03-31")], True),
            ([("WITH", "2025-01-01")], True),
            ([("WITH", "2025-01-01"), ("FINISHED", "2025-03-01")], True),
            ([("WITH", "2025-01-01"), ("FINISHED", "2025-02-28")], False),
            ([("WITH", "2025-04-01")], False),
            ([("OFFERED", "2025-03-03"), ("NOT_NOW", "2025-03-09")], False),
            ([("WITH", "2025-01-01"), ("PAUSED", "2025-02-01"), ("WITH", "2025-03-09")], True),
        ],
    )
    def test_is_a_strand_under_way_on_any_of_the_days(
        self, report, hub_manager, helped, jo, changes, counts
    ):
        helped(jo, *changes)

        assert strands(report(hub_manager)) == ({"Peer support": "1"} if counts else {})

    def test_is_each_person_once_in_each_strand(self, report, hub_manager, hub, helped, jo, sam):
        with as_the_owner():
            own = Strand.objects.create(site=hub, kind="PEER", name="Walk and talk")
        helped(jo, ("WITH", "2025-03-03"))
        helped(jo, ("WITH", "2025-03-03"), kind="CARER")
        helped(sam, ("WITH", "2025-03-03"), own=own)

        said = report(hub_manager)

        assert strands(said) == {"Peer support": "1", "Walk and talk": "1", "Carer support": "1"}
        assert said.people == "2"

    def test_is_one_person_if_two_records_are_the_same(
        self, report, hub_manager, hub, helped, jo, sam
    ):
        for one in (jo, sam):
            helped(one, ("WITH", "2025-03-03"))
        first, second = sorted((jo, sam), key=lambda one: one.id)
        with as_the_owner():
            Link.objects.create(
                one=first, other=second, one_known_at=[hub.id], other_known_at=[hub.id],
                held_by=jo.held_by, linked_by=hub_manager,
            )  # fmt: skip

        assert strands(report(hub_manager)) == {"Peer support": "1"}

    def test_is_of_this_site_alone(self, report, hub_manager, other_hub, helped, jo):
        helped(jo, ("WITH", "2025-03-03"), site=other_hub)

        assert report(hub_manager).is_empty

    def test_a_goal_counts_while_it_is_worked_on(
        self, report, hub_manager, team_member, helped, jo, sam
    ):
        helped(jo, ("WITH", "2025-01-01"), kind="RECOVERY")
        for states in (
            [("WORKING", "2025-01-03"), ("REACHED", "2025-03-09")],
            [("WORKING", "2025-01-03"), ("PAUSED", "2025-02-09")],
            [("WORKING", "2025-04-03")],
        ):
            goal = GoalFactory(person=jo, held_by=jo.held_by)
            with as_the_owner():
                for state, on in states:
                    GoalWording.objects.create(
                        goal=goal, person=jo, held_by=jo.held_by, state=state, written_on=on,
                        written_by=team_member, words_sealed=b"x",
                    )  # fmt: skip

        [row] = report(hub_manager).goals
        assert (row.label, row.goals) == ("Recovery work", "1")

    def test_a_conversation_counts_in_the_days_in_which_it_was_begun(
        self, report, hub_manager, team_member, jo, sam
    ):
        for person, days in ((jo, [3, 20]), (sam, [-9, 20])):
            with as_the_owner():
                Acquaintance.objects.filter(person=person).update(since=DAY("2025-02-01"))
                for day in days:
                    ConversationWording.objects.create(
                        person=person, held_by=person.held_by, part="MATTERS",
                        written_by=team_member,
                        written_at=datetime.datetime(2025, 3, 1, 10, tzinfo=datetime.UTC)
                        + datetime.timedelta(days=day),
                    )  # fmt: skip

        assert report(hub_manager).conversations == "1"
        with as_the_owner():
            Acquaintance.objects.update(since=DAY("2025-04-15"))
        assert report(hub_manager).conversations == "0"


class TestBeyondTheTeam:
    def test_a_small_number_is_not_told_and_others_are_rounded(
        self, report, hub, hub_manager, board_member, network_lead, helped
    ):
        for n, person in enumerate(people(hub, 10)):
            helped(person, ("WITH", "2025-03-03"), kind="PEER" if n < 8 else "CARER")

        exact = report(hub_manager)
        assert strands(exact) == {"Peer support": "8", "Carer support": "2"}
        assert (exact.people, exact.is_protected) == ("10", False)
        for reader in (board_member, network_lead):
            said = report(reader)
            assert strands(said) == {"Peer support": "10", "Carer support": "Fewer than 5"}
            assert (said.people, said.is_protected) == ("10", True)

    @pytest.mark.parametrize(
        ("how_many", "says"),
        [(1, "Fewer than 5"), (4, "Fewer than 5"), (5, "5"), (7, "5"), (8, "10"), (12, "10")],
    )
    def test_is_told_to_the_nearest_five(self, report, hub, board_member, helped, how_many, says):
        for person in people(hub, how_many):
            helped(person, ("WITH", "2025-03-03"))

        said = report(board_member)

        assert strands(said) == {"Peer support": says}
        assert said.people == says

    def test_one_hub_taken_from_two_tells_of_nobody(
        self, hub, other_hub, helped, board_member, network_lead
    ):
        """Six here and three there: nine less six would have told the three."""
        for n, person in enumerate(people(hub, 9)):
            helped(person, ("WITH", "2025-03-03"), site=hub if n < 6 else other_hub)

        def told(**scope):
            with acting_as(network_lead):
                scope = queries.scope_for(network_lead, **scope)
                return strands(queries.support_report(scope, MARCH, actor=network_lead))

        assert told() == {"Peer support": "10"}
        assert told(site=hub.slug) == {"Peer support": "5"}
        assert told(site=other_hub.slug) == {"Peer support": "Fewer than 5"}

    def test_a_manager_who_reads_of_another_hub_too_reads_it_protected(
        self, hub, other_hub, helped, hub_manager
    ):
        """Their own is exact; both together, and the other, are not."""
        GrantFactory(site=other_hub, role=Role.BOARD_MEMBER, user=hub_manager)
        for n, person in enumerate(people(hub, 9)):
            helped(person, ("WITH", "2025-03-03"), site=hub if n < 6 else other_hub)

        def told(**scope):
            with acting_as(hub_manager):
                scope = queries.scope_for(hub_manager, **scope)
                return strands(queries.support_report(scope, MARCH, actor=hub_manager))

        assert told(site=hub.slug) == {"Peer support": "6"}
        assert told() == {"Peer support": "10"}
        assert told(site=other_hub.slug) == {"Peer support": "Fewer than 5"}

    def test_days_are_whole_months_so_that_one_day_less_tells_nothing(
        self, report, hub, board_member, helped
    ):
        for n, person in enumerate(people(hub, 6)):
            helped(person, ("WITH", "2025-03-31" if n else "2025-03-02"))
        shorter = Period(DAY("2025-03-02"), DAY("2025-03-05"))

        said = report(board_member, shorter)

        assert strands(said) == {"Peer support": "5"}
        assert said.period == MARCH

    def test_the_function_itself_says_so(self, hub, board_member, helped, jo):
        helped(jo, ("WITH", "2025-03-31"))
        with acting_as(board_member), connection.cursor() as cursor:
            cursor.execute(
                "SELECT how_many FROM evidence_support(%s, '2025-03-01', '2025-03-02')"
                " WHERE figure = 'strand'", [[hub.id]],
            )  # fmt: skip
            assert cursor.fetchall() == [(None,)]

    @pytest.mark.parametrize("who", ["greeter", "team_member", "manager_elsewhere"])
    def test_it_refuses_those_who_read_no_reports_there(self, who, hub, other_hub, request):
        with (
            pytest.raises(DatabaseError, match=r"evidence\.read_reports is not held there"),
            acting_as(request.getfixturevalue(who)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SELECT * FROM evidence_support(%s, now()::date, now()::date)",
                           [[hub.id]])  # fmt: skip


class TestThePage:
    def test_shows_the_numbers_and_what_they_mean(self, client, hub_manager, helped, jo):
        helped(jo, ("WITH", "2025-03-03"))
        client.force_login(hub_manager)

        page = client.get(PAGE, MARCH.address).content.decode()

        assert "1 Mar 2025 to 31 Mar 2025" in page
        assert "Peer support" in page
        assert "so the rows can’t be added up" in page
        assert "whole months" not in page

    def test_says_so_to_whoever_is_told_less(self, client, board_member, helped, jo):
        helped(jo, ("WITH", "2025-03-03"))
        client.force_login(board_member)

        page = client.get(PAGE, MARCH.address).content.decode()

        assert "Fewer than 5" in page
        assert "whole months" in page
        assert "rounded to the nearest 5" in page

    def test_says_when_there_is_nothing_and_when_a_day_cannot_be(self, client, hub_manager):
        client.force_login(hub_manager)

        assert "No support is written down" in client.get(PAGE).content.decode()
        assert client.get(PAGE, {"from": "31 31 2025"}).status_code == 400
        assert client.get(PAGE, {"site": "clifton"}).status_code == 404

    def test_takes_the_same_number_of_questions_however_many(
        self, client, hub, hub_manager, helped, django_assert_max_num_queries
    ):
        for person in people(hub, 20):
            helped(person, ("WITH", "2025-03-03"))
        client.force_login(hub_manager)

        with django_assert_max_num_queries(24):
            client.get(PAGE, MARCH.address)
