"""How many of those who were introduced met, how long it took, and who carries how much."""

import datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.models import Term
from hearth.directory.tests.factories import ServiceFactory
from hearth.evidence import queries
from hearth.evidence.period import Period
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.people.tests.factories import PersonFactory
from hearth.support.tests.factories import share_support

PAGE = "/reports/introductions"
DAY = datetime.date.fromisoformat
MARCH = Period(DAY("2025-03-01"), DAY("2025-03-31"))


@pytest.fixture(autouse=True)
def _april_2025():
    with time_machine.travel(datetime.datetime(2025, 4, 15, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def knitting(db):
    return ServiceFactory(name="Knit and natter")


@pytest.fixture
def begun(hub, jo, knitting, team_member):
    """Return what begins an introduction: begun("2025-03-03", met_on="2025-03-09")."""

    def begun(on, *, met_on=None, state=None, site=hub, **more):
        state = state or ("MET" if met_on else "TO_GO")
        over = {"ended_on": met_on or on, "next_on": None, "answer_by": None}
        ends = over if state in ("MET", "STOPPED", "OTHER_WAY") else {}
        usual = {"person": jo, "service": knitting, "owner": team_member}
        return IntroductionFactory(
            held_by=jo.held_by, from_site=site, begun_on=on, met_on=met_on, state=state,
            **usual | ends | more,
        )  # fmt: skip

    return begun


@pytest.fixture
def report(hub):
    def report(actor, period=MARCH):
        with acting_as(actor):
            scope = queries.scope_for(actor, site=hub.slug)
            return queries.introductions_report(scope, period, actor=actor)

    return report


@pytest.fixture
def carried(hub):
    def carried(actor):
        with acting_as(actor):
            scope = queries.scope_for(actor, site=hub.slug)
            return queries.carried(scope, actor=actor, today=DAY("2025-04-15"))

    return carried


class TestWhatBecameOfThem:
    def test_is_counted_by_what_and_need_and_way(self, report, begun, hub, hub_manager):
        company = Term.objects.filter(facet="NEED").first()
        begun("2025-03-01", met_on="2025-03-03", need=company, fitted="YES")
        begun("2025-03-31", met_on="2025-04-10", need=company, fitted="NO")
        begun("2025-03-05", state="STOPPED")
        begun("2025-03-05", state="OTHER_WAY", way="TOLD")
        begun("2025-03-05", service=None, colleague=hub_manager)
        begun("2025-03-05", service=None, site_id=hub.id)
        begun("2025-02-28", met_on="2025-03-03")

        said = report(hub_manager)

        every = said.all
        assert (every.begun, every.met, every.going) == ("6", "2", "2")
        assert (every.stopped, every.other_way) == ("1", "1")
        assert (every.fitted, every.asked) == ("1", "2")
        assert (every.middle_days, every.most_days) == (2, 10)
        assert [(row.label, row.begun, row.met) for row in said.by_whereto] == [
            ("Knit and natter", "4", "2"), ("Acomb", "1", "0"),
            ("A colleague or a volunteer", "1", "0"),
        ]  # fmt: skip
        assert [(row.label, row.begun) for row in said.by_need] == [
            (company.name, "2"), ("Not said", "4"),
        ]  # fmt: skip
        assert {row.label: row.begun for row in said.by_way} == {
            "Told about it": "1", "Put in touch": "5",
        }  # fmt: skip

    def test_is_protected_beyond_the_team(self, report, begun, board_member, hub_manager):
        for number in range(7):
            begun(f"2025-03-0{number + 1}", met_on="2025-03-20" if number < 4 else None)

        told = report(board_member, Period(DAY("2025-03-05"), DAY("2025-03-06")))

        assert told.is_protected
        assert (told.all.begun, told.all.met) == ("5", "Fewer than 5")
        assert told.all.middle_days is None
        assert told.period == MARCH
        exact = report(hub_manager).all
        assert (exact.begun, exact.met, exact.middle_days) == ("7", "4", 17)

    def test_says_of_the_month_that_goes_on_that_it_is_told_up_to_today(
        self, report, begun, board_member
    ):
        begun("2025-04-02")
        told = report(board_member, Period(DAY("2025-03-05"), DAY("2025-04-10")))
        assert told.period == Period(DAY("2025-03-01"), DAY("2025-04-15"))

    def test_leaves_out_whoever_asked_not_to_be_in_reports(self, report, begun, hub_manager, jo):
        begun("2025-03-03", met_on="2025-03-05")
        with as_the_owner():
            type(jo).objects.filter(id=jo.id).update(not_counted=True)

        assert report(hub_manager).is_empty

    @pytest.mark.parametrize("who", ["greeter", "team_member"])
    @pytest.mark.parametrize(
        ("asked", "permission"),
        [
            ("SELECT * FROM evidence_introductions(%s, now()::date, now()::date)", "read_reports"),
            ("SELECT * FROM evidence_carried(%s, now()::date)", "keep_workers"),
        ],
    )
    def test_it_refuses_those_who_have_no_right(self, who, asked, permission, hub, request):
        with (
            pytest.raises(DatabaseError, match=rf"\.{permission} is not held there"),
            acting_as(request.getfixturevalue(who)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(asked, [[hub.id]])


class TestWhoCarriesHowMuch:
    def test_is_for_whoever_keeps_the_workers(
        self, carried, begun, hub, hub_manager, team_member, board_member, jo
    ):
        other = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Ola").user
        third = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Pip").user
        for _ in range(5):
            begun("2025-03-09")
        begun("2025-03-08", owner=other, state="WAITING", answer_by="2025-04-14")
        begun("2025-03-08", owner=third, next_on="2025-04-14")
        begun("2025-03-01", met_on="2025-03-03")
        share_support(jo, by=team_member)
        with as_the_owner():
            third.grants.update(until_on="2025-04-01")

        rows = carried(hub_manager)

        assert [(row.name, row.going, row.late, row.is_much, row.has_left) for row in rows] == [
            (team_member.name, 5, 0, True, False), ("Ola", 1, 1, False, False),
            ("Pip", 1, 1, False, True),
        ]  # fmt: skip
        assert rows[0].since == DAY("2025-03-09")
        assert carried(board_member) is None

    def test_what_is_shared_with_nobody_is_in_nobodys_hands(
        self, carried, begun, hub, hub_manager, jo, team_member
    ):
        begun("2025-03-09")
        sam = PersonFactory(known_as="Sam", sites=[hub])
        begun("2025-03-10", person=sam)
        share_support(sam, by=team_member)

        rows = carried(hub_manager)

        assert [(row.name, row.going, row.is_nobodys) for row in rows] == [
            (team_member.name, 1, False), ("Nobody: what people share with nobody now", 1, True),
        ]  # fmt: skip


class TestThePage:
    def test_shows_the_numbers_and_who_carries_them(self, client, hub_manager, begun):
        begun("2025-03-03", met_on="2025-03-05")
        begun("2025-03-04")
        client.force_login(hub_manager)

        page = client.get(PAGE, MARCH.address).content.decode()

        assert "Knit and natter" in page
        assert "2 days" in page
        assert "Who carries how much" in page
        assert "whole months" not in page
        assert "Jo" not in page

    def test_says_less_to_the_board_and_when_there_is_nothing(self, client, board_member, begun):
        client.force_login(board_member)
        assert "No introduction was begun" in client.get(PAGE).content.decode()
        begun("2025-03-03", met_on="2025-03-05")
        page = client.get(PAGE, MARCH.address).content.decode()
        assert "Fewer than 5" in page
        assert "whole months" in page
        assert "Who carries how much" not in page
        assert client.get(PAGE, {"from": "31 31 2025"}).status_code == 400

    def test_takes_the_same_number_of_questions_however_many(
        self, client, hub_manager, begun, django_assert_max_num_queries
    ):
        for _ in range(20):
            begun("2025-03-03", met_on="2025-03-05", service=ServiceFactory())
        client.force_login(hub_manager)

        with django_assert_max_num_queries(30):
            client.get(PAGE, MARCH.address)
