"""Nobody is locked out of deciding, what was kept is looked at again, and an answer has its day."""

import datetime

import pytest
from django.test import RequestFactory

from hearth.accounts.tests.factories import GrantFactory
from hearth.config.navigation import navigation
from hearth.erasing import actions, jobs, queries
from hearth.erasing.actions import ErasingRefused
from hearth.erasing.models import Decision, Erasure, HolderDecision
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person
from hearth.places.opening.deadlines import months_on, working_day_from
from hearth.places.timer import OnATimer

IG = "INFORMATION_GOVERNANCE_LEAD"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def own(jo):
    """Who decides for the organisation that holds Jo's record."""
    return GrantFactory(site=None, role=IG, user__name="Olu", user__works_for=jo.held_by).user


@pytest.fixture
def kept(ask, jo, decider, decide, today):
    """What the law had them keep until tomorrow."""
    return decide(
        decider, ask(), jo.held_by, erase=False, why_keep="LEGAL_HOLD", words="An inquest",
        look_again_on=today + DAY,
    )  # fmt: skip


def loud(worker):
    request = RequestFactory().get("/")
    request.actor = worker
    with acting_as(worker):
        return [each.words for each in navigation(request)["loud"]]


def waiting(worker):
    with acting_as(worker):
        return queries.erasures(worker, waiting=True)[0]


def by_night(day):
    timer = OnATimer()
    with acting_as(timer):
        return actions.reopen_what_is_due(by=timer, today=day)


class TestNobodyIsLockedOut:
    def test_whoever_asked_is_not_its_own_decider(self, ask, jo, own, decider, decide):
        row = ask(own)
        with pytest.raises(ErasingRefused, match="You asked this yourself"):
            decide(own, row, jo.held_by)
        assert decide(decider, row, jo.held_by).whole

    def test_nor_whose_record_it_is(self, ask, jo, own, decider, decide):
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=own)
        assert decide(decider, ask(), jo.held_by).whole

    def test_nor_for_lifting_a_hold(self, jo, own, decider, hub_manager, now):
        with acting_as(hub_manager):
            hold = actions.set_hold(
                by=hub_manager, person_id=jo.id, holder_id=jo.held_by_id, reason="Claim", now=now
            )
        with pytest.raises(ErasingRefused, match="Ask Olu"), acting_as(decider):
            actions.lift_hold(by=decider, hold_id=hold.id, why="Over", now=now)
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=own)
        with acting_as(decider):
            assert actions.lift_hold(by=decider, hold_id=hold.id, why="Over", now=now).lifted_at

    def test_the_page_names_who_can(self, page, ask, own, decider):
        row = ask(own)
        assert "It waits for Dot" in page(own, "erasure", row.id)
        assert "Decide for" in page(decider, "erasure", row.id)


class TestTakenBack:
    def test_for_a_reason_and_it_can_be_asked_anew(self, ask, jo, hub_manager, now, decider):
        row = ask()
        with acting_as(hub_manager):
            with pytest.raises(ErasingRefused, match="Write why"):
                actions.withdraw(by=hub_manager, erasure_id=row.id, why=" ", now=now)
            actions.withdraw(
                by=hub_manager, erasure_id=row.id, why="Jo changed their mind", now=now
            )
            with pytest.raises(ErasingRefused, match="already"):
                actions.withdraw(by=hub_manager, erasure_id=row.id, why="Again", now=now)
            assert "Jo changed their mind" in str(queries.everything_about(jo))
        assert waiting(decider) == []
        assert ask(decider).settled_at is None

    def test_decided_then_it_is_not(self, ask, jo, hub_manager, decider, decide, now):
        row = ask()
        with acting_as(hub_manager):
            actions.withdraw(by=hub_manager, erasure_id=row.id, why="No more", now=now)
        with pytest.raises(ErasingRefused, match="already"):
            decide(decider, row, jo.held_by)

    def test_by_nobody_else(self, ask, team_member, now):
        row = ask()
        with acting_as(team_member), pytest.raises((NotAllowed, Erasure.DoesNotExist)):
            actions.withdraw(by=team_member, erasure_id=row.id, why="No", now=now)

    def test_leaves_no_word_once_all_is_erased(self, ask, jo, hub_manager, decider, decide, now):
        row = ask()
        with acting_as(hub_manager):
            actions.withdraw(by=hub_manager, erasure_id=row.id, why="Jo said no", now=now)
        assert decide(decider, ask(), jo.held_by).whole
        with as_the_owner():
            assert Erasure.objects.get(id=row.id).withdrawn_why == ""

    def test_on_its_page(self, page, ask, jo, hub_manager, decider):
        row = ask()
        assert "Take back what was asked" in page(hub_manager, "erase", jo.id)
        page(hub_manager, "withdraw", row.id, data={"why": "Not any more"}, status=302)
        assert "Not any more" in page(decider, "erasure", row.id)


class TestKeptIsLookedAtAgain:
    def test_on_its_day_it_waits_again_and_is_loud(self, kept, decider, today, jo, decide):
        assert by_night(today) == 0
        assert not any("looked at again" in words for words in loud(decider))
        assert by_night(today + DAY) == 1
        assert by_night(today + DAY) == 0
        [row] = waiting(decider)
        assert row.is_again
        assert any("is to be looked at again" in words for words in loud(decider))
        with acting_as(decider):
            assert "An inquest" in str(queries.everything_about(jo)), "what was said before stays"
        assert decide(decider, kept, jo.held_by).whole

    def test_the_nights_work_does_it(self, kept, today):
        with as_the_owner():
            HolderDecision.objects.update(look_again_on=today)
        jobs.one_night(schema="york")
        with as_the_owner():
            assert HolderDecision.objects.get().decision == Decision.WAITING

    def test_and_once_the_hold_is_lifted(self, ask, jo, decider, decide, hub_manager, today, now):
        with acting_as(hub_manager):
            hold = actions.set_hold(
                by=hub_manager, person_id=jo.id, holder_id=jo.held_by_id, reason="Claim", now=now
            )
        kept = {"why_keep": "LEGAL_HOLD", "words": "A claim", "look_again_on": today + 30 * DAY}
        decide(decider, ask(), jo.held_by, erase=False, **kept)
        with acting_as(decider):
            actions.lift_hold(by=decider, hold_id=hold.id, why="Over", now=now)
        assert [row.is_again for row in waiting(decider)] == [True]

    def test_what_was_kept_for_another_reason_waits_for_its_day(
        self, ask, jo, decider, decide, hub_manager, today, now
    ):
        with acting_as(hub_manager):
            hold = actions.set_hold(
                by=hub_manager, person_id=jo.id, holder_id=jo.held_by_id, reason="Claim", now=now
            )
        kept = {"why_keep": "SAFEGUARDING", "words": "A child", "look_again_on": today + 30 * DAY}
        decide(decider, ask(), jo.held_by, erase=False, **kept)
        with acting_as(decider):
            actions.lift_hold(by=decider, hold_id=hold.id, why="Over", now=now)
        assert waiting(decider) == []

    def test_what_somebody_wrote_since_they_erased_it_does_not_go_unasked(
        self, ask, jo, trust, of_the_trust, decider, decide, today
    ):
        row = ask()
        decide(decider, row, trust)
        kept = {"why_keep": "CLAIM", "words": "A claim", "look_again_on": today + DAY}
        decide(decider, row, jo.held_by, erase=False, **kept)
        with as_the_owner():
            goal = type(of_the_trust.goal)(person=jo, held_by=trust, since_on=today)
            goal.words = "They came back"
            goal.save()
        by_night(today + DAY)
        done = decide(decider, row, jo.held_by)
        assert not done.whole
        with as_the_owner():
            assert type(goal).objects.filter(id=goal.id).exists()


class TestByWhenTheyAreAnswered:
    def test_it_is_a_month_and_the_page_says_it(self, page, jo, hub_manager, today, decider):
        said = {"asked_for": "PERSON", "why": "TAKEN_BACK", "words": "Take it all away"}
        page(hub_manager, "erase", jo.id, data=said, status=302)
        with as_the_owner():
            row = Erasure.objects.get()
        assert row.due_on == working_day_from(months_on(today, 1))
        assert "They have an answer by" in page(decider, "erasure", row.id)

    def test_an_organisation_that_asks_itself_has_no_clock(self, ask):
        assert ask(asked_for="HOLDER").due_on is None

    def test_it_is_loud_at_once_until_somebody_looked(self, ask, page, decider, hub_manager):
        row = ask()
        assert any("nobody who decides has looked yet" in words for words in loud(decider))
        assert not any("erased" in words for words in loud(hub_manager))
        page(decider, "erasure", row.id)
        assert not any("erased" in words for words in loud(decider))

    @pytest.mark.parametrize(
        ("days", "words"), [(8, ""), (7, "has an answer by"), (-1, "should have had an answer by")]
    )
    def test_and_again_from_a_week_before(self, ask, page, decider, today, days, words):
        row = ask()
        page(decider, "erasure", row.id)
        with as_the_owner():
            Erasure.objects.update(due_on=today + days * DAY)
        said = " ".join(each for each in loud(decider) if "erased" in each)
        assert (words in said) if words else said == ""
