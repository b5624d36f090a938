"""Where an introduction is begun: the person is found first; and by when what is next is next."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import actions, queries
from hearth.introductions.models import Introduction
from hearth.introductions.tests.conftest import DAY, side_of
from hearth.introductions.tests.test_pages import day


class TestFindingThePerson:
    def test_is_where_introductions_begin(self, page, shared, team_member, jo):
        assert "Introduce somebody" in page(team_member, "introductions")
        found = page(team_member, "introductions", data={"q": "Jo"})
        assert f'href="{reverse("introductions:look", args=[jo.id])}">Introduce' in found

    def test_finds_nobody_whom_they_may_not_see(self, page, team_elsewhere, jo):
        found = page(team_elsewhere, "introductions", data={"q": "Jo"})
        assert "Nobody you may see has a name like that" in found
        assert str(jo.id) not in found


class TestAnEmailThatIsOnlyPretended:
    @pytest.fixture
    def sent_page(self, client, sent, team_member, settings):
        def drawn(backend="dummy"):
            settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
            client.force_login(team_member)
            address = reverse("outgoing:message", args=[side_of(sent).message_id])
            return client.get(address).content.decode()

        return drawn

    def test_leads_to_where_the_link_is_made(self, sent_page, sent, client, jo):
        drawn = sent_page()
        address = f"/introductions/?message={side_of(sent).message_id}"
        assert f'href="{address}"' in drawn
        assert "Make the link anew" in drawn
        gone = client.get(address)
        assert gone.url == reverse("introductions:introduction", args=[jo.id, sent.id])

    def test_leads_nobody_else_there(self, page, sent, team_elsewhere):
        for message in (side_of(sent).message_id, "nonsense"):
            page(team_elsewhere, "introductions", query=f"?message={message}")

    def test_is_not_spoken_of_where_emails_go(self, sent_page):
        assert "/introductions/?message=" not in sent_page("locmem")


class TestTheDayOfGoingAlong:
    @pytest.fixture
    def go(self, page, shared, team_member, jo, knitting, today):
        def begun(next_on, goes_on):
            typed = {
                "next_step": "Go along with them", "owner": str(team_member.id),
                "goes_at-time": "9:30am",
            } | day("next_on", next_on) | day("goes_at", goes_on)  # fmt: skip
            query = f"?service={knitting.id}&way=ALONG"
            page(team_member, "begin", jo.id, query=query, data=typed, status=302)
            with as_the_owner():
                return Introduction.objects.get()

        return begun

    def test_is_the_day_by_when_unless_another_is_typed(self, go, today):
        assert go(today + 7 * DAY, today + DAY).next_on == today + DAY

    def test_stands_aside_for_what_is_typed(self, go, today):
        assert go(today + 5 * DAY, today + DAY).next_on == today + 5 * DAY

    def test_said_later_brings_what_is_next_with_it(
        self, introduce, team_member, jo, stamp, now, today
    ):
        row = introduce(team_member, jo, way="ALONG", answer_by=None)
        for on in (today + 2 * DAY, today + 4 * DAY):
            drawn = stamp(team_member, row)
            at = timezone.make_aware(datetime.datetime.combine(on, datetime.time(9, 30)))
            with acting_as(team_member):
                actions.say_who_goes(
                    by=team_member, introduction=row, goes_with_id=team_member.id, goes_at=at,
                    stamp=drawn, now=now, today=today,
                )  # fmt: skip
                fresh = queries.get_introduction(row.id, person=row.person, actor=team_member)
            assert fresh.next_on == on


def test_each_day_that_is_none_is_named(page, shared, team_member, jo, knitting):
    bad = {"next_step": "Ring Ada", "owner": str(team_member.id)}
    for name in ("next_on", "answer_by"):
        bad |= {f"{name}-day": "31", f"{name}-month": "2", f"{name}-year": "2027"}
    query = f"?service={knitting.id}&way=IN_TOUCH"
    drawn = page(team_member, "begin", jo.id, query=query, data=bad)
    for called in ("The day for what is next", "The day for the answer"):
        assert f"{called} must be a real date" in drawn
