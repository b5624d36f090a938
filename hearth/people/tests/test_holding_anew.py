"""Holding a sharing back anew: who did so before them stays, and nobody else lets it be read."""

import datetime
import html

import pytest
from django.db import DatabaseError, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import short_day
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import HeldBackFromThem, Whom
from hearth.people.models import HeldBack, Sharing
from hearth.people.queries.sections import EditedMeanwhile
from hearth.people.tests.test_held_back_sharings import WHY, share, stamp_of
from hearth.people.tests.test_opening_pages import works_here
from hearth.people.tests.test_who_has_looked import hold, looked

DAY = datetime.timedelta(days=1)


@pytest.fixture
def safe(hub):
    return GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Sal").user


@pytest.fixture
def other_lead(hub):
    return GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Lin").user


@pytest.fixture
def shared(team_member, mind, jo, today):
    return share(team_member, jo, Whom(organisation=mind), today)


def hold_anew(by, sharing, why, until_on, *, stamp=None, today):
    stamp = stamp_of(sharing) if stamp is None else stamp
    with acting_as(by):
        actions.hold_back_sharing(
            by=by, sharing=sharing, held_back=HeldBackFromThem(why, until_on), stamp=stamp,
            today=today,
        )  # fmt: skip


def so_far(reader, sharing):
    with acting_as(reader):
        return [(once.by, once.why, once.until_on) for once in queries.held_so_far(sharing)]


class TestAnew:
    def test_keeps_who_held_it_back_before_them_why_and_until_when(
        self, page, team_member, safe, shared, jo, today
    ):
        hold_anew(safe, shared, "He still does", today + 9 * DAY, today=today)

        assert so_far(safe, shared) == [
            ("Sal", "He still does", today + 9 * DAY), ("Tariq", WHY, today + DAY),
        ]  # fmt: skip
        said = html.unescape(page(safe, "hold_back_sharing", jo.id, shared.id))
        assert f"Tariq: until the end of {short_day(today + DAY)}. {WHY}" in said

    def test_is_never_written_over(self, safe, shared, today):
        with acting_as(safe):
            assert HeldBack.objects.filter(sharing=shared).update(until_on=today + 9 * DAY) == 0
        assert so_far(safe, shared) == [("Tariq", WHY, today + DAY)]

    def test_is_refused_where_somebody_else_did_so_meanwhile_and_loses_nothing_typed(
        self, page, safe, other_lead, shared, jo, today
    ):
        seen = stamp_of(shared)
        hold_anew(other_lead, shared, "He found the letters", today + 9 * DAY, today=today)

        with pytest.raises(EditedMeanwhile):
            hold_anew(safe, shared, "For now", today, stamp=seen, today=today)
        day = {"until_on-day": today.day, "until_on-month": today.month,
               "until_on-year": today.year}  # fmt: skip
        typed = {"why": "For now", "stamp": seen, **day}
        said = page(safe, "hold_back_sharing", jo.id, shared.id, data=typed)
        assert "Somebody else changed this" in said
        assert "For now" in said
        assert "He found the letters" in said
        assert stamp_of(shared) in said
        assert so_far(safe, shared)[0][0] == "Lin"

    def test_said_twice_is_once(self, safe, shared, today):
        seen = stamp_of(shared)
        for _ in range(2):
            hold_anew(safe, shared, "He still does", today + DAY, stamp=seen, today=today)

        assert len(so_far(safe, shared)) == 2

    def test_is_not_shown_by_a_page_from_before_it(self, page, safe, other_lead, shared, jo, today):
        seen = stamp_of(shared)
        hold_anew(other_lead, shared, "He found the letters", today + 9 * DAY, today=today)

        page(safe, "show_sharing", jo.id, shared.id, data={"stamp": seen}, status=302)

        with as_the_owner():
            assert Sharing.objects.get().held_back_until == today + 9 * DAY


class TestWhoMayLetItBeRead:
    def test_is_nobody_of_the_team_whoever_wrote_it_down(self, team_member, shared, today):
        for change in (
            {"held_back_until": today - DAY}, {"held_back_why_sealed": b"x"},
            {"held_back_until": None, "held_back_by": None, "held_back_why_sealed": b""},
        ):  # fmt: skip
            with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
                Sharing.objects.filter(id=shared.id).update(**change)
        with acting_as(team_member):
            actions.withdraw_sharing(
                by=team_member, person=shared.person, sharing=shared, how="", now=shared.recorded_at
            )

    def test_is_whoever_holds_things_back_in_their_own_name(self, safe, other_lead, shared, today):
        row = Sharing.objects.filter(id=shared.id)
        with acting_as(safe), pytest.raises(DatabaseError), transaction.atomic():
            row.update(held_back_until=today, held_back_by=other_lead)
        with acting_as(safe):
            assert row.update(held_back_until=today, held_back_by=safe) == 1

    def test_is_written_down_in_nobody_elses_name(self, team_member, safe, shared, jo, today):
        for held in (
            {"reviewer": team_member, "sharing": None, "line_id": None},
            {"reviewer": safe, "sharing": shared},
        ):
            with acting_as(team_member), pytest.raises(DatabaseError), transaction.atomic():
                HeldBack.objects.create(person_id=jo.id, reason_sealed=b"x", until_on=today, **held)
        with acting_as(safe), pytest.raises(DatabaseError), transaction.atomic():
            HeldBack.objects.create(
                person_id=jo.id, reason_sealed=b"x", until_on=today, sharing=shared, reviewer=safe
            )


class TestOfOnesOwnRecord:
    def test_nobody_reads_that_anything_is_held_back_nor_why(
        self, team_member, greeter, safe, other_lead, shared, jo, today
    ):
        hold(safe, jo, [looked(greeter, jo, "safety")], today)
        works_here(jo, other_lead)

        with acting_as(safe):
            assert HeldBack.objects.count() == 2
        with acting_as(other_lead):
            assert HeldBack.objects.count() == 0
        works_here(jo, team_member)
        assert so_far(team_member, shared) == []
