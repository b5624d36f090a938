"""How somebody comes in to their own pages, and what is left behind."""

import datetime
import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from hearth.accounts.models import Session, User
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.outgoing import jobs
from hearth.outgoing.neutral import is_neutral
from hearth.people import actions
from hearth.people.models import OwnKey, OwnPages, Person
from hearth.people.own_pages import key_of
from hearth.places.timer import OnATimer

MINUTE = datetime.timedelta(minutes=1)


def enter(browser, secret):
    return browser.post(reverse("myhub:enter", args=[secret]))


class TestALink:
    def test_opens_ones_own_page_once(self, browser, link):
        secret = link()

        assert enter(browser, secret)["Location"] == "/me/"
        assert "Hello Jo" in browser.get("/me/").content.decode()
        again = Client(headers={"host": "york.localhost"})
        assert enter(again, secret).status_code == 403
        assert again.get("/me/").status_code == 302

    def test_is_not_used_up_by_whatever_reads_mail(self, browser, link):
        secret = link()
        for _ in range(3):
            assert browser.get(reverse("myhub:enter", args=[secret])).status_code == 200

        assert enter(browser, secret).status_code == 302

    def test_opens_nothing_after_a_quarter_of_an_hour(self, browser, link, now):
        assert enter(browser, link(at=now - 16 * MINUTE)).status_code == 403

    def test_that_was_made_up_opens_nothing(self, browser, link):
        assert enter(browser, "made-up").status_code == 403

    def test_is_not_sent_later_to_an_address_that_was_never_proven(self, write_address, send, now):
        write_address()
        assert send()
        assert send(at=now + 16 * MINUTE) is None

    def test_is_sent_later_to_one_that_was(self, browser, link, now):
        enter(browser, link())

        assert link(at=now + 16 * MINUTE)

    def test_is_sent_only_some_times_in_a_row(self, link):
        assert [bool(link()) for _ in range(6)] == [True] * 5 + [False]

    def test_is_kept_nowhere(self, link, pages):
        secret = link()
        with as_the_owner():
            key = OwnKey.objects.get(kind="LINK")
        assert bytes(key.key) == key_of("LINK", secret)
        assert secret not in str(vars(key))

    def test_is_let_go_of_by_night_once_it_is_over(self, link, now):
        day = datetime.timedelta(days=1)
        for before in (3 * day, 2 * MINUTE):
            assert link(at=now - before)
        timer = OnATimer()
        with acting_as(timer):
            assert actions.let_go_of_old_links(by=timer, now=now) == 1

        with as_the_owner():
            assert OwnKey.objects.filter(kind="LINK").count() == 1

    def test_goes_to_nobody_who_has_died(self, link, jo):
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(died_recorded_at=timezone.now())

        assert link() is None

    def test_to_an_address_that_was_stopped_opens_nothing(
        self, browser, link, address, team_member, jo, now
    ):
        secret = link()
        with acting_as(team_member):
            actions.end_own_key(by=team_member, person=jo, key=address, now=now)

        assert enter(browser, secret).status_code == 403
        assert link() is None


class TestAskingForALink:
    def ask(self, browser, address):
        response = browser.post("/me/sign-in/", {"address": address})
        html = response.content.decode().replace(address, "")
        return response.status_code, re.sub(r'value="[QXZ]+"', "", html)

    def test_says_and_does_the_same_whether_or_not_the_address_is_known(self, browser, address):
        with_a_token = [self.ask(browser, to) for to in ("jo@example.org", "no@example.org")]
        jobs = list(ProcrastinateJob.objects.filter(task_name="outgoing.send_own_link"))

        assert with_a_token[0] == with_a_token[1]
        assert [set(job.args) for job in jobs] == [{"schema", "key"}] * 2
        assert "example.org" not in str([job.args for job in jobs])

    def test_sends_an_email_that_tells_a_stranger_nothing(self, address, settings):
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        settings.OUTGOING_MAIL_IS_SET_UP = True
        for to in ("jo@example.org", "no@example.org"):
            jobs.send_own_link(schema="york", key=key_of("ADDRESS", to).hex())

        (message,) = mail.outbox
        assert message.to == ["jo@example.org"]
        assert "/me/in/" in message.body
        assert is_neutral(message.subject)
        assert "Jo" not in message.body.replace("jo@", "")

    def test_is_stopped_where_it_comes_too_often_from_one_place(self, browser, monkeypatch):
        monkeypatch.setattr("hearth.myhub.views.coming_in.tries.limit", 1)
        place = {"REMOTE_ADDR": "81.2.69.142"}
        first, second = (
            browser.post("/me/sign-in/", {"address": "jo@example.org"}, **place) for _ in range(2)
        )

        assert "on its way" in first.content.decode()
        assert "many tries" in second.content.decode()


class TestACodeOnPaper:
    @pytest.fixture
    def code(self, pages, team_member, jo, now):
        with acting_as(team_member):
            return actions.make_paper_code(by=team_member, person=jo, now=now)

    def test_opens_the_first_page_and_no_other(self, browser, code):
        assert browser.post("/me/paper/", {"code": code.lower()}).status_code == 302
        first = browser.get("/me/").content.decode()

        assert "Jo" not in first
        for page in ("looked", "sharing", "story", "goals", "introductions", "ways_in"):
            for ask in (browser.get, browser.post):
                assert ask(reverse(f"myhub:{page}")).status_code == 403, page

    def test_that_is_wrong_opens_nothing(self, browser, code):
        response = browser.post("/me/paper/", {"code": "CCCC DDDD FFFF"})

        assert "does not open anything" in response.content.decode()

    def test_opens_nothing_once_another_is_made(self, browser, code, team_member, jo, now):
        with acting_as(team_member):
            actions.make_paper_code(by=team_member, person=jo, now=now)

        assert browser.post("/me/paper/", {"code": code}).status_code == 200
        assert browser.get("/me/").status_code == 302

    def test_opens_nothing_after_ninety_days(self, code, now):
        later = now + datetime.timedelta(days=91)
        with acting_as(None):
            assert not actions.enter_own_pages(
                key=key_of("PAPER", code), kinds=("PAPER",), now=later
            )

    def test_is_no_link_and_no_address(self, browser, code):
        assert enter(browser, code.replace(" ", "")).status_code == 403


class TestGoingOut:
    @pytest.mark.parametrize("page", ["home", "looked", "sharing", "story", "goals", "ways_in"])
    def test_nothing_of_a_page_is_kept(self, jos, page):
        response = jos.get(reverse(f"myhub:{page}"))

        assert response["Cache-Control"] == "no-store"
        assert {name for name, cookie in jos.cookies.items() if cookie.value} <= {
            settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME,
        }  # fmt: skip
        assert not any(cookie["max-age"] for cookie in jos.cookies.values() if cookie.value)

    def test_the_way_out_comes_first_and_signs_out(self, jos, settings):
        html = jos.get("/me/").content.decode()
        first = html[html.index("<body") :].partition("<a ")[2].partition(">")[0]
        response = jos.get("/me/leave/")

        assert 'href="/me/leave/"' in first
        assert "data-exit" in first
        assert response["Location"] == settings.QUICK_EXIT
        assert response["Referrer-Policy"] == "no-referrer"
        assert "cookies" in response["Clear-Site-Data"]
        assert jos.get("/me/").status_code == 302
        assert not Session.objects.filter(user__own_pages=True).exists()

    def test_signing_out_leaves_nothing(self, jos):
        response = jos.post("/me/out/")

        assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
        assert jos.get("/me/").status_code == 302

    def test_a_worker_stays_signed_in(self, client, team_member):
        client.force_login(team_member)
        client.get("/me/leave/")

        assert client.get("/people/").status_code == 200

    def test_whoever_does_nothing_is_signed_out(self, jos, monkeypatch):
        at = timezone.now() + 21 * MINUTE
        monkeypatch.setattr("hearth.people.own_view.timezone.now", lambda: at)

        assert jos.get("/me/")["Location"] == "/me/sign-in/"

    def test_whoever_writes_has_longer(self, jos, monkeypatch, now):
        jos.get("/me/story/matters/")
        monkeypatch.setattr("hearth.people.own_view.timezone.now", lambda: now + 40 * MINUTE)
        response = jos.post("/me/story/matters/", {"words": "My boat", "stamp": ""})

        assert "My boat" in response.content.decode()

    def test_no_way_to_the_teams_pages_stands_on_them(self, jos):
        html = jos.get("/me/").content.decode()
        assert "/people/" not in html
        assert "/sign-out/" not in html

    def test_whoever_does_nothing_is_asked_before(self, jos):
        assert jos.get("/me/")["Refresh"] == "1080;url=/me/still-there/"
        assert "Jo" not in jos.get("/me/still-there/").content.decode()

    def test_tabs_say_nothing_of_what_it_is(self, jos):
        for page in ("home", "looked", "sharing", "story", "goals", "introductions", "ways_in"):
            html = jos.get(reverse(f"myhub:{page}")).content.decode()
            title = html.partition("<title>")[2].partition("</title>")[0]
            assert is_neutral(title), page
            assert "York" not in title


class TestALostPhone:
    def test_is_signed_out_by_the_team(self, client, jos, team_member, jo):
        client.force_login(team_member)
        client.post(reverse("myhub:offered", args=[jo.id]), {"do": "everywhere"})

        assert jos.get("/me/").status_code == 302

    def test_is_signed_out_by_the_person(self, jos):
        assert jos.post("/me/ways-in/", {"everywhere": "yes"}).status_code == 302
        assert jos.get("/me/").status_code == 302

    def test_takes_nothing_once_the_pages_are_closed(self, client, jos, link, team_member, jo):
        client.force_login(team_member)
        client.post(reverse("myhub:offered", args=[jo.id]), {"do": "close"})

        assert jos.get("/me/").status_code == 302
        assert link() is None
        with as_the_owner():
            assert OwnPages.objects.get().ended_at


class TestASignInToOwnPages:
    def test_stands_on_no_list_of_workers(self, pages, network_lead):
        from hearth.accounts.queries import get_active_worker, may_sign_in, workers_kept_by

        with acting_as(network_lead):
            assert pages.sign_in_id not in {one.id for one in workers_kept_by(network_lead)}
        assert not may_sign_in(pages.sign_in_id)
        with pytest.raises(User.DoesNotExist):
            get_active_worker(pages.sign_in_id)

    def test_has_no_password(self, browser, pages):
        sign_in = User.objects.get(id=pages.sign_in_id)
        response = browser.post(
            "/sign-in/", {"username": sign_in.username, "password": sign_in.password}
        )

        assert response.status_code == 200
        assert not sign_in.has_usable_password()

    def test_is_called_the_same_whoever_it_is(self, pages):
        assert User.objects.get(id=pages.sign_in_id).name == "themselves, on their own page"
