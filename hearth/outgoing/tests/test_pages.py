"""The pages about messages, as each worker finds them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing.models import OutgoingMessage, State
from hearth.people.tests.factories import PersonFactory

SENT = {"template": "hello", "kind": "ANY", "message_id": "01890a5d-ac96-774b-bcce-b302099a8057"}


@pytest.fixture
def page(client):
    def words(worker, name, *args, status=200, data=None, query=""):
        client.force_login(worker)
        address = reverse(f"outgoing:{name}", args=args) + query
        response = client.get(address) if data is None else client.post(address, data, follow=True)
        assert response.status_code == status, response.content.decode()[:3000]
        return response.content.decode()

    return words


def last_message():
    with as_the_owner():
        return OutgoingMessage.objects.latest("id")


DUMMY = "django.core.mail.backends.dummy.EmailBackend"


class TestDemonstration:
    SAID = "This is a demonstration: nothing is sent."

    @pytest.fixture
    def shown(self, page, team_member, reach, jo):
        """Return what draws each page that says what was sent, or will be."""
        reach(jo)
        page(team_member, "hello", jo.id, data=SENT)
        sent = last_message()

        def shown():
            yield page(team_member, "outgoing")
            yield page(team_member, "hello", jo.id)
            yield page(team_member, "message", sent.id)

        return shown

    def test_says_on_each_page_that_nothing_is_sent(self, shown, settings):
        settings.EMAIL_BACKEND = DUMMY
        assert all(self.SAID in page for page in shown())

    def test_where_mail_really_goes_nothing_of_the_kind_is_said(self, shown):
        assert not any(self.SAID in page for page in shown())


class TestHello:
    def test_shows_the_words_and_by_what_they_go_before_anything_does(
        self, page, team_member, reach, jo
    ):
        reach(jo)
        shown = page(team_member, "hello", jo.id)

        assert "Hello Jo," in shown
        assert "Email to jo@example.org" in shown
        with as_the_owner():
            assert not OutgoingMessage.objects.exists()
            assert AccessLine.objects.filter(person_id=jo.id).exists()

    def test_says_beforehand_what_will_be_held_back(self, page, team_member, reach, jo):
        reach(jo, safe="NO")
        assert "It is not safe for them" in page(team_member, "hello", jo.id)

    def test_sends_once_however_often_it_is_pressed(self, page, team_member, reach, jo):
        reach(jo)
        for _ in range(2):
            assert "It is on its way" in page(team_member, "hello", jo.id, data=SENT)
        with as_the_owner():
            assert OutgoingMessage.objects.count() == 1

    def test_says_what_was_held_back_and_why(self, page, team_member, jo):
        told = page(team_member, "hello", jo.id, data=SENT)
        assert "Held back" in told
        assert "No way to contact them is written down" in told

    def test_is_sent_only_by_their_team(
        self, page, greeter, network_lead, team_elsewhere, board_member, jo
    ):
        for worker, status in (
            (greeter, 403), (network_lead, 403), (team_elsewhere, 404), (board_member, 404),
        ):  # fmt: skip
            page(worker, "hello", jo.id, status=status)

    def test_of_nonsense_is_not_sent(self, page, team_member, jo):
        assert "There is a problem" in page(team_member, "hello", jo.id, data={"template": "x"})


class TestLetters:
    def test_are_printed_and_written_down_as_posted(self, page, team_member, reach, tell, jo):
        reach(jo, kind="LETTER", value="1 Front Street\nYork")
        tell(jo, needs=["LARGE_PRINT"])
        page(team_member, "hello", jo.id, data=SENT)
        message = last_message()
        assert "Print the letter" in page(team_member, "message", message.id)
        letter = page(team_member, "letter", message.id, data={})
        assert "Jo<br>1 Front Street<br>York" in letter
        assert 'class="nhsuk-body-l"' in letter
        page(team_member, "letter_posted", message.id, data={})
        assert last_message().state == State.SENT
        assert "not waiting any more" in page(team_member, "letter_posted", message.id, data={})

    def test_that_may_not_go_any_more_are_not_printed(self, page, team_member, reach, tell, jo):
        reach(jo, kind="LETTER", value="1 Front Street\nYork")
        page(team_member, "hello", jo.id, data=SENT)
        tell(jo, wants_no_messages=True)
        told = page(team_member, "letter", last_message().id, data={})
        assert "may not go any more" in told
        assert "1 Front Street" not in told


class TestTheList:
    def test_shows_what_to_look_after_until_somebody_has(self, page, team_member, jo):
        page(team_member, "hello", jo.id, data=SENT)
        shown = page(team_member, "outgoing")
        assert "No way to contact them is written down" in shown
        done = page(team_member, "dealt_with", last_message().id, data={})
        assert "Nothing needs looking after" in done
        assert "Held back, and looked after" in page(team_member, "outgoing", query="?which=all")

    @pytest.mark.parametrize("query", ["?which=waiting", "?which=sent", "?which=x", "?page=x"])
    def test_has_other_lists_and_survives_nonsense(self, page, team_member, jo, query):
        page(team_member, "hello", jo.id, data=SENT)
        page(team_member, "outgoing", query=query)

    def test_and_each_message_are_for_the_sending_sites_team(
        self, page, team_member, team_elsewhere, greeter, board_member, jo
    ):
        page(team_member, "hello", jo.id, data=SENT)
        message = last_message()
        assert ">Jo<" not in page(team_elsewhere, "outgoing")
        page(team_elsewhere, "message", message.id, status=404)
        page(team_elsewhere, "dealt_with", message.id, data={}, status=404)
        for worker in (greeter, board_member):
            page(worker, "outgoing", status=403)
            page(worker, "message", message.id, status=403)

    def test_asks_the_same_number_of_questions_however_many(self, client, team_member, hub):
        client.force_login(team_member)
        client.get("/outgoing/")  # which looks up the partnership, once
        counts = []
        for most in (1, 20):
            with as_the_owner():
                for _ in range(most):
                    OutgoingMessage.objects.create(
                        site=hub, held_by=hub.run_by, template="hello", state="HELD_BACK",
                        reasons=["NO_WAY"], changed_at="2026-03-02T12:00Z",
                        person=PersonFactory(sites=[hub]),
                    )  # fmt: skip
            with CaptureQueriesContext(connection) as asked:
                client.get("/outgoing/")
            counts.append(len(asked))
        assert counts[0] == counts[1]
