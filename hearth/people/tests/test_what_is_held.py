"""What is held back is looked at again before it ends: by leads, and by whoever shared it."""

import datetime
import html

import pytest
from django.urls import reverse

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import day, short_day
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import queries
from hearth.people.actions import Whom
from hearth.people.models import Sharing
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_held_back_sharings import share
from hearth.people.tests.test_holding_longer import show
from hearth.people.tests.test_opening_pages import works_here
from hearth.people.tests.test_who_has_looked import hold, looked

DAY = datetime.timedelta(days=1)


@pytest.fixture
def safe(hub):
    return GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Sal").user


@pytest.fixture
def governs(hub):
    return GrantFactory(site=None, role=Role.INFORMATION_GOVERNANCE_LEAD, user__name="Ina").user


def listed(worker, today):
    with acting_as(worker):
        held = queries.what_is_held(worker, today=today)
    return [[(thing.what, thing.until_on) for thing in part] for part in (held.soon, held.later)]


def last_days(worker, today, by=7):
    with acting_as(worker):
        return queries.last_days_of_what_is_held(worker, today=today, by=today + by * DAY)


class TestTheList:
    def test_says_what_ends_within_a_week_first_and_leads_to_where_it_is_held_longer(
        self, page, team_member, greeter, safe, mind, jo, john, today
    ):
        share(team_member, jo, Whom(organisation=mind), today, until_on=today + 7 * DAY)
        hold(safe, jo, [looked(greeter, jo, "safety"), looked(greeter, jo, "hello")], today)
        hold(safe, john, [looked(greeter, john, "safety")], today, until_on=today + 8 * DAY)

        assert listed(safe, today) == [
            [
                ("2 looks at their record", today + DAY),
                ("shared with York Mind: about me", today + 7 * DAY),
            ],
            [("1 look at their record", today + 8 * DAY)],
        ]
        said = html.unescape(page(safe, "held_back"))
        assert "Somebody known at Acomb: 2 looks at their record" in said
        assert "Jo" not in said
        assert f"Held back until the end of {short_day(today + DAY)}" in said
        with as_the_owner():
            shared = Sharing.objects.get()
        for name, *ids in (("hold_back", john.id), ("hold_back_sharing", jo.id, shared.id)):
            assert f'href="{reverse(f"people:{name}", args=ids)}"' in said

    def test_of_a_line_held_longer_and_shown_again_is_of_its_last_day_alone(
        self, greeter, safe, jo, today
    ):
        line = looked(greeter, jo, "safety")
        hold(safe, jo, [line], today)
        hold(safe, jo, [line], today, until_on=today + 9 * DAY)

        assert listed(safe, today) == [[], [("1 look at their record", today + 9 * DAY)]]
        show(safe, jo, today)
        assert listed(safe, today) == [[], []]

    def test_is_for_whoever_shared_it_too_and_of_that_alone(
        self, page, team_member, greeter, hub_manager, partner, safe, mind, jo, today
    ):
        share(team_member, jo, Whom(organisation=mind), today)
        hold(safe, jo, [looked(greeter, jo, "safety")], today)

        said = html.unescape(page(team_member, "held_back"))

        assert "Jo: shared with York Mind: about me" in said
        assert reverse("people:share_anyway", args=[jo.id]) in said
        assert "look at their record" not in said
        assert "Nothing is held back" in page(hub_manager, "held_back")
        for worker, name in ((team_member, "share_anyway"), (safe, "hold_back")):
            assert f'href="{reverse("people:held_back")}"' in page(worker, name, jo.id)
        page(greeter, "held_back", status=403)
        page(partner, "held_back", status=403)

    def test_is_not_of_another_hub_nor_of_ones_own_record(
        self, team_member, other_hub, greeter, safe, mind, jo, today
    ):
        elsewhere = GrantFactory(site=other_hub, role=Role.SAFEGUARDING_LEAD).user
        share(team_member, jo, Whom(organisation=mind), today)
        hold(safe, jo, [looked(greeter, jo, "safety")], today)
        assert listed(elsewhere, today) == [[], []]

        works_here(jo, safe)

        assert listed(safe, today) == [[], []]
        assert last_days(safe, today) == []

    def test_asks_as_many_questions_for_twenty(
        self, hub, team_member, greeter, safe, mind, today, django_assert_max_num_queries
    ):
        for number in range(10):
            person = PersonFactory(known_as=f"Person {number}", sites=[hub])
            share(team_member, person, Whom(organisation=mind), today)
            hold(safe, person, [looked(greeter, person, "safety")], today)

        with acting_as(safe), django_assert_max_num_queries(5):
            assert len(queries.what_is_held(safe, today=today).soon) == 20


class TestWhatIsToldOfIt:
    def test_on_pages_that_lie_open_is_days_alone_of_what_ends_within_a_week(
        self, team_member, greeter, partner, safe, mind, jo, john, today
    ):
        share(team_member, jo, Whom(organisation=mind), today, until_on=today + 7 * DAY)
        share(team_member, john, Whom(organisation=mind), today, until_on=today + 8 * DAY)
        hold(safe, jo, [looked(greeter, jo, "safety")], today)

        assert last_days(safe, today) == [today + DAY, today + 7 * DAY]
        assert last_days(team_member, today) == [today + 7 * DAY]
        assert last_days(greeter, today) == last_days(partner, today) == []

    def test_is_loud_for_who_holds_things_back_the_day_before_and_on_its_last_day(
        self, client, team_member, greeter, governs, safe, mind, jo, today
    ):
        def said(worker):
            client.force_login(worker)
            return html.unescape(client.get("/places/").content.decode())

        loud = "Something that is held back can be read from"
        shared = share(team_member, jo, Whom(organisation=mind), today, until_on=today + 2 * DAY)
        assert loud not in said(governs)

        with as_the_owner():
            Sharing.objects.filter(id=shared.id).update(held_back_until=today + DAY)

        for lead in (governs, safe):
            assert f"{loud} {day(today + 2 * DAY)}" in said(lead)
            assert reverse("people:held_back") in said(lead)
        for worker in (team_member, greeter):
            assert loud not in said(worker)
