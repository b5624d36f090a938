"""What is shared without agreement, held back from the person while telling them is dangerous."""

import datetime
import html

import pytest
from django.db import IntegrityError, transaction

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import HeldBackFromThem, SharingRefused, Whom, WithoutAgreement
from hearth.people.models import Layer, Sharing
from hearth.people.tests.test_forgetting_all import everything
from hearth.people.tests.test_opening_pages import works_here
from hearth.people.tests.test_sharing import agree, reads, say

DAY = datetime.timedelta(days=1)
REASON = "She said that he hits her"
WHY = "He reads her letters"
PAGES = ("sharing", "sharing_sheet", "share_aloud", "who_has_looked")


@pytest.fixture
def words(page):
    def said(*args, **options):
        return html.unescape(page(*args, **options))

    return said


@pytest.fixture
def safe(hub):
    return GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Sal").user


@pytest.fixture
def safe_in_the_team(hub, safe):
    GrantFactory(user=safe, site=hub, role=Role.TEAM_MEMBER)
    return safe


@pytest.fixture
def colleague(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Una").user


def share(by, person, whom, today, *, why=WHY, until_on=None, layers=("ABOUT",)):
    held_back = HeldBackFromThem(why, until_on or today + DAY)
    with acting_as(by):
        return actions.share_without_agreement(
            by=by, person=person, layers=layers, whom=whom, today=today, until_on=today + 9 * DAY,
            why=WithoutAgreement("SAFEGUARDING", REASON, "Nothing yet", held_back),
        )  # fmt: skip


def stamp_of(sharing):
    """Return what a page that shows a sharing, as it is held back now, carries unseen."""
    with as_the_owner():
        return queries.hold_of(Sharing.objects.get(id=sharing.id)).stamp


def seen_by(worker):
    with acting_as(worker):
        return Sharing.objects.exclude(basis="").count()


class TestHeldBack:
    def test_stands_on_no_page_that_is_read_with_them_whoever_reads(
        self, words, team_member, colleague, safe_in_the_team, mind, jo, today
    ):
        share(team_member, jo, Whom(organisation=mind), today)

        for worker in (team_member, colleague, safe_in_the_team):
            for name in PAGES:
                said = words(worker, name, jo.id)
                assert REASON not in said
                assert "York Mind" not in said
                assert "without asking you" not in said
            assert REASON not in str(everything(worker, jo))
            assert "York Mind" not in str(everything(worker, jo))

    def test_is_told_once_its_day_is_past(self, words, team_member, colleague, mind, jo, today):
        share(team_member, jo, Whom(organisation=mind), today)
        with as_the_owner():
            Sharing.objects.update(held_back_until=today - DAY)

        for name in ("sharing", "sharing_sheet"):
            assert REASON in words(colleague, name, jo.id)
        assert REASON in str(everything(colleague, jo))

    def test_opens_the_record_all_the_same(self, team_member, partner, mind, hub, jo, today, now):
        agree(team_member, jo, Whom(site=hub, roles=("TEAM_MEMBER",)), today=today)
        say(team_member, jo, now)

        share(team_member, jo, Whom(organisation=mind), today)

        assert reads(partner, jo, now) == ["Being by the sea"]

    def test_taken_back_meanwhile_is_not_told_as_over(
        self, words, team_member, colleague, mind, jo, today
    ):
        shared = share(team_member, jo, Whom(organisation=mind), today)
        words(team_member, "stop_sharing", jo.id, shared.id, data={}, status=302)

        assert REASON not in words(colleague, "sharing", jo.id)
        assert REASON not in str(everything(team_member, jo))

    def test_is_in_no_list_of_who_reads_and_leads_to_asking_them_first(
        self, team_member, mind, jo, today
    ):
        share(team_member, jo, Whom(organisation=mind), today, layers=("PLAN",))
        with acting_as(team_member):
            assert queries.readers(jo, Layer.PLAN, today=today) == ()
            assert queries.shared_with_nobody(jo, Layer.PLAN, today=today)

    def test_is_walled_from_the_team_but_not_from_who_shared_it_or_reads_by_it(
        self, team_member, colleague, hub_manager, partner, safe, mind, jo, today
    ):
        share(team_member, jo, Whom(organisation=mind), today)

        seen = {worker.name: seen_by(worker) for worker in (team_member, partner, safe)}
        assert set(seen.values()) == {1}
        assert (seen_by(colleague), seen_by(hub_manager)) == (0, 0)
        with as_the_owner():
            Sharing.objects.update(held_back_until=today - DAY)
        assert seen_by(colleague) == 1

    def test_of_ones_own_record_shows_to_no_lead(self, team_member, safe, mind, jo, today):
        share(team_member, jo, Whom(organisation=mind), today)
        works_here(jo, safe)

        assert seen_by(safe) == 0
        with as_the_owner():
            row = Sharing.objects.get()
        with acting_as(safe), pytest.raises(NotAllowed):
            actions.show_sharing(by=safe, sharing=row, stamp="", today=today)

    def test_pressed_twice_is_one_sharing(self, team_member, mind, jo, today):
        for _ in range(2):
            share(team_member, jo, Whom(organisation=mind), today)

        with as_the_owner():
            assert Sharing.objects.count() == 1

    @pytest.mark.parametrize(
        ("held_back", "says"),
        [
            ({"why": " "}, "come to harm"),
            ({"until_on": -1}, "day to look again"),
            ({"until_on": 400}, "within a year"),
        ],
    )
    def test_asks_for_who_could_come_to_harm_and_a_day_that_is_not_far(
        self, team_member, mind, jo, today, held_back, says
    ):
        if "until_on" in held_back:
            held_back = {"until_on": today + held_back["until_on"] * DAY}
        with pytest.raises(SharingRefused, match=says):
            share(team_member, jo, Whom(organisation=mind), today, **held_back)

    def test_is_never_what_they_agreed_to(self, team_member, mind, jo, today):
        agree(team_member, jo, Whom(organisation=mind), today=today)
        with as_the_owner(), pytest.raises(IntegrityError), transaction.atomic():
            Sharing.objects.update(
                held_back_until=today, held_back_by=team_member, held_back_why_sealed=b"x"
            )


class TestThePages:
    def typed(self, mind, today, **more):
        days = {"until_on": today + 9 * DAY, "held_back_until": today + 3 * DAY}
        parts = {
            f"{name}-{part}": getattr(day, part)
            for name, day in days.items()
            for part in ("day", "month", "year")
        }
        return parts | {
            "layers": ["ABOUT"], "organisation": mind.id, "basis": "SAFEGUARDING",
            "reason": REASON, "told": "Not yet", "danger": "on", "held_back_why": WHY,
        } | more  # fmt: skip

    def test_whoever_shares_can_say_that_telling_them_is_dangerous(
        self, words, team_member, mind, jo, today
    ):
        organisation = {"query": "?with=organisation"}
        typed = self.typed(mind, today)
        forgot = typed | {"danger": ""}
        assert "Tick this if" in words(
            team_member, "share_anyway", jo.id, data=forgot, **organisation
        )

        words(team_member, "share_anyway", jo.id, data=typed, status=302, **organisation)

        with as_the_owner():
            row = Sharing.objects.get()
            assert (row.held_back_until, row.held_back_why) == (today + 3 * DAY, WHY)
            assert row.held_back_by_id == team_member.id
        said = words(team_member, "share_anyway", jo.id)
        assert f"{team_member.name} held it back: {WHY}" in said
        assert "End this" in said
        assert REASON not in words(team_member, "sharing", jo.id)

    def test_show_it_to_no_other_of_the_team(self, words, team_member, colleague, mind, jo, today):
        share(team_member, jo, Whom(organisation=mind), today)

        assert WHY not in words(colleague, "share_anyway", jo.id)

    def test_whoever_holds_things_back_looks_again_and_lets_them_read_it(
        self, words, team_member, safe, colleague, mind, jo, today
    ):
        shared = share(team_member, jo, Whom(organisation=mind), today)
        assert REASON not in words(colleague, "sharing", jo.id)  # and it stands in who has looked
        assert WHY in words(safe, "hold_back", jo.id)
        assert WHY in words(safe, "hold_back_sharing", jo.id, shared.id)
        longer = {"why": "He still does", "until_on-day": (today + 40 * DAY).day,
                  "until_on-month": (today + 40 * DAY).month,
                  "until_on-year": (today + 40 * DAY).year,
                  "stamp": stamp_of(shared)}  # fmt: skip

        words(safe, "hold_back_sharing", jo.id, shared.id, data=longer, status=302)

        with as_the_owner():
            row = Sharing.objects.get()
            assert (row.held_back_until, row.held_back_why) == (today + 40 * DAY, "He still does")
            assert row.held_back_by_id == safe.id
        shows = {"stamp": stamp_of(shared)}
        words(safe, "show_sharing", jo.id, shared.id, data=shows, status=302)
        assert REASON in words(colleague, "sharing", jo.id)

    def test_one_that_was_told_at_once_can_be_held_back_later(
        self, words, team_member, safe, colleague, mind, jo, today
    ):
        with acting_as(team_member):
            shared = actions.share_without_agreement(
                by=team_member, person=jo, layers=("ABOUT",), whom=Whom(organisation=mind),
                why=WithoutAgreement("SAFEGUARDING", REASON, "Yes"), today=today,
                until_on=today + DAY,
            )  # fmt: skip
        assert REASON in words(colleague, "sharing", jo.id)

        with acting_as(safe):
            actions.hold_back_sharing(
                by=safe, sharing=shared, held_back=HeldBackFromThem(WHY, today),
                stamp=stamp_of(shared), today=today,
            )  # fmt: skip

        assert REASON not in words(colleague, "sharing", jo.id)

    def test_are_not_for_the_team_nor_a_lead_elsewhere(
        self, words, team_member, hub_manager, other_hub, mind, jo, today
    ):
        shared = share(team_member, jo, Whom(organisation=mind), today)
        elsewhere = GrantFactory(site=other_hub, role=Role.SAFEGUARDING_LEAD).user
        agreed = agree(team_member, jo, Whom(organisation=mind), today=today)
        for name, data in (("hold_back_sharing", None), ("show_sharing", {})):
            for worker in (team_member, hub_manager):
                words(worker, name, jo.id, shared.id, data=data, status=403)
            words(elsewhere, name, jo.id, shared.id, data=data, status=404)
            lead = GrantFactory(site_id=jo.known_at[0], role=Role.SAFEGUARDING_LEAD).user
            words(lead, name, jo.id, agreed.id, data=data, status=404)
        with as_the_owner():
            row = Sharing.objects.get(id=shared.id)
        for worker in (team_member, elsewhere):
            with acting_as(worker), pytest.raises(NotAllowed):
                actions.show_sharing(by=worker, sharing=row, stamp="", today=today)
