"""When the other side reads no more: taken back, kept and not used, could not happen, long met."""

import pytest

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.audiences import role_at
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, queries
from hearth.introductions.actions import IntroductionRefused, Next
from hearth.introductions.models import Introduction, OtherSide
from hearth.introductions.tests.conftest import DAY, goes, hidden, side_of
from hearth.people.actions import limit_use, withdraw_sharing
from hearth.people.models import Person, Sharing


@pytest.fixture
def also_shared_elsewhere(jo, team_member, team_elsewhere):
    """Jo shares her support with somebody of another hub too."""
    with as_the_owner():
        return Sharing.objects.create(
            person=jo, known_at=jo.known_at, held_by=jo.held_by, layers=["SUPPORT"],
            audiences=[team_elsewhere.id], with_worker=team_elsewhere, how="SAID",
            decided_by="PERSON", recorded_by=team_member,
        )  # fmt: skip


def restrict(person, worker, on):
    with acting_as(worker):
        limit_use(by=worker, person=person, restricted_on=on)
        person.refresh_from_db()


def change(introduction, **what):
    with as_the_owner():
        Introduction.objects.filter(id=introduction.id).update(**what)


class TestTakenBack:
    def test_ends_with_the_sharing_under_which_it_was_sent_whoever_else_reads(
        self, at, link, say, shared, jo, team_member, also_shared_elsewhere, now
    ):
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        assert "this is over" in at(link, status=410)
        assert "this is over" in say(status=410, reply="YES", words="Thursday")

    def test_ends_with_the_team_of_its_hub_though_the_sender_reads_by_another(
        self, introduce, jo, shared, team_member, other_hub, contact, shown_to_jo, now
    ):
        GrantFactory(user=team_member, site=other_hub, role=Role.TEAM_MEMBER)
        with as_the_owner():
            Sharing.objects.create(
                person=jo, known_at=jo.known_at, held_by=jo.held_by, layers=["SUPPORT"],
                audiences=[role_at(other_hub.id, Role.TEAM_MEMBER)], with_site=other_hub,
                with_roles=[Role.TEAM_MEMBER], how="SAID", decided_by="PERSON",
                recorded_by=team_member,
            )  # fmt: skip
        worker = User.objects.get(id=team_member.id)
        row = introduce(worker, jo, shown=shown_to_jo, send_to=str(contact.id))
        with acting_as(worker):
            withdraw_sharing(by=worker, person=jo, sharing=shared, how="SAID", now=now)
            assert Introduction.objects.filter(id=row.id).exists()
        assert goes(side_of(row).message_id) is None

    def test_goes_on_while_that_stands_and_another_ends(
        self, at, link, jo, sent, team_member, also_shared_elsewhere, now
    ):
        with acting_as(team_member):
            withdraw_sharing(
                by=team_member, person=jo, sharing=also_shared_elsewhere, how="SAID", now=now
            )
        assert "Knit and natter" in at(link)

    def test_stands_in_no_inbox_either(
        self, page, at_wool_shop, pat, shared, jo, team_member, also_shared_elsewhere, now
    ):
        assert "Jo, for Knit and natter" in page(pat, "incoming")
        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        assert "Nobody is introduced to you" in page(pat, "incoming")
        assert "this is over" in page(pat, "asked_us", side_of(at_wool_shop).id, status=404)
        with acting_as(pat):
            assert not OtherSide.objects.exists()


class TestKeptAndNotUsed:
    def test_nobody_is_introduced_and_nobody_asked(
        self, introduce, sent, jo, team_member, contact, today, now, stamp
    ):
        restrict(jo, team_member, today)
        with pytest.raises(IntroductionRefused, match="kept and not used"):
            introduce(team_member, jo)
        with acting_as(team_member), pytest.raises(IntroductionRefused, match="kept and not used"):
            actions.ask_again(
                by=team_member, introduction=sent, send_to=str(contact.id),
                answer_by=today + DAY, stamp=queries.next_step_of(sent).stamp, now=now,
                today=today,
            )  # fmt: skip

    def test_link_and_inbox_are_shut_until_it_is_lifted(self, at, link, jo, team_member, today):
        restrict(jo, team_member, today)
        assert "this is over" in at(link, status=410)
        restrict(jo, team_member, None)
        assert "Knit and natter" in at(link)

    def test_what_waits_to_go_does_not_go(self, sent, jo, team_member, today):
        restrict(jo, team_member, today)
        assert goes(side_of(sent).message_id) is None

    def test_no_silence_is_told_of_it(self, sent, jo, team_member, today, tell_silent):
        change(sent, answer_by=today - DAY)
        restrict(jo, team_member, today)
        assert tell_silent() == 0


class TestCouldNotHappen:
    @pytest.fixture
    def could_not(self, sent, team_member, now, today):
        def say():
            with acting_as(team_member):
                row = Introduction.objects.get(id=sent.id)
                actions.say_it_could_not_happen(
                    by=team_member, introduction=row, why="FULL", words="",
                    need_words="Company in the evening", now=now, today=today,
                    upcoming=Next("Ask at the library", today + DAY),
                    stamp=queries.next_step_of(row).stamp,
                )  # fmt: skip

        return say

    def test_ends_the_link_and_a_late_yes_does_not_turn_it_back(
        self, at, link, say, could_not, sent, team_member
    ):
        could_not()
        assert "this is over" in say(status=410, reply="YES", words="Come after all")
        assert "this is over" in at(link, status=410)
        with acting_as(team_member):
            assert Introduction.objects.get(id=sent.id).state == "COULD_NOT"


class TestMet:
    def test_says_for_thirty_days_whether_it_fitted(
        self, at, link, code, sent, team_member, now, today
    ):
        with acting_as(team_member):
            actions.say_they_met(
                by=team_member, introduction=sent, met_on=today, now=now, today=today
            )
        assert side_of(sent).shown_until == today + 30 * DAY
        assert "did it fit" in at(link, do="code", code=code())
        with as_the_owner():
            OtherSide.objects.update(shown_until=today - DAY)
        assert "this is over" in at(link, status=410)

    def test_stands_in_the_inbox_no_longer(self, page, at_wool_shop, pat, today):
        side = side_of(at_wool_shop)
        with as_the_owner():
            OtherSide.objects.update(met=True, shown_until=today)
        assert "You have met" in page(pat, "incoming")
        with as_the_owner():
            OtherSide.objects.update(shown_until=today - DAY)
        assert "Nobody is introduced to you" in page(pat, "incoming")
        page(pat, "asked_us", side.id, status=404)
        with acting_as(pat):
            assert not OtherSide.objects.exists()


class TestProofs:
    def test_each_code_opens_for_an_hour_of_its_own(self, at, link, code, sent, say, now):
        first = at(link, do="code", code=code())
        with as_the_owner():
            ended = [each - DAY for each in side_of(sent).proof_ends]
            OtherSide.objects.update(proof_ends=ended)
        second = at(link, do="code", code=code())
        carried = {"answers": "0", "line_id": hidden(first, "line_id"), "reply": "YES"}
        late = at(link, do="answer", proof=hidden(first, "proof"), words="Monday", **carried)
        assert "too long ago" in late
        said = at(link, do="answer", proof=hidden(second, "proof"), words="Monday", **carried)
        assert "Thank you" in said

    def test_a_link_read_out_stays_good_when_the_first_email_goes(self, at, sent, team_member, now):
        with acting_as(team_member):
            secret = actions.make_link(by=team_member, introduction=sent, now=now)
        body = goes(side_of(sent).message_id)
        by_email = body.split("/answer/")[1].split("/")[0]
        for link in (secret, by_email):
            assert "Knit and natter" in at(link)


class TestDied:
    def test_no_silence_is_told_of_them(self, sent, jo, today, now, tell_silent):
        change(sent, answer_by=today - DAY)
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(died_recorded_at=now)
        assert tell_silent() == 0
