"""What is shared without agreement takes nothing from the team: that would show."""

import datetime
from importlib import import_module

import pytest
from django.db import connection

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.diary import actions, queries
from hearth.diary.models import Meeting
from hearth.diary.tests.conftest import DAY
from hearth.diary.tests.test_booking import read_by
from hearth.diary.tests.test_reminding import goes, messages
from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing.models import OutgoingMessage
from hearth.people.actions import (
    HeldBackFromThem,
    Whom,
    WithoutAgreement,
    share_without_agreement,
    withdraw_sharing,
)
from hearth.people.models import Opening
from hearth.people.queries import get_person
from hearth.support.tests.factories import share_support

pytestmark = pytest.mark.usefixtures("mail")


@pytest.fixture(params=[True, False], ids=["held back", "told"])
def share(request, team_member, jo, today):
    """Share Jo's support without agreement: held back from Jo, or told."""

    def act(**whom):
        held = HeldBackFromThem("He reads her letters", today + DAY) if request.param else None
        why = WithoutAgreement("SAFEGUARDING", "She said that he hits her", "Nothing yet", held)
        with acting_as(team_member):
            return share_without_agreement(
                by=team_member, person=jo, layers=("SUPPORT",), whom=Whom(**whom), why=why,
                today=today, until_on=today + 9 * DAY,
            )  # fmt: skip

    return act


@pytest.fixture
def with_a_partner(share, partner):
    return lambda: share(organisation=partner.works_for)


def test_the_team_books_and_asks_as_before(
    with_a_partner, book, page, form, team_member, colleague, jo, hub, now, tomorrow
):
    with_a_partner()

    assert read_by(colleague, book(team_member, jo)) == "Jo"
    with acting_as(colleague):
        asked = actions.ask_for_time(
            by=colleague, site=hub, person=jo, what_for="ONE_TO_ONE", suits="Mornings", who="",
            wants_id=None, meeting_id=uuid7(), now=now,
        )  # fmt: skip
        assert asked.of_team is True
    later = tomorrow + DAY
    typed = form(colleague, who="", booking_id=str(uuid7()), **{"begins_at-day": later.day,
                 "begins_at-month": later.month, "begins_at-year": later.year})  # fmt: skip
    page(colleague, "book_person", jo.id, data=typed, status=302)
    with acting_as(colleague):
        assert Meeting.objects.filter(person=jo, of_team=True).count() == 3


def test_what_was_booked_before_stays_the_teams_and_its_reminder_goes(
    with_a_partner, book, team_member, colleague, hub_manager, partner, jo, way, far
):
    booking = book(team_member, jo, begins_at=far, remind_way_id=way().id)

    with_a_partner()

    for worker in (team_member, colleague, hub_manager, partner):
        assert read_by(worker, booking) == "Jo"
    assert messages()[0].of_team is True
    assert goes(messages()[0], far - DAY).to == "jo@example.org"


def test_taken_back_it_takes_nothing_from_the_team_either(
    with_a_partner, book, team_member, colleague, partner, jo, now
):
    shared, booking = with_a_partner(), book(team_member, jo)
    with acting_as(team_member):
        withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
    assert read_by(colleague, booking) == "Jo"
    assert read_by(partner, booking) is None


def test_what_they_agree_to_meanwhile_does_take_it(
    with_a_partner, book, team_member, colleague, hub_manager, jo, way, far
):
    with_a_partner()
    booking = book(team_member, jo, begins_at=far, remind_way_id=way().id)

    share_support(jo, by=team_member, roles=("TEAM_MEMBER",))

    assert read_by(colleague, booking) == "Jo"
    assert read_by(hub_manager, booking) is None
    assert messages()[0].of_team is False


def test_whoever_reads_by_it_books_for_the_team_and_with_any_of_it(
    share, book, team_member, colleague, hub_manager, jo
):
    share(worker=colleague)
    booking = book(colleague, jo, worker_id=team_member.id)
    for worker in (team_member, colleague, hub_manager):
        assert read_by(worker, booking) == "Jo"


def test_whoever_opened_the_record_for_a_reason_books_for_the_team(
    book, team_member, hub_manager, jo, now
):
    with as_the_owner():
        Opening.objects.create(
            person=jo, opened_by=team_member, opened_at=now, known_at=[],
            ends_at=now + datetime.timedelta(hours=1), reason_sealed=b"x",
        )  # fmt: skip
    booking = book(team_member, jo)
    assert read_by(team_member, booking) == read_by(hub_manager, booking) == "Jo"


def test_a_hub_that_does_not_know_them_reads_nothing_of_it(
    share, book, hub, other_hub, team_elsewhere, team_member, jo
):
    both = GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Bo").user
    GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user=both)
    share(worker=both)
    booking = book(both, jo, site=other_hub)
    assert read_by(both, booking) == "Jo"
    assert read_by(team_elsewhere, booking) is read_by(team_member, booking) is None


def test_it_may_be_booked_by_the_team_alone(with_a_partner, greeter, hub_manager, jo, now):
    with_a_partner()
    for worker, may in ((hub_manager, True), (greeter, False)):
        with acting_as(worker):
            person = get_person(jo.id, worker)
            assert queries.may_book(person, actor=worker, now=now) is may


class TestWhatWasTakenBefore:
    """The migrations give back to the team what a sharing that nobody agreed to took from it."""

    @pytest.fixture
    def taken(self, book, team_member, jo, way, far):
        book(team_member, jo, begins_at=far, remind_way_id=way().id)
        with as_the_owner():
            Meeting.objects.update(of_team=False)
            OutgoingMessage.objects.update(of_team=False)

    def given_back(self):
        diary, outgoing = (
            import_module(f"hearth.{app}.migrations.0030_only_what_was_agreed")
            for app in ("diary", "outgoing")
        )
        with as_the_owner(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for statement in (diary.GIVEN_BACK, outgoing.DROP, outgoing.GIVEN_BACK, outgoing.MAKE):
                cursor.execute(statement)
            return Meeting.objects.get().of_team, OutgoingMessage.objects.get().of_team

    def test_is_given_back(self, taken, with_a_partner):
        with_a_partner()
        assert self.given_back() == (True, True)

    def test_is_not_if_they_agreed_once(self, taken, with_a_partner, team_member, jo, now):
        with_a_partner()
        shared = share_support(jo, by=team_member)
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        assert self.given_back() == (False, False)

    def test_is_not_if_nothing_was_shared_without_agreement(self, taken):
        assert self.given_back() == (False, False)
