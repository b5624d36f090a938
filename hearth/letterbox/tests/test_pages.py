"""The workers' pages of the letterbox."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.models import AccessLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox import queries
from hearth.letterbox.models import Letter
from hearth.letterbox.tests.acting import acting_as
from hearth.letterbox.tests.factories import LetterFactory
from hearth.outgoing.models import OutgoingMessage
from hearth.people.models import WayToContact

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def letter(write, jo, jo_herself):
    return write(jo_herself, jo, words="Is there a group?", called="Joanna", reach="01632 960777")


@pytest.fixture
def safe_email(jo):
    with as_the_owner():
        way = WayToContact(
            person=jo, known_at=jo.known_at, held_by=jo.held_by, kind="EMAIL", safe="YES"
        )
        way.value = "jo@example.org"
        way.save()


class TestTheList:
    def test_shows_what_waits_and_by_when_it_was_to_be_read(self, page, letter, team_member):
        words = page(team_member, "letters")

        assert "Joanna: A message" in words
        assert "They were told somebody reads it by" in words

    def test_a_worst_day_comes_first(self, page, letter, write, jo, jo_herself, team_member):
        write(jo_herself, jo, kind="WORST_DAY", called="Jo")
        words = page(team_member, "letters")

        assert words.index("Jo: My worst day") < words.index("Joanna: A message")

    def test_asks_as_many_questions_for_twenty_as_for_one(
        self, letter, jo, hub, team_member, now, django_assert_max_num_queries
    ):
        def ask():
            with acting_as(team_member):
                queries.letters(team_member, now=now)

        for _ in range(20):
            LetterFactory(person=jo, site=hub, written_by=team_member)
        with django_assert_max_num_queries(18):
            ask()

    def test_a_greeter_has_none(self, page, letter, greeter):
        page(greeter, "letters", status=403)


class TestOneOfThem:
    def test_says_how_to_reach_them_and_that_it_was_opened(self, page, letter, team_member, jo):
        words = page(team_member, "letter", letter.id)

        assert "Is there a group?" in words
        assert "01632 960777" in words
        with as_the_owner():
            assert AccessLine.objects.filter(person_id=jo.id, page="letterbox").exists()

    def test_is_not_there_for_another_hub(self, page, letter, greeter_elsewhere):
        page(greeter_elsewhere, "letter", letter.id, status=403)

    def test_is_taken_answered_and_done(self, page, letter, team_member):
        page(team_member, "take", letter.id, data={}, status=302)
        assert "You have it" in page(team_member, "letter", letter.id)

        page(team_member, "letter", letter.id, data={"words": "Yes", "is_done": "yes"}, status=302)
        with as_the_owner():
            row = Letter.objects.get()
        assert (row.taken_by, row.done_by) == (team_member, team_member)

    def test_keeps_what_was_typed_where_it_cannot_be_kept(self, page, letter, team_member):
        words = page(
            team_member, "letter", letter.id, data={"words": "x" * 10_001, "is_done": "no"}
        )

        assert "That is more than 10,000 letters" in words
        assert "x" * 10_001 in words

    def test_is_handed_on(self, page, letter, team_member, colleague):
        sent = {"to": colleague.id, "words": ""}
        page(team_member, "hand_on", letter.id, data=sent, status=302)

        assert "You have it" in page(colleague, "letter", letter.id)


class TestAnEmail:
    def sent(self):
        with as_the_owner():
            return [(one.subject, one.body) for one in OutgoingMessage.objects.all()]

    def test_says_only_that_something_is_there(
        self, page, letter, safe_email, team_member, settings
    ):
        settings.MAIL_SERVER = settings.EMAIL_HOST = "mail.example.org"
        sent = {"words": "The group is at ten", "is_done": "no"}
        page(team_member, "letter", letter.id, data=sent, status=302)

        for subject, body in self.sent():
            assert "Something" in subject
            assert "group" not in body

    def test_goes_nowhere_where_no_way_is_safe(self, page, letter, team_member):
        sent = {"words": "The group is at ten", "is_done": "no"}
        words = page(team_member, "letter", letter.id, data=sent, status=200, follow=True)

        assert "No email is safe for them" in words
        assert self.sent() == []


class TestWritingDown:
    def test_says_who_reads_it_before(self, page, always_open, jo, hub, team_member):
        words = page(team_member, "write", jo.id)
        assert "the team members, the connectors and the hub manager at Acomb" in words
        assert "Somebody reads this by" in words

        sent = {"kind": "OFFER", "words": "I could make soup", "times": "Mondays"}
        page(team_member, "write", jo.id, data=sent, status=302)
        assert "Jo: An offer of help" in page(team_member, "letters")

    def test_without_words_is_refused_beside_them(self, page, always_open, jo, team_member):
        words = page(team_member, "write", jo.id, data={"kind": "OFFER"})

        assert "Write what you could do" in words


class TestTheHub:
    def test_decides_who_reads_and_how_soon(self, page, hub, hub_manager):
        sent = {
            "roles": ["TEAM_MEMBER"], "read_within": "60", "louder_after": "5",
            "takes_messages": "yes",
        }  # fmt: skip
        page(hub_manager, "box", data=sent, status=302)

        said = queries.box_of(hub)
        assert (said.read_within, said.louder_after) == (60, 5)
        assert said.who_reads(hub) == "the team members and the hub manager at Acomb"

    def test_is_told_who_is_on_duty(self, page, hub, team_member):
        until = timezone.localtime() + 60 * MINUTE
        page(team_member, "duty", hub.slug, data={"until": f"{until:%H:%M}"}, status=302)
        words = page(team_member, "letters")
        assert "Tariq, until" in words

        (row,) = queries.on_duty_at(team_member, now=timezone.now())
        page(team_member, "end_duty", row.mine, data={}, status=302)
        assert "Tariq, until" not in page(team_member, "letters")


def test_it_is_loud_on_every_page_until_it_is_read(client, write, jo, jo_herself, team_member):
    letter = write(jo_herself, jo, kind="WORST_DAY")
    client.force_login(team_member)
    assert "Somebody says it is their worst day" in client.get("/diary/").content.decode()

    client.post(reverse("letterbox:take", args=[letter.id]))
    assert "their worst day" not in client.get("/diary/").content.decode()
