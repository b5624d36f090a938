"""Letters, which wait for somebody to post them, and what workers are sent."""

import pytest
from django.core import mail

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.outgoing import actions
from hearth.outgoing.models import Kind, State, Why
from hearth.outgoing.tests.carrying_out import after, carry_out


class TestLetters:
    @pytest.fixture
    def letter(self, send, reach, jo):
        reach(jo, kind="LETTER", value="1 Front Street\nYork\nYO24 3BX")
        return send()

    def test_wait_to_be_printed_and_are_never_mailed(self, letter, jobs):
        assert (letter.state, letter.kind) == (State.WAITING, Kind.LETTER)
        assert not jobs
        assert carry_out(letter).state == State.WAITING

    def test_are_opened_with_the_address_and_then_posted(self, letter, team_member, now):
        with acting_as(team_member):
            envelope = actions.open_letter(by=team_member, message=letter, now=now)
            assert envelope.to.splitlines()[0] == "1 Front Street"
            assert "reply" not in envelope.words.body
            actions.note_posted(by=team_member, message=letter, now=now)
            with pytest.raises(actions.MessageRefused):
                actions.note_posted(by=team_member, message=letter, now=now)
            assert actions.open_letter(by=team_member, message=letter, now=now) is None
        assert after(letter).state == State.SENT

    def test_are_held_back_if_they_may_not_go_any_more(self, letter, team_member, tell, jo, now):
        tell(jo, wants_no_messages=True)
        with acting_as(team_member):
            assert actions.open_letter(by=team_member, message=letter, now=now) is None
        assert after(letter).reasons == [Why.OBJECTED]

    def test_are_not_for_greeters(self, letter, greeter, now):
        with acting_as(greeter), pytest.raises(NotAllowed):
            actions.open_letter(by=greeter, message=letter, now=now)


class TestToWorkers:
    def test_say_nothing_but_that_something_waits(self, greeter, team_member, hub, now, jobs):
        with acting_as(greeter):
            message = actions.send_to_worker(
                by=greeter, site=hub, worker_id=team_member.id, name="Tariq",
                to="tariq@example.org", now=now,
            )  # fmt: skip
        assert carry_out(message).state == State.SENT
        [sent] = mail.outbox
        assert sent.to == ["tariq@example.org"]
        assert sent.body == ("Hello Tariq,\n\nSomething is waiting for you. Sign in to see it.")

    def test_need_an_address(self, greeter, team_member, hub, now):
        with acting_as(greeter), pytest.raises(actions.MessageRefused):
            actions.send_to_worker(
                by=greeter, site=hub, worker_id=team_member.id, name="Tariq", to="at home", now=now
            )
