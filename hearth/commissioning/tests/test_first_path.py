"""A hub manager types a month's costs; the lead sees spend by hub and month."""

import datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.commissioning import actions, queries
from hearth.commissioning.models import Figure, FigureSource, Kept, MoneyBefore, MonthFigure, Part
from hearth.commissioning.months import month_of, moved
from hearth.commissioning.queries.month import MonthSaid, typed_figures
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.places.tests.factories import SiteFactory
from hearth.places.versions import written_down

ACTUAL = Kept.ACTUAL
TODAY = datetime.date(2026, 3, 9)
FEBRUARY = datetime.date(2026, 2, 1)


def month_with(**values):
    figures = dict.fromkeys(typed_figures())
    figures |= {(ACTUAL, Figure[name]): Decimal(value) for name, value in values.items()}
    return MonthSaid(figures, dict.fromkeys(Part, FigureSource.ACCOUNTS))


def type_february(by, site, **values):
    with acting_as(by):
        return actions.type_month(
            by=by, site=site, month=FEBRUARY, said=month_with(**values), today=TODAY
        )


def spent(by, *sites):
    with acting_as(by):
        rows = queries.spent_by_month(by, sites=sites, months=[FEBRUARY])
    return [row.months[0] for row in rows]


class TestAMonth:
    def test_that_a_manager_types_is_seen_by_the_lead(self, hub, hub_manager, network_lead):
        type_february(hub_manager, hub, STAFF="4200.50", ROOMS="800")

        [february] = spent(network_lead, hub)

        assert february.value == Decimal("5000.50")
        assert february.sources == (FigureSource.ACCOUNTS,)
        assert Figure.FOOD in february.missing

    def test_nobody_typed_is_not_recorded_and_not_nought(self, hub, other_hub, network_lead):
        assert [month.value for month in spent(network_lead, hub, other_hub)] == [None, None]
        with acting_as(network_lead):
            rows = queries.costs(network_lead, sites=[hub.id], months=[FEBRUARY])
        assert {row.in_words for row in rows} == {"not recorded"}
        assert {row.source for row in rows} == {None}

    def test_of_nought_is_nought(self, hub, hub_manager, network_lead):
        type_february(hub_manager, hub, TRAVEL="0")

        [february] = spent(network_lead, hub)

        assert february.value == 0
        assert Figure.TRAVEL not in february.missing

    def test_put_right_keeps_what_it_said_before(self, hub, hub_manager):
        type_february(hub_manager, hub, STAFF="4200")
        assert type_february(hub_manager, hub, STAFF="4300") == 1
        assert type_february(hub_manager, hub, STAFF="4300") == 0

        with acting_as(hub_manager):
            [before] = queries.month_before(hub, FEBRUARY, actor=hub_manager)
        assert before.value == Decimal(4200)
        assert before.changed_by == "Hal"

    def test_taken_out_is_not_recorded_again(self, hub, hub_manager, network_lead):
        type_february(hub_manager, hub, STAFF="4200")
        type_february(hub_manager, hub)

        assert spent(network_lead, hub)[0].value is None

    def test_given_free_and_hours_are_no_spending(self, hub, hub_manager, network_lead):
        type_february(hub_manager, hub, GIVEN_ROOMS="300", VOLUNTEER_HOURS="120")

        assert spent(network_lead, hub)[0].value is None

    def test_without_where_it_is_from_is_refused(self, hub, hub_manager):
        said = MonthSaid(month_with(STAFF="1").figures, dict.fromkeys(Part))

        with acting_as(hub_manager), pytest.raises(actions.MoneyRefused, match="Say where"):
            actions.type_month(by=hub_manager, site=hub, month=FEBRUARY, said=said, today=TODAY)

    def test_that_has_not_begun_has_a_budget_alone(self, hub, hub_manager):
        april = datetime.date(2026, 4, 1)
        planned = dict.fromkeys(typed_figures()) | {(Kept.BUDGET, Figure.STAFF): Decimal(4000)}
        with acting_as(hub_manager):
            for said, refused in [
                (month_with(STAFF="1"), True), (MonthSaid(planned, dict.fromkeys(Part)), False)
            ]:  # fmt: skip
                try:
                    actions.type_month(
                        by=hub_manager, site=hub, month=april, said=said, today=TODAY
                    )
                    assert not refused
                except actions.MoneyRefused:
                    assert refused


class TestWhoSees:
    def test_another_hub_does_not_see_it_until_it_is_shown(
        self, hub, other_hub, hub_manager, network_lead
    ):
        other = GrantFactory(site=other_hub, role=Role.HUB_MANAGER).user
        type_february(hub_manager, hub, STAFF="4200")
        assert spent(other, hub)[0].value is None

        with acting_as(hub_manager):
            actions.show_money(by=hub_manager, site=hub, shown=True)
        assert spent(other, hub)[0].value == Decimal(4200)

        with acting_as(hub_manager):
            actions.show_money(by=hub_manager, site=hub, shown=False)
        assert spent(other, hub)[0].value is None

    def test_what_is_typed_once_it_is_shown_is_shown_too(self, hub, other_hub, hub_manager):
        other = GrantFactory(site=other_hub, role=Role.HUB_MANAGER).user
        with acting_as(hub_manager):
            actions.show_money(by=hub_manager, site=hub, shown=True)
        type_february(hub_manager, hub, STAFF="4200")

        assert spent(other, hub)[0].value == Decimal(4200)

    def test_the_board_sees_it_and_types_nothing(self, hub, hub_manager, board_member):
        type_february(hub_manager, hub, STAFF="4200")

        assert spent(board_member, hub)[0].value == Decimal(4200)
        with pytest.raises(NotAllowed):
            type_february(board_member, hub, STAFF="1")

    def test_nobody_else_of_a_team_may_ask(self, hub, team_member):
        with acting_as(team_member), pytest.raises(NotAllowed):
            queries.costs(team_member, sites=[hub.id], months=[FEBRUARY])

    def test_the_wall_shows_nothing_where_a_question_forgets_to_ask(
        self, hub, other_hub, hub_manager, team_member
    ):
        type_february(hub_manager, hub, STAFF="4200")
        type_february(hub_manager, hub, STAFF="4300")
        for worker in (team_member, GrantFactory(site=other_hub, role=Role.HUB_MANAGER).user):
            with acting_as(worker):
                assert not MonthFigure.objects.exists()
                assert not MoneyBefore.objects.exists()
                assert MonthFigure.objects.update(value=1) == 0

    def test_what_it_said_before_is_never_changed(self, hub, hub_manager):
        with (
            acting_as(hub_manager),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM commissioning_moneybefore")


class TestPages:
    def test_from_typing_to_the_table(self, page, hub, other_hub, hub_manager, network_lead):
        last = moved(month_of(timezone.localdate()), -1)
        args = (hub.slug, last.strftime("%Y-%m"))
        assert "Nobody has typed what Acomb cost" in page(hub_manager, "commissioning:overview")
        drawn = page(hub_manager, "commissioning:month", *args)
        assert "not recorded" in drawn
        typed = {"actual_staff": "£4,200.50", "source_spent": "ACCOUNTS", "seen": "{}"}

        stale = page(hub_manager, "commissioning:month", *args, data=typed)
        assert "Somebody else changed this" in stale
        assert 'value="£4,200.50"' in stale
        with acting_as(hub_manager):
            typed["seen"] = written_down(queries.month_said(hub, last).facts())
        page(hub_manager, "commissioning:month", *args, data=typed, status=302)

        table = page(network_lead, "commissioning:spend")
        assert "£4,200.50" in table
        assert "not recorded" in table
        assert "6 of 7 kinds of costs not recorded" in table

    def test_what_was_typed_stays_when_it_is_refused(self, page, hub, hub_manager):
        last = moved(month_of(timezone.localdate()), -1).strftime("%Y-%m")

        drawn = page(
            hub_manager, "commissioning:month", hub.slug, last, data={"actual_staff": "lots"}
        )

        assert "must be an amount" in drawn
        assert 'value="lots"' in drawn

    def test_pasted_lines_fill_the_boxes_and_save_nothing(self, page, hub, hub_manager):
        last = moved(month_of(timezone.localdate()), -1)
        lines = "Rent\t£450.00\nWages\t4,200\nWages\t100\nMystery\t3\nVolunteers' hours 120"
        data = {"fill": "yes", "pasted": lines}

        drawn = page(
            hub_manager, "commissioning:month", hub.slug, last.strftime("%Y-%m"), data=data
        )

        assert 'name="actual_rooms" type="text" value="450"' in drawn or 'value="450"' in drawn
        assert 'value="4300"' in drawn
        assert 'value="120"' in drawn
        assert "<li>Mystery\t3</li>" in drawn
        with acting_as(hub_manager):
            assert not MonthFigure.objects.exists()

    @pytest.mark.parametrize("slug", ["clifton", "nowhere"])
    def test_of_another_hub_looks_like_one_that_is_not_there(
        self, page, other_hub, hub, hub_manager, slug
    ):
        page(hub_manager, "commissioning:hub", slug, status=404)
        page(hub_manager, "commissioning:month", slug, "2026-02", status=404)

    def test_for_the_wrong_role_looks_like_one_that_is_not_there(self, page, hub, team_member):
        page(team_member, "commissioning:overview", status=404)

    def test_of_many_hubs_ask_as_much_as_of_one(self, page, hub, network_lead):
        def asked(name):
            network_lead.__dict__.pop("all_sites", None)
            with CaptureQueriesContext(connection) as few:
                page(network_lead, name)
            return len(few)

        names = ["commissioning:overview", "commissioning:spend"]
        for name in names:
            asked(name)  # what is kept from the first page on is asked for now
        before = {name: asked(name) for name in names}
        SiteFactory.create_batch(20)
        assert {name: asked(name) for name in names} == before

    def test_of_more_than_fifty_hubs_turns_and_keeps_what_was_asked_for(
        self, page, hub, network_lead
    ):
        SiteFactory.create_batch(49)  # with the two that the lead has

        first = page(network_lead, "commissioning:spend", query="?until=2026-01")
        second = page(network_lead, "commissioning:spend", query="?page=2&until=2026-01")

        assert "?page=2&amp;until=2026-01" in first
        assert "Showing 51 to 51 hubs" in second
        assert "Previous 50" in page(network_lead, "commissioning:overview", query="?page=2")
