"""The stay-well plan: read in the night, looked at together, printed, and by nobody else."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import short_day
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions, queries
from hearth.people.actions import StoryRefused, Whom
from hearth.people.models import Person, Sharing, StayWellPlan
from hearth.people.queries.card import MORE, shortened
from hearth.people.queries.circle import MemberSection
from hearth.people.queries.layers import PlanSaid, plan_said
from hearth.people.queries.telling import compared, how_long_ago
from hearth.people.tests.test_sharing import agree
from hearth.people.tests.test_story_pages import say

DAY = datetime.timedelta(days=1)


@pytest.fixture
def team(hub):
    return Whom(site=hub, roles=(Role.TEAM_MEMBER,))


@pytest.fixture
def shared(team_member, jo, team, today):
    agree(team_member, jo, team, "CIRCLE", today=today)
    agree(team_member, jo, team, "PLAN", today=today)
    return jo


@pytest.fixture
def partner(hub):
    return GrantFactory(site=hub, role=Role.PARTNER_WORKER, user__name="Pia").user


def add(by, person, now, name="Dee", number="07700 900123", agreed=True, **more):
    member = MemberSection(
        name, "FRIEND", number, agreed_on=timezone.localdate(now) if agreed else None, **more
    )
    with acting_as(by):
        return actions.add_to_circle(by=by, person=person, member=member, now=now)


def looked(by, person, today, now, **more):
    with acting_as(by):
        actions.look_at_plan(by=by, person=person, today=today, look_again_on=None, now=now, **more)


class TestReading:
    def test_leads_with_the_worst_day_and_whom_to_ring(self, page, team_member, shared, now):
        say(page, team_member, shared, "Walk", heading="well")
        say(page, team_member, shared, "Put the pills at Dee’s", heading="safer")
        say(page, team_member, shared, "Sit with me", heading="worst-day")
        add(team_member, shared, now)

        shown = page(team_member, "plan", shared.id)

        order = ["Sit with me", "Put the pills", 'href="tel:07700900123"', "Walk"]
        assert [shown.index(each) for each in order] == sorted(shown.index(e) for e in order)
        assert "Looked at together today" in shown
        assert "The team members at Acomb" in shown

    @pytest.mark.parametrize("ending", ["", "/"])
    def test_answers_at_its_fixed_address_with_and_without_a_stroke(
        self, client, team_member, shared, ending
    ):
        client.force_login(team_member)
        assert client.get(f"/people/{shared.id}/plan{ending}").status_code == 200

    def test_says_its_age_and_why_it_is_time(self, page, team_member, shared, today, now):
        assert "There is no plan yet" in page(team_member, "plan", shared.id)
        looked(team_member, shared, today - 130 * DAY, now, why="Before Christmas")
        with as_the_owner():
            StayWellPlan.objects.update(look_again_on=today)

        shown = page(team_member, "plan", shared.id)

        assert "Looked at together 4 months ago" in shown
        assert "It is time for a fresh look. Why then: Before Christmas." in " ".join(shown.split())

    def test_is_to_be_looked_at_again_within_two_years(self, team_member, shared, today, now):
        on = {"by": team_member, "person": shared, "today": today, "now": now}
        with acting_as(team_member):
            for day in (today + 733 * DAY, today.replace(year=9999, day=1)):
                with pytest.raises(StoryRefused, match="Choose a day within two years"):
                    actions.look_at_plan(look_again_on=day, **on)
            actions.look_at_plan(look_again_on=today + 732 * DAY, **on)

    def test_is_read_by_whom_only_the_plan_is_shared_with(
        self, page, team_member, partner, shared, today, now
    ):
        agree(team_member, shared, Whom(worker=partner), "PLAN", today=today)
        add(team_member, shared, now)
        add(team_member, shared, now, name="Sly", number="07700 900999", agreed=False)

        shown = page(partner, "plan", shared.id)

        assert "Dee" in shown
        assert "07700 900123" in shown
        assert "Sly" not in shown
        assert "900999" not in shown
        page(partner, "circle", shared.id, status=403)

    def test_tells_whom_to_ring_to_nobody_else(
        self, team_member, greeter, team_elsewhere, partner, network_lead, shared, today, now
    ):
        add(team_member, shared, now)
        agree(team_member, shared, Whom(worker=partner), "ABOUT", today=today)
        for worker in (greeter, team_elsewhere, partner, network_lead):
            with acting_as(worker):
                assert queries.people_to_ring(shared.id) == ()
        assert queries.people_to_ring(shared.id) == ()

    def test_tells_whom_to_ring_to_who_opened_it_for_a_reason_and_never_to_themselves(
        self, team_member, greeter, hub, shared, now
    ):
        add(team_member, shared, now)
        with acting_as(greeter):
            actions.open_for_a_reason(
                by=greeter, person=shared, site=hub, now=now,
                reason="They are in distress and cannot tell us whom to ring",
            )  # fmt: skip
            assert [one.name for one in queries.people_to_ring(shared.id)] == ["Dee"]
        with as_the_owner():
            Person.objects.filter(id=shared.id).update(worker=team_member)
        with acting_as(team_member):
            assert queries.people_to_ring(shared.id) == ()
        with acting_as(greeter):  # a colleague, still opened for that reason
            queries.sight_of(greeter, now=now)
            assert [one.name for one in queries.people_to_ring(shared.id)] == ["Dee"]

    def test_is_shut_from_the_moment_it_is_taken_back(
        self, page, team_member, partner, shared, today, now
    ):
        mine = agree(team_member, shared, Whom(worker=partner), "PLAN", today=today)
        add(team_member, shared, now)
        assert "Dee" in page(partner, "plan", shared.id)
        with acting_as(team_member):
            actions.withdraw_sharing(
                by=team_member, person=shared, sharing=mine, how="SAID", now=now
            )
        for name in ("plan", "plan_read", "plan_card"):
            page(partner, name, shared.id, status=404)
        with acting_as(partner):
            assert queries.people_to_ring(shared.id) == ()

    def test_says_until_when_others_may_see_it(self, page, team_member, partner, shared, today):
        agree(team_member, shared, Whom(worker=partner), "PLAN", today=today, until_on=today + DAY)
        until = f"Pia, until {(today + DAY).day} "
        assert until in page(team_member, "plan", shared.id)
        with as_the_owner():
            Sharing.objects.filter(with_worker=partner).update(until_on=today - DAY)
        assert "Pia" not in page(team_member, "plan", shared.id)


class TestLookingAtItTogether:
    def sent(self, **more):
        said = {"when": "HALF_YEAR", "why": "", "on_hubs_device": "no", "stamp": PlanSaid().stamp}
        return said | more

    def test_two_who_looked_at_it_at_once_see_both(self, page, team_member, shared, today):
        theirs = self.sent(when="AFTER_BAD", on_hubs_device="yes")
        page(team_member, "looked_at", shared.id, data=theirs, status=302)

        told = page(team_member, "looked_at", shared.id, data=self.sent(why="After the move"))

        assert "as somebody else wrote it" in told
        assert "After a hard time" in told
        assert "After the move" in told
        with acting_as(team_member):
            plan = StayWellPlan.objects.get()
        assert plan.on_hubs_device
        stamp = plan_said(plan).stamp
        assert f'value="{stamp}"' in told
        again = self.sent(why="After the move", stamp=stamp)
        page(team_member, "looked_at", shared.id, data=again, status=302)
        with acting_as(team_member):
            assert StayWellPlan.objects.get().look_again_why == "After the move"

    def test_says_when_again_and_keeps_what_they_agreed(self, page, team_member, shared, today):
        assert "When shall we look at it again?" in page(team_member, "looked_at", shared.id)
        sent = self.sent(when="AFTER_BAD", on_hubs_device="yes")
        page(team_member, "looked_at", shared.id, data=sent, status=302)
        with acting_as(team_member):
            plan = StayWellPlan.objects.get()
        assert (plan.looked_at_on, plan.look_again_on) == (today, today + 14 * DAY)
        assert (plan.look_again_why, plan.on_hubs_device) == ("After a hard time", True)
        shown = page(team_member, "plan", shared.id)
        assert "They agreed" in shown
        assert short_day(today + 14 * DAY) in shown
        assert "Why then: After a hard time" in shown, "as it was typed"

    def test_asks_for_a_day_that_is_to_come(self, page, team_member, shared, today):
        told = page(team_member, "looked_at", shared.id, data=self.sent(when="ON_A_DAY"))
        assert "Enter the day" in told
        past = {"on-day": today.day, "on-month": today.month, "on-year": today.year}
        sent = self.sent(when="ON_A_DAY") | past
        assert "Choose a day to come" in page(team_member, "looked_at", shared.id, data=sent)
        with acting_as(team_member):
            assert not StayWellPlan.objects.exists()

    def test_asks_for_an_answer_about_the_hubs_device(self, page, team_member, shared):
        told = page(team_member, "looked_at", shared.id, data=self.sent(on_hubs_device=""))
        assert "There is a problem" in told

    @pytest.mark.parametrize(("after", "says"), [("good", "good time"), ("hard", "hard time")])
    def test_is_asked_for_after_good_times_and_hard_ones(
        self, page, team_member, shared, today, now, after, says
    ):
        looked(team_member, shared, today, now)
        for _ in range(2):
            page(team_member, "fresh_look", shared.id, data={"after": after}, status=302)
        shown = " ".join(page(team_member, "plan", shared.id).split())
        assert f"It is time for a fresh look. Why then: After a {says}." in shown

    def test_cannot_be_asked_for_without_a_plan_or_a_reason(
        self, page, team_member, shared, today, now
    ):
        told = page(
            team_member, "fresh_look", shared.id, data={"after": "good"}, follow=True, status=200
        )
        assert "There is no plan yet. Begin" in told
        looked(team_member, shared, today, now)
        with acting_as(team_member), pytest.raises(StoryRefused):
            actions.ask_for_a_fresh_look(
                by=team_member, person=shared, why=" ", today=today, now=now
            )


class TestOnPaper:
    def test_the_whole_plan_has_nothing_round_it(self, page, team_member, shared, now):
        say(page, team_member, shared, "Sit with me", heading="worst-day")
        add(team_member, shared, now)
        read = page(team_member, "plan_read", shared.id)
        assert "Sit with me" in read
        assert "07700 900123" in read
        assert "hearth-header" not in read

    def test_a_card_for_a_wallet_has_no_name_on_it_and_says_if_there_is_more(
        self, page, team_member, shared, now
    ):
        say(page, team_member, shared, "Sit with me", heading="worst-day")
        add(team_member, shared, now)
        shown = page(team_member, "plan_card", shared.id)
        card = shown[shown.index('class="hearth-wallet"') :]
        assert "Sit with me" in card
        assert "07700 900123" in card
        assert "Jo" not in card
        assert "Not all of it fits" not in shown

        say(page, team_member, shared, "word " * 100, "Sit with me", "worst-day")
        shown = page(team_member, "plan_card", shared.id)
        assert "Not all of it fits" in shown
        assert "(more on my plan)" in shown


@pytest.mark.parametrize("words", ["a\n" * 60, "word " * 300, "x" * 2000, "NO DOCTORS " * 40])
def test_no_words_are_too_long_for_a_card(words):
    short = shortened(words, 8)
    assert len(short.splitlines()) <= 8
    assert max(len(line) for line in short.splitlines()) <= 48
    assert short.endswith(MORE)
    assert shortened("Sit with me\nRing Dee", 8) == "Sit with me\nRing Dee"


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (9, "9 days ago"), (20, "2 weeks ago"), (59, "8 weeks ago"),
     (130, "4 months ago"), (800, "2 years ago"), (-3, "today")],
)  # fmt: skip
def test_how_long_ago_is_said_in_words(days, words):
    day = datetime.date(2026, 7, 15)
    assert how_long_ago(day - days * DAY, day) == words


@pytest.mark.parametrize(
    ("older", "newer"),
    [("the sea in winter", "the sea in  summer\nand spring"), ("", "new"), ("old", ""), ("", "")],
)
def test_what_is_compared_gives_both_wordings_again(older, newer):
    parts = compared(older, newer)
    assert "".join(each.words for each in parts if each.kind != "new") == older
    assert "".join(each.words for each in parts if each.kind != "gone") == newer


def test_words_that_changed_beside_each_other_are_read_as_one_change():
    parts = [
        (each.kind, each.words) for each in compared("in winter, when it is", "in any way it is")
    ]
    assert parts == [
        ("same", "in "), ("gone", "winter, when"), ("new", "any way"), ("same", " it is")
    ]  # fmt: skip
