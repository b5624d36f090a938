"""What somebody says to a hub on their own pages, and what they are told before and after."""

import datetime
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.demo.todays import ideas_of
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox import actions, queries
from hearth.letterbox.models import HowIAm, Letter
from hearth.letterbox.tests.factories import OnDutyFactory
from hearth.myhub.leads import lead
from hearth.people.models import CircleMember, Passage, StayWellPlan
from hearth.people.own_view import UNTIL
from hearth.places.models import OpeningSpell

MINUTE = datetime.timedelta(minutes=1)
NEVER = datetime.timedelta(days=2)


@pytest.fixture
def always_open(hub):
    hub.always_open = True
    with as_the_owner():
        hub.save()
    return hub


@pytest.fixture
def open_the_day_after_tomorrow(hub):
    with as_the_owner():
        OpeningSpell.objects.create(
            site=hub, weekday=(timezone.localdate() + NEVER).weekday(),
            opens=datetime.time(9), closes=datetime.time(17),
        )  # fmt: skip


@pytest.fixture
def plan(jo, hub, team_member, now):
    with as_the_owner():
        told = {"person": jo, "held_by": hub.run_by}
        StayWellPlan.objects.create(
            looked_at_on=now.date(), look_again_on=now.date() + NEVER, **told
        )
        told |= {"edited_by": team_member}
        row = Passage(layer="PLAN", heading="WORST_DAY", edited_at=now, **told)
        row.words = "Put the radio on low"
        row.save()
        sister = CircleMember(bond="FAMILY", agreed_on=now.date(), may_know=["PLAN"], **told)
        sister.name, sister.number = "Bernadette", "01632 960301"
        sister.save()


class TestTheWorstDay:
    def test_shows_who_answers_now_to_anybody_at_all(self, browser, always_open):
        words = browser.get(reverse("myhub:worst_day")).content.decode()

        assert "Ring 999" in words
        assert "116 123" in words
        assert "Acomb</a>. Open" in words
        assert "Tell the hub" not in words

    def test_says_honestly_that_no_hub_is_open(self, browser, open_the_day_after_tomorrow):
        words = browser.get(reverse("myhub:worst_day")).content.decode()

        assert "No hub of ours is open this minute. The numbers above answer now." in words

    def test_shows_what_they_said_helps_them_before_anything_is_sent(self, own, plan, always_open):
        words = own("worst_day")

        assert "Put the radio on low" in words
        assert 'href="tel:01632960301"' in words
        with as_the_owner():
            assert not Letter.objects.exists()

    def test_is_told_to_the_hub_and_says_who_has_read_it_and_when(
        self, own, always_open, team_member
    ):
        assert "We are open now. It goes at once to all who read here" in own("worst_day")
        own("worst_day", data={"hub": "acomb"}, status=302)
        assert "Nobody has read it yet" in own("worst_day")

        now = timezone.now()
        with acting_as(team_member):
            (row,) = queries.loud_letters(team_member, now=now).worst_days
            letter = queries.get_letter(row.id, actor=team_member)
            actions.take(by=team_member, letter=letter, now=now)
        assert "Tariq has read this, at" in own("worst_day")
        assert "Tariq has read that it is your worst day" in own("home")

    def test_promises_nothing_that_the_hours_do_not_hold(
        self, own, open_the_day_after_tomorrow, team_member
    ):
        before = own("worst_day")
        assert "Nobody here reads this now. Somebody reads it from 9am" in before
        assert "Somebody is here now" not in before

        own("worst_day", data={"hub": "acomb"}, status=302)
        assert "Nobody here reads this now. Somebody reads it from 9am" in own("worst_day")

    def test_says_that_somebody_reads_it_where_one_is_on_duty_behind_a_shut_door(
        self, own, open_the_day_after_tomorrow, hub, team_member
    ):
        OnDutyFactory(site=hub, worker=team_member)

        said = own("worst_day")
        assert "Somebody is here now" not in said
        assert "Somebody is on duty and reads it. The door is shut until 9am" in said

    def test_sent_after_they_were_signed_out_says_so_and_shows_who_answers(self, jos, always_open):
        session = jos.session
        session[UNTIL] = (timezone.now() - MINUTE).timestamp()
        session.save()
        answer = jos.post(reverse("myhub:worst_day"), {"hub": "acomb"}).content.decode()

        assert "so this was not sent to the hub" in answer
        assert "116 123" in answer
        with as_the_owner():
            assert not Letter.objects.exists()


class TestAMessage:
    def test_says_who_reads_it_and_when_and_what_to_do_now(self, own, always_open):
        words = own("say")

        assert "the team members, the connectors and the hub manager at Acomb" in words
        assert "Somebody reads this by" in words
        assert reverse("myhub:worst_day") in words

    def test_is_answered_and_read_and_gone_on_with(self, own, always_open, team_member):
        own("say", data={"words": "Is there a group?", "called": "Joanna"}, status=302)
        assert "Nobody has read it yet. Somebody reads it by" in own("letters")

        now = timezone.now()
        with acting_as(team_member):
            (row,) = queries.letters(team_member, now=now).waiting
            assert row.called == "Joanna"
            letter = queries.get_letter(row.id, actor=team_member)
            actions.answer(
                by=team_member, letter=letter, words="Yes, at ten", is_done=False,
                line_id=letter.id, now=now,
            )  # fmt: skip
        assert "An answer is there for you" in own("home")
        assert "Yes, at ten" in own("letters")

        own("letters", data={"letter_id": str(row.id), "more": "And on Friday?"}, status=302)
        assert "And on Friday?" in own("letters")
        with acting_as(team_member):
            assert len(queries.letters(team_member, now=now).waiting) == 1

    def test_without_words_says_so(self, own, always_open):
        assert "Write what you would like to say" in own("say", data={"words": ""})

    def test_goes_to_another_hub_if_they_choose_it(self, own, always_open, other_hub):
        other_hub.always_open = True
        with as_the_owner():
            other_hub.save()
        assert "This goes to Clifton" in own("say", query="?hub=clifton")
        own("say", query="?hub=nowhere", status=404)

    def test_to_a_hub_whose_hours_nobody_knows_cannot_be_sent(self, own, hub):
        assert "We do not know when somebody reads here next" in own("say")

    def test_of_somebody_else_is_not_theirs_to_go_on_with(self, own, always_open, team_member):
        own("letters", data={"letter_id": str(always_open.id), "more": "Hello"}, status=404)

    def test_is_not_opened_by_a_code_on_paper(self, jos, always_open):
        session = jos.session
        session["own_by"] = "PAPER"
        session.save()

        assert jos.get(reverse("myhub:letters")).status_code == 403
        words = jos.get(reverse("myhub:worst_day")).content.decode()
        assert "116 123" in words
        assert "Tell the hub" not in words


class TestAnOffer:
    def test_goes_to_the_hub_as_an_offer(self, own, always_open, team_member):
        own(
            "say", query="?what=offer", data={"words": "I could make soup", "times": "Mondays"},
            status=302,
        )  # fmt: skip
        with acting_as(team_member):
            (row,) = queries.letters(team_member, now=timezone.now()).waiting
        assert (row.kind, row.words) == ("OFFER", "I could make soup")
        assert "When: Mondays" in own("letters")


class TestHowIAm:
    def test_shows_what_they_can_use_and_create_and_keeps_nothing(self, own):
        words = own("home", query="?how=GROWING")

        assert f'<a href="{reverse("myhub:say")}?what=offer">Offer what I am good at</a>' in words
        assert f'<a href="{reverse("myhub:say")}">Tell us what went well</a>' in words
        with as_the_owner():
            assert not HowIAm.objects.exists()

    def test_a_line_of_the_networks_own_leads_to_a_search_for_it(self):
        assert lead("The allotment") == reverse("virtualhub:find") + "?q=The+allotment"

    def test_every_line_that_york_published_leads_to_a_real_thing(self):
        found = reverse("virtualhub:find") + "?"
        for said in ideas_of("york").values():
            assert [line for line in said if lead(line) == found + urlencode({"q": line})] == []

    def test_is_kept_if_they_want_and_taken_back(self, own):
        own("how", data={"how": "NOT_GREAT", "words": "Slept badly"}, status=302)
        assert "Slept badly" in own("how")

        with as_the_owner():
            kept = HowIAm.objects.get()
        own("how", data={"take_back": str(kept.id)}, status=302)
        assert "Slept badly" not in own("how")

    def test_is_read_by_those_they_share_their_support_with(
        self, own, shared, client, jo, team_member, greeter
    ):
        own("how", data={"how": "NOT_GREAT", "words": "Slept badly"}, status=302)
        client.force_login(team_member)
        address = reverse("letterbox:how", args=[jo.id])
        assert "Slept badly" in client.get(address).content.decode()

        client.force_login(greeter)
        assert client.get(address).status_code in (403, 404)
