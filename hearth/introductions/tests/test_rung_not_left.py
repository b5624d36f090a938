"""What is needed today is left to no link; an email that did not go is told; who looked is said."""

import datetime

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, as_anybody
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import AccessLine, Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, jobs, queries
from hearth.introductions.actions import BroughtIn, Next, Shown, WentOn
from hearth.introductions.actions.replying import ItIsOver
from hearth.introductions.actions.writing import IntroductionRefused
from hearth.introductions.models import Came, Incoming, Introduction
from hearth.introductions.queries import ReplySaid
from hearth.introductions.queries.said import Whereto
from hearth.introductions.tests.conftest import DAY, goes, side_of
from hearth.outgoing import actions as sending
from hearth.outgoing.models import OutgoingMessage
from hearth.places.timer import OnATimer

SHOWN = Shown((("The name they like", "Jo"), ("Phone", "07700 900123")), "SAID")


def looks(person):
    """Return who has looked at somebody's record, and at what."""
    with as_the_owner():
        return list(
            AccessLine.objects.filter(person_id=person.id)
            .values_list("actor_id", "page")
            .order_by("at")
        )


@pytest.fixture
def urgent(team_member, stamp, now, today):
    """Somebody there was rung, and said yes."""

    def urgent(row):
        seen = stamp(team_member, row)
        with acting_as(team_member):
            actions.say_it_is_needed_today(
                by=team_member, introduction=row, accepted_by="Ada said come at 3", nobody=None,
                upcoming=Next("Walk there", today), stamp=seen, now=now, today=today,
            )  # fmt: skip

    return urgent


class TestNeededToday:
    def test_ends_the_link_that_was_sent_before(self, say, at, link, sent, urgent):
        urgent(sent)
        say(status=410, reply="NOT_NOW", words="Not till June")
        at(link, 410)
        with as_the_owner():
            row = Introduction.objects.get(id=sent.id)
        assert (row.state, row.accepted_by) == ("YES", "Ada said come at 3")

    def test_lets_no_link_go_that_waits_still(self, sent, urgent):
        message_id = side_of(sent).message_id
        urgent(sent)
        assert goes(message_id) is None
        with as_the_owner():
            assert OutgoingMessage.objects.get(id=message_id).reasons == ["NOT_NEEDED"]

    def test_leaves_the_inbox_and_opens_there_once_they_met(
        self, page, at_wool_shop, pat, urgent, team_member, now, today
    ):
        assert "Knit and natter" in page(pat, "incoming")
        urgent(at_wool_shop)
        assert "Knit and natter" not in page(pat, "incoming")
        with acting_as(team_member):
            actions.say_they_met(
                by=team_member, introduction=at_wool_shop, met_on=today, now=now, today=today
            )
        assert "You have met" in page(pat, "incoming")

    def test_stays_over_when_the_record_is_used_again(self, sent, urgent, jo, today):
        urgent(sent)
        with as_the_owner():
            type(jo).objects.filter(id=jo.id).update(restricted_on=today)
            type(jo).objects.filter(id=jo.id).update(restricted_on=None)
        assert side_of(sent).over


class TestAnEmailThatDidNotGo:
    @pytest.fixture
    def fails(self, sent, now):
        """The email service takes it at no try."""

        def fails():
            timer, message_id = OnATimer(), side_of(sent).message_id
            for _ in range(4):
                with acting_as(timer):
                    assert sending.begin_sending(by=timer, message_id=message_id, now=now)
                    sending.note_not_sent(by=timer, message_id=message_id, now=now)

        return fails

    def test_is_its_owners_at_once_and_the_page_says_so(
        self, sent, fails, page, team_member, jo, today
    ):
        assert "They were sent a link" in page(team_member, "introduction", jo.id, sent.id)
        with acting_as(team_member):
            assert queries.waiting_on_me(team_member, today=today)[1] == 0
        fails()
        shown = page(team_member, "introduction", jo.id, sent.id)
        assert "did not go" in shown
        assert "They were sent a link" not in shown
        with acting_as(team_member):
            (row,), _ = queries.waiting_on_me(team_member, today=today)
        assert (row.next_on, row.state) == (today, "WAITING")

    def test_is_told_to_whoever_looks_after_it(self, sent, fails, team_member, today):
        fails()
        with as_the_owner():
            assert Told.objects.filter(what="introductions.not_gone", about_id=sent.id).count() == 1
        with acting_as(OnATimer()):
            concerned = jobs.who_asks_otherwise(sent.id, today)
        assert [each.id for each in concerned.workers] == [team_member.id]

    def test_is_forgotten_once_they_are_asked_again(
        self, sent, fails, page, team_member, jo, contact, stamp, now, today
    ):
        fails()
        seen = stamp(team_member, sent)
        with acting_as(team_member):
            actions.ask_again(
                by=team_member, introduction=sent, send_to=str(contact.id), answer_by=today + DAY,
                stamp=seen, now=now + datetime.timedelta(minutes=1), today=today,
            )  # fmt: skip
        assert "They were sent a link" in page(team_member, "introduction", jo.id, sent.id)

    def test_says_so_where_no_email_can_be_sent_and_an_inbox_is_read(
        self, introduce, team_member, jo, contact, pat, page, settings
    ):
        settings.OUTGOING_MAIL_IS_SET_UP = False
        row = introduce(team_member, jo, shown=SHOWN, send_to=str(contact.id))
        shown = page(team_member, "introduction", jo.id, row.id)
        assert "did not go" in shown
        assert "They were sent a link" not in shown
        assert "Knit and natter" in page(pat, "incoming")


class TestWhoHasLooked:
    def test_says_so_of_the_hub_that_is_asked(
        self, introduce, team_member, team_elsewhere, jo, other_hub, page
    ):
        row = introduce(team_member, jo, whereto=Whereto(site_id=other_hub.id), shown=SHOWN)
        with as_the_owner():
            there = Incoming.objects.get(introduction_id=row.id)
        before = looks(jo)
        assert "07700 900123" in page(team_elsewhere, "came_in", there.id)
        assert looks(jo) == [*before, (team_elsewhere.id, "introductions")]

    def test_says_so_of_the_colleague_that_is_asked_once_it_is_opened(
        self, introduce, team_member, jo, hub, page
    ):
        vi = GrantFactory(site=hub, role=Role.GREETER, user__name="Vi").user
        row = introduce(team_member, jo, whereto=Whereto(colleague_id=vi.id), shown=SHOWN)
        before = looks(jo)
        assert "07700 900123" not in page(vi, "asked_of_me")
        assert looks(jo) == before
        assert "07700 900123" in page(vi, "asked_of_me", query=f"?of={row.id}")
        assert looks(jo) == [*before, (vi.id, "introductions")]

    def test_cannot_be_written_of_what_is_not_shown_to_them(
        self, introduce, team_member, team_elsewhere, jo, hub
    ):
        row = introduce(team_member, jo, whereto=Whereto(site_id=hub.id))
        before = looks(jo)
        with acting_as(team_elsewhere):
            actions.note_looked(row.id)
        assert looks(jo) == before


class TestAVolunteerWhoLeft:
    @pytest.fixture
    def vi(self, hub):
        return GrantFactory(site=hub, role=Role.GREETER, user__name="Vi").user

    def test_reads_nothing_and_answers_nothing(
        self, introduce, team_member, jo, vi, page, client, today
    ):
        row = introduce(team_member, jo, whereto=Whereto(colleague_id=vi.id), shown=SHOWN)
        with as_the_owner():
            vi.grants.update(until_on=today - 30 * DAY)
        left = type(vi).objects.get(id=vi.id)
        with acting_as(left):
            assert queries.asked_of_me() == []
            with pytest.raises(ItIsOver):
                actions.answer_as_colleague(
                    by=left, introduction_id=row.id, said=ReplySaid("NOT_NOW", "No"),
                    line_id=uuid7(),
                )  # fmt: skip
        client.force_login(left)
        answered = client.get("/introductions/asked-of-me/", {"of": str(row.id)})
        assert answered.status_code == 403
        assert "07700 900123" not in answered.content.decode()


class TestANeed:
    @pytest.fixture
    def al(self, hub, today, team_member):
        with as_anybody():
            arrived = actions.bring_in(
                by=None, site=hub, came=Came.FORM, incoming_id=uuid7(), today=today,
                said=BroughtIn(
                    introducer="Dr A", reply_to="", name="Al", safe_way="RING",
                    where="07700 900111", when="", hope="", agreed_how="ASKED",
                ),
            )  # fmt: skip
        with acting_as(team_member):
            return queries.get_incoming(arrived.id, actor=team_member)

    @pytest.mark.parametrize(
        ("needed", "taken"), [("A hot meal on Sundays", True), ("A meal for al, hot", False)]
    )
    def test_is_refused_for_a_name_in_it_and_not_for_a_part_of_a_word(
        self, al, needed, taken, team_member, now, today
    ):
        said = WentOn("WORK", next_step="Ask", next_on=today, why="TIMES", needed=needed)
        stamp = queries.incoming_now(al).stamp
        named = {"by": team_member, "incoming": al, "said": said, "stamp": stamp}
        with acting_as(team_member):
            if taken:
                actions.go_on_with(**named, now=now, today=today)
            else:
                with pytest.raises(IntroductionRefused, match="Leave out their name"):
                    actions.go_on_with(**named, now=now, today=today)
