"""Who was introduced to us and has died, or has met them: then nobody waits for them."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, queries
from hearth.introductions.actions import IntroductionRefused, Shown
from hearth.introductions.models import Incoming
from hearth.introductions.queries.said import Whereto
from hearth.introductions.tests.conftest import DAY
from hearth.introductions.tests.factories import IncomingFactory
from hearth.people.actions import record_death, take_back_death
from hearth.places.timer import OnATimer

SHOWN = Shown((("The name they like", "Jo"),), "SAID")


@pytest.fixture
def came(hub, jo, shared, team_member, now, today):
    """A surgery introduced Jo, and Tariq said whose record it is."""
    row = IncomingFactory(site=hub, held_by=hub.run_by, name="Jo")
    with acting_as(team_member):
        actions.say_who_it_is(
            by=team_member, incoming=queries.get_incoming(row.id, actor=team_member), person=jo,
            person_id=uuid7(), now=now, today=today,
        )  # fmt: skip
    return row


@pytest.fixture
def dies(jo, team_member, now, today):
    def dies():
        with acting_as(team_member):
            record_death(
                by=team_member, person=jo, died_on=today, source="Her sister", now=now, today=today
            )

    return dies


def waits(worker, today):
    with acting_as(worker):
        listed = [row.name for row in queries.come_in(worker)[0]]
        return listed, queries.incoming_waiting(worker, today=today).count


class TestWhoHasDied:
    def test_waits_for_nobody(self, came, dies, team_member, today):
        assert waits(team_member, today) == (["Jo"], 1)
        dies()
        assert waits(team_member, today) == ([], 0)

    def test_is_said_on_the_page_and_nothing_more_is_written(
        self, came, dies, go_on, page, team_member
    ):
        dies()
        shown = page(team_member, "came_in", came.id)
        assert "They have died. Nothing is next with them" in shown
        assert "Say hello in the way that is safe" not in shown
        assert "Go on with it" not in shown
        with pytest.raises(IntroductionRefused, match="They have died"):
            go_on(came)

    def test_that_it_was_a_slip_has_it_go_on(self, came, dies, jo, team_member, today, go_on):
        dies()
        with acting_as(team_member):
            take_back_death(by=team_member, person=jo, today=today)
        assert waits(team_member, today) == (["Jo"], 1)
        assert go_on(came, "HELLO").stands == "HELLO"

    def test_would_rather_not_is_not_offered_to_be_taken_up(self, came, dies, go_on, team_member):
        go_on(came, "RATHER_NOT", words="Not now")
        with acting_as(team_member):
            assert queries.not_for_now(team_member)
        dies()
        with acting_as(team_member):
            assert not queries.not_for_now(team_member)

    def test_is_not_told_to_a_hub_that_may_not_read_their_record(
        self, introduce, dies, team_member, jo, other_hub, team_elsewhere, page, today
    ):
        introduce(team_member, jo, whereto=Whereto(site_id=other_hub.id), shown=SHOWN)
        assert waits(team_elsewhere, today) == (["Jo"], 1)
        dies()
        assert waits(team_elsewhere, today) == ([], 0)
        with as_the_owner():
            [there] = Incoming.objects.all()
        shown = page(team_elsewhere, "came_in", there.id)
        assert "This is over. Nothing is to be done any more" in shown
        assert "died" not in shown


class TestTheyMet:
    @pytest.fixture
    def met(self, introduce, team_member, jo, other_hub, now, today):
        asked = introduce(team_member, jo, whereto=Whereto(site_id=other_hub.id), shown=SHOWN)

        def met():
            with acting_as(team_member):
                actions.say_they_met(
                    by=team_member, introduction=asked, met_on=today, now=now, today=today
                )
            with as_the_owner():
                return Incoming.objects.get(introduction_id=asked.id)

        return met

    def test_ends_it_at_the_hub_that_was_asked_as_that(self, met, team_elsewhere, today, page):
        row = met()
        assert (row.stands, row.ended_on, row.next_on) == ("MET", today, None)
        assert waits(team_elsewhere, today) == ([], 0)
        with acting_as(team_elsewhere):
            assert not queries.not_for_now(team_elsewhere)
            [line] = queries.story_of(queries.get_incoming(row.id, actor=team_elsewhere))
        assert (line.what, line.by) == ("They have met", row.introducer)
        assert "They have met" in page(team_elsewhere, "came_in", row.id)

    def test_the_hub_can_go_on_with_them(self, met, go_on, team_elsewhere):
        row = met()
        assert go_on(row, by=team_elsewhere).stands == "TAKEN"

    def test_nobody_writes_there_that_they_met(self, met, go_on, team_elsewhere):
        row = met()
        with pytest.raises(IntroductionRefused, match="Choose what happened"):
            go_on(row, "MET", by=team_elsewhere)

    def test_it_is_theirs_and_goes_with_them_not_after_a_year(self, met, today):
        row = met()
        with as_the_owner():
            Incoming.objects.filter(id=row.id).update(ended_on=today - 800 * DAY)
        with acting_as(OnATimer()):
            assert actions.take_old_away(by=OnATimer(), today=today) == 0
