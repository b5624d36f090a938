"""What pays, pots that partners decide about, new hubs' steps, and the value of an hour."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.commissioning import actions, queries
from hearth.commissioning.models import Fund, HourLevel, Milestone, Pot
from hearth.commissioning.months import financial_year, read_month
from hearth.commissioning.queries import DecisionSaid, FundSaid, PotSaid
from hearth.commissioning.tests.factories import (
    FigureFactory,
    FundFactory,
    PotFactory,
    ShareFactory,
)
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7

TODAY = datetime.date(2026, 3, 9)
GRANT = FundSaid(
    "Grant", "A trust", "GRANT", datetime.date(2025, 4, 1), datetime.date(2026, 6, 30), "Activities"
)
DECIDED = DecisionSaid(TODAY, "A workbench", "The group", Decimal(3000), none_declared=True)


@pytest.fixture
def manager_elsewhere(other_hub):
    return GrantFactory(
        site=other_hub, role=Role.HUB_MANAGER, user__works_for=other_hub.run_by
    ).user


@pytest.fixture
def fund(hub, other_hub, network_lead):
    with acting_as(network_lead):
        made = actions.add_fund(by=network_lead, said=GRANT, fund_id=uuid7())
        actions.set_share(by=network_lead, fund=made, site=hub, amount=Decimal(6000))
        actions.set_share(by=network_lead, fund=made, site=other_hub, amount=Decimal(4000))
    return made


class TestAFund:
    def test_shows_each_hub_its_own_share_alone(
        self, fund, hub, hub_manager, manager_elsewhere, network_lead
    ):
        def seen(by):
            with acting_as(by):
                found = queries.get_fund(fund.id, actor=by)
                page = queries.fund_page(found, actor=by, today=TODAY)
            return page.row.amount, page.hidden_shares

        assert seen(hub_manager) == (6000, 1)
        assert seen(manager_elsewhere) == (4000, 1)
        assert seen(network_lead) == (10000, 0)
        with acting_as(hub_manager):
            actions.show_money(by=hub_manager, site=hub, shown=True)
        assert seen(manager_elsewhere) == (10000, 0)

    def test_of_other_hubs_is_not_there(self, network_lead, other_hub, hub_manager, page):
        with acting_as(network_lead):
            made = actions.add_fund(by=network_lead, said=GRANT, fund_id=uuid7())
            actions.set_share(by=network_lead, fund=made, site=other_hub, amount=Decimal(1))

        page(hub_manager, "commissioning:fund", made.id, status=404)
        page(hub_manager, "commissioning:edit_fund", made.id, status=404)

    def test_that_runs_out_is_told_until_it_goes_on(self, fund, network_lead):
        with acting_as(network_lead):
            [row] = queries.funds_seen(network_lead, today=TODAY)
            assert row.ends_soon
            actions.edit_fund(by=network_lead, fund=fund, said=replace(GRANT, renewal="AGREED"))
            [row] = queries.funds_seen(network_lead, today=TODAY)
            assert not row.ends_soon

    def test_keeps_its_words_sealed(self, fund, network_lead):
        with acting_as(network_lead):
            row = Fund.objects.get(id=fund.id)
        assert row.only_for == "Activities"
        assert b"Activities" not in bytes(row.only_for_sealed)

    @pytest.mark.parametrize(
        "wrong",
        [{"name": " "}, {"funder": ""}, {"until_on": datetime.date(2024, 1, 1)}],
        ids=["no name", "no funder", "ends before it begins"],
    )
    def test_that_says_too_little_is_refused(self, network_lead, wrong):
        with acting_as(network_lead), pytest.raises(actions.MoneyRefused):
            actions.add_fund(by=network_lead, said=replace(GRANT, **wrong), fund_id=uuid7())

    def test_is_written_down_by_the_lead_alone(self, hub_manager):
        with acting_as(hub_manager), pytest.raises(NotAllowed):
            actions.add_fund(by=hub_manager, said=GRANT, fund_id=uuid7())

    def test_report_is_due_until_it_was_told(self, fund, network_lead, hub_manager):
        due = datetime.date(2026, 3, 1)
        with acting_as(network_lead):
            report = actions.add_report(
                by=network_lead, fund=fund, what="The year", due_on=due, report_id=uuid7()
            )
        with acting_as(hub_manager):
            [row] = queries.reports_due(hub_manager, today=TODAY)
            assert row.is_late
        with acting_as(network_lead):
            actions.say_report_sent(by=network_lead, report=report, sent=True, today=TODAY)
            assert queries.reports_due(network_lead, today=TODAY) == []


class TestAPot:
    def test_is_seen_by_its_partners_and_no_other(self, hub, other_hub, manager_elsewhere):
        pot = PotFactory(partners=[other_hub.run_by_id])
        ours = GrantFactory(site=hub, role=Role.HUB_MANAGER, user__works_for=hub.run_by).user

        with acting_as(manager_elsewhere):
            assert [row.id for row in queries.pots_seen(manager_elsewhere)] == [pot.id]
        with acting_as(ours):
            assert queries.pots_seen(ours) == []
            with pytest.raises(Pot.DoesNotExist):
                queries.get_pot(pot.id, actor=ours)

    def test_page_says_who_decided_and_what_was_declared(self, hub, network_lead, page):
        pot = PotFactory(partners=[hub.run_by_id])
        said = replace(DECIDED, none_declared=False, conflicts="Pat is a trustee, and left")
        with acting_as(network_lead):
            row = actions.write_decision(by=network_lead, pot=pot, decision_id=uuid7(), said=said)
            actions.write_decision(
                by=network_lead, pot=pot, decision_id=row.id,
                said=replace(said, amount=Decimal(2500)),
            )  # fmt: skip

        drawn = page(network_lead, "commissioning:pot", pot.id)

        assert "Pat is a trustee, and left" in drawn
        assert "£17,500" in drawn  # left
        assert "What it said before" in drawn
        assert "3000" in drawn

    @pytest.mark.parametrize("wrong", [
        {"none_declared": False}, {"conflicts": "Pat is a trustee"}, {"who": ""}, {"what": ""},
    ])  # fmt: skip
    def test_decision_that_says_too_little_is_refused(self, hub, network_lead, wrong):
        pot = PotFactory(partners=[hub.run_by_id])
        with acting_as(network_lead), pytest.raises(actions.MoneyRefused):
            actions.write_decision(
                by=network_lead, pot=pot, decision_id=uuid7(), said=replace(DECIDED, **wrong)
            )

    def test_needs_somebody_who_decides(self, network_lead):
        said = PotSaid("Pot", Decimal(1), TODAY, TODAY)
        with acting_as(network_lead), pytest.raises(actions.MoneyRefused, match="who decides"):
            actions.write_pot(by=network_lead, pot_id=uuid7(), said=said)


class TestANewHub:
    def test_step_that_slips_says_since_when_and_why(self, hub, network_lead, board_member, page):
        with acting_as(network_lead):
            step = actions.add_milestone(
                by=network_lead, site=hub, stage="VENUE", what="A venue is agreed",
                target=datetime.date(2026, 1, 20), milestone_id=uuid7(),
            )  # fmt: skip
            [before] = queries.board(network_lead, today=TODAY)
            assert before.next.state == "Late"
            actions.put_off(
                by=network_lead, milestone=step, to=datetime.date(2026, 5, 1), today=TODAY,
                why="The landlord withdrew", slip_id=uuid7(),
            )  # fmt: skip
            [after] = queries.board(network_lead, today=TODAY)

        assert after.next.state == "Slipped"
        assert after.next.slipped_since == TODAY
        assert after.next.first_target == datetime.date(2026, 1, 1)
        drawn = page(board_member, "commissioning:rollout")
        assert "The landlord withdrew" in drawn
        assert "first: January 2026" in drawn

    def test_step_that_was_reached_is_put_off_no_more(self, hub, network_lead):
        with acting_as(network_lead):
            step = actions.add_milestone(
                by=network_lead, site=hub, stage="OPEN", what="It opens", target=TODAY,
                milestone_id=uuid7(),
            )  # fmt: skip
            actions.reach(by=network_lead, milestone=step, on=TODAY, today=TODAY)
            with pytest.raises(actions.MoneyRefused, match="reached already"):
                actions.put_off(
                    by=network_lead, milestone=step, to=datetime.date(2026, 9, 1), why="?",
                    today=TODAY, slip_id=uuid7(),
                )  # fmt: skip
            [hub_there] = queries.board(network_lead, today=TODAY)
        assert hub_there.is_there

    def test_month_is_typed_as_people_say_it(self, hub, network_lead, page):
        data = {"site": hub.id, "stage": "TEAM", "what": "A team is found", "target": "mar 26"}

        page(network_lead, "commissioning:add_milestone", data=data, status=302)

        with acting_as(network_lead):
            assert Milestone.objects.get().target == datetime.date(2026, 3, 1)


class TestAnHour:
    def test_has_a_low_and_a_high_value_to_be_confirmed_and_no_central_one(self, db):
        worths = queries.hour_worths(datetime.date(2026, 3, 1))

        assert worths[HourLevel.LOW].value == Decimal("12.21")
        assert worths[HourLevel.HIGH].value == Decimal("17.96")
        assert not worths[HourLevel.LOW].is_confirmed
        assert worths[HourLevel.CENTRAL] is None

    def test_of_another_year_has_the_value_of_that_year(self, db):
        assert queries.hour_worths(datetime.date(2026, 4, 1))[HourLevel.LOW].value == Decimal(
            "12.71"
        )
        assert queries.hour_worths(datetime.date(2024, 4, 1))[HourLevel.LOW] is None

    def test_is_worth_what_the_partnership_says_from_its_day_on(self, hub, network_lead):
        with acting_as(network_lead):
            actions.say_hour_value(
                by=network_lead, level="CENTRAL", from_on=datetime.date(2026, 2, 1),
                value=Decimal("14.40"), source="Band 3, our own scales", year="2025/26",
                confirmed=True,
            )  # fmt: skip
            january, february = (
                queries.hour_worths(datetime.date(2026, month, 1))[HourLevel.CENTRAL]
                for month in (1, 2)
            )
        assert january is None
        assert (february.value, february.year, february.own) == (Decimal("14.40"), "2025-26", True)

    def test_hours_that_nobody_recorded_have_no_value(self, hub, other_hub, hub_manager):
        month = datetime.date(2026, 1, 1)
        FigureFactory(
            site=hub, figure="VOLUNTEER_HOURS", value=Decimal(100), source="ROTA",
            written_by=hub_manager,
        )  # fmt: skip
        with acting_as(hub_manager):
            given, none = queries.volunteer_hours(
                hub_manager, sites=[hub.id, other_hub.id], months=[month]
            )
        assert given.worth(HourLevel.LOW) == Decimal("1221.00")
        assert given.worth(HourLevel.CENTRAL) is None
        assert (none.hours, none.worth(HourLevel.LOW)) == (None, None)


def test_what_pays_is_what_pays_today(hub, hub_manager):
    now, over = FundFactory(sites=[hub.id]), FundFactory(
        name="Over", sites=[hub.id], from_on=datetime.date(2020, 1, 1),
        until_on=datetime.date(2020, 12, 31),
    )  # fmt: skip
    ShareFactory(fund=now, site=hub)
    ShareFactory(fund=over, site=hub)
    with acting_as(hub_manager):
        today = timezone.localdate()
        paid = queries.what_pays_for(hub_manager, sites=[hub], today=today)[hub.id]
    assert [fund.name for fund in paid.funds] == ["Open Door grant"]
    assert paid.until == now.until_on


def test_months_are_read_as_they_are_in_an_address():
    assert read_month("2026-02", today=TODAY) == datetime.date(2026, 2, 1)
    assert [read_month(words, today=TODAY) for words in ("2026-13", "26-02", "2099-01", "x")] == [
        None
    ] * 4
    assert financial_year(datetime.date(2026, 3, 31)) == "2025-26"
    assert financial_year(datetime.date(2026, 4, 1)) == "2026-27"
