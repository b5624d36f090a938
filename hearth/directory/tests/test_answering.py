"""What a provider sees and answers by its link, with no account."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django_tenants.utils import schema_context

from hearth.directory.actions import answers, truth
from hearth.directory.models import AnswerLink, Confirmation, Findable, Service, Tip
from hearth.directory.queries.answering import facts_for_provider
from hearth.directory.tests.factories import LocationFactory, ServiceFactory, term
from hearth.foundation.acting import acting_as, as_anybody
from hearth.foundation.tests.factories import as_the_owner


def seen_in(html):
    """Return what a page carries of what it showed."""
    return dict(re.findall(r'name="(seen|shown)" value="([^"]+)"', html))


def tap(browser, link):
    """Read the page, and say that all of it is right."""
    address = reverse("answering:answer", args=[link])
    return browser.post(
        address, {"answer": "right"} | seen_in(browser.get(address).content.decode())
    )


class TestLink:
    def test_keeps_its_secret_nowhere(self, link):
        with as_the_owner():
            kept = AnswerLink.objects.get()
        assert link.encode() not in bytes(kept.token_hash)
        assert len(kept.token_hash) == 32

    def test_opening_it_never_confirms(self, nobody, link, service):
        for _ in range(3):
            response = nobody.get(reverse("answering:answer", args=[link]))
            assert response.status_code == 200
            nobody.head(reverse("answering:answer", args=[link]))
        nobody.get(reverse("answering:answer", args=[link]), {"answer": "right"})

        assert not Confirmation.objects.exists()
        assert AnswerLink.objects.get().answered_at is None

    def test_shows_the_entry_in_plain_words_and_runs_nothing(self, nobody, link):
        html = nobody.get(reverse("answering:answer", args=[link])).content.decode()

        assert "Every Tuesday, 10am to midday" in html
        assert "01904 555010" in html
        assert "Tea &amp; &lt;b&gt;talk" in html
        assert "<b>talk" not in html

    def test_shows_all_that_the_public_reads(self, nobody, service, link):
        with as_the_owner():
            Service.objects.update(
                text_number="07700 900555", minimum_age=18, maximum_age=64, languages=["Polish"],
                booking="BOOK",
                how_to_book="Ask for Bea", fees="£2 for tea", is_free=False, modes=["ONLINE"],
            )  # fmt: skip
            for slug in ("students", "sleep", "quiet"):
                service.tagged.create(term=term(slug))
            service.cost_options.create(option="Tea", amount="1.50")
            hall = LocationFactory(
                nearest_bus="Bus 4", step_free=False, hearing_loop=True, parking="Behind it",
                access_note="Ring the bell",
            )  # fmt: skip
            service.at_locations.create(location=hall)
        said = [
            "07700 900555", "From 18 to 64 years old", "Polish", "Ask for Bea", "£2 for tea",
            "Tea: £1.50", "Online", "Bus 4", "There are steps", "There is a hearing loop",
            "Behind it", "Ring the bell", *(term(slug).name for slug in ("students", "sleep")),
        ]  # fmt: skip
        html = nobody.get(reverse("answering:answer", args=[link])).content.decode()
        public = nobody.get(reverse("virtualhub:entry", args=[service.id])).content.decode()

        assert [words for words in said if words not in html] == []
        assert [words for words in said if words not in public] == []

    def test_leaves_no_cookie_and_tells_nobody_the_address(self, nobody, link):
        for page in ("answer", "changed"):
            response = nobody.get(reverse(f"answering:{page}", args=[link]))
            assert not response.cookies
            assert response["Referrer-Policy"] == "no-referrer"
            assert response["Cache-Control"] == "no-store"

    def test_one_tap_confirms(self, nobody, link, service, today):
        response = tap(nobody, link)

        assert response.status_code == 200
        assert not response.cookies
        said = Confirmation.objects.get()
        assert (said.how, said.on, said.by) == ("LINK", today, None)
        assert Service.objects.get().confirm_by > today

    def test_answers_once(self, nobody, link):
        tap(nobody, link)
        again = nobody.post(reverse("answering:answer", args=[link]), {"answer": "stopped"})

        assert again.status_code == 410
        assert "answered by it already" in again.content.decode()
        assert Confirmation.objects.count() == 1
        with as_the_owner():
            assert not Tip.objects.exists()

    def test_ends_after_thirty_days(self, service, link, now, days):
        with as_anybody(), pytest.raises(answers.LinkIsOver):
            answers.say_all_is_right(secret=link, now=now + days(30), marks=[])

    def test_that_is_over_says_what_to_do(self, nobody, link, days):
        with as_the_owner():
            AnswerLink.objects.update(ends_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
        response = nobody.get(reverse("answering:changed", args=[link]))

        assert response.status_code == 410
        assert "we send you a new one" in response.content.decode()

    @pytest.mark.parametrize(
        "unlisted", [{"internal": True}, {"status": "defunct"}, {"status": "inactive"}]
    )
    def test_of_what_is_not_listed_any_more_is_closed_and_says_so(
        self, nobody, link, service, connector, now, unlisted
    ):
        with as_the_owner():
            Service.objects.update(**unlisted)
        for response in (
            nobody.get(reverse("answering:answer", args=[link])),
            nobody.get(reverse("answering:changed", args=[link])),
            nobody.post(reverse("answering:answer", args=[link]), {"answer": "right"}),
            nobody.post(reverse("answering:changed", args=[link]), {"phone": "01904 555019"}),
        ):
            assert response.status_code == 410
            assert "is not listed any more" in response.content.decode()
        assert not Confirmation.objects.exists()
        service.refresh_from_db()
        with acting_as(connector), pytest.raises(truth.TruthRefused, match="does not see"):
            truth.make_link(by=connector, service=service, now=now)

    @pytest.mark.parametrize(
        "token", ["x", "é" * 30, "a" * 5000, "%00" * 20, "..%2F..%2Fetc", "'--" * 9, "A" * 32]
    )
    def test_that_is_none_is_kindly_not_known(self, nobody, service, token):
        for response in (
            nobody.get(f"/confirm/{token}/"),
            nobody.post(f"/confirm/{token}/", {"answer": "right"}),
            nobody.post(f"/confirm/{token}/changed/", {"phone": "1"}),
        ):  # fmt: skip
            assert response.status_code == 404
        assert not Confirmation.objects.exists()

    def test_is_unknown_in_another_partnership(self, link):
        browser = Client(headers={"host": "lincolnshire.localhost"})
        response = browser.post(reverse("answering:answer", args=[link]), {"answer": "right"})

        assert response.status_code == 404
        with schema_context("lincolnshire"):
            assert not Confirmation.objects.exists()

    def test_a_place_that_is_secret_is_not_written_here_either(self, nobody, service, link):
        with as_the_owner():
            service.at_locations.create(location=LocationFactory(name="Hidden House"))
            Service.objects.update(place_is_secret=True)
        html = nobody.get(reverse("answering:answer", args=[link])).content.decode()

        assert "Hidden House" not in html
        assert "YO24 4AB" not in html


class TestCorrecting:
    def form(self, browser, link, service):
        """Return what the page's form has, untouched."""
        facts = facts_for_provider(service)
        facts["is_free"] = {True: "yes", False: "no", None: "unknown"}[facts["is_free"]]
        html = browser.get(reverse("answering:changed", args=[link])).content.decode()
        return facts | seen_in(html)

    def post(self, browser, link, form):
        return browser.post(reverse("answering:changed", args=[link]), form)

    def send(self, browser, link, service, **changed):
        return self.post(browser, link, self.form(browser, link, service) | changed)

    def test_waits_for_a_connector_with_before_and_after(self, nobody, link, service, connector):
        response = self.send(nobody, link, service, phone="01904 555011", times="Mondays")

        assert "Somebody looks at it" in response.content.decode()
        assert Service.objects.get().phone == "01904 555010"
        assert not Confirmation.objects.exists()
        with acting_as(connector):
            tip = Tip.objects.get()
        assert tip.kind == "CORRECTION"
        assert tip.corrections == {
            "phone": {"was": "01904 555010", "says": "01904 555011"},
            "times": {"was": "Every Tuesday, 10am to midday", "says": "Mondays"},
        }

    def test_space_and_waiting_go_live_at_once(self, nobody, link, service, today):
        response = self.send(
            nobody, link, service, space_now="FULL", waiting_now="6 weeks", phone="01904 555011"
        )

        kept = Service.objects.get()
        assert (kept.space_now, kept.waiting_now, kept.space_said_on) == ("FULL", "6 weeks", today)
        assert Findable.objects.get().card["space_now"] == "FULL"
        assert "shows already" in response.content.decode()

    def test_of_space_alone_confirms_the_rest(self, nobody, link, service, connector):
        self.send(nobody, link, service, space_now="FEW")

        assert Confirmation.objects.get().corrected
        with acting_as(connector):
            assert not Tip.objects.exists()

    def test_of_nothing_is_refused_and_the_link_is_still_good(self, nobody, link, service):
        response = self.send(nobody, link, service)

        assert "Nothing is different" in response.content.decode()
        assert AnswerLink.objects.get().answered_at is None

    @pytest.mark.parametrize(
        "absurd",
        [
            {"phone": "javascript:alert(1)"},
            {"email": "not one"},
            {"url": "javascript:alert(1)"},
            {"status": "exploded"},
            {"space_now": "LOTS"},
            {"waiting_now": "x" * 101},
            {"times": "x" * 1001},
            {"more": "x" * 100_000},
            {"fees": "\0"},
            {"is_free": "maybe"},
            {"text_number": "ring us"},
        ],
    )
    def test_that_is_absurd_is_refused_and_stores_nothing(
        self, nobody, link, service, connector, absurd
    ):
        response = self.send(nobody, link, service, **absurd)

        assert response.status_code == 200
        assert "There is a problem" in response.content.decode()
        assert AnswerLink.objects.get().answered_at is None
        with acting_as(connector):
            assert not Tip.objects.exists()
        assert Service.objects.get().space_now == ""

    def test_that_it_has_stopped_waits_for_a_connector(self, nobody, link, service, connector):
        nobody.post(reverse("answering:answer", args=[link]), {"answer": "stopped"})

        assert Service.objects.get().status == "active"
        with acting_as(connector):
            assert Tip.objects.get().kind == "GONE"

    def test_what_somebody_else_changed_meanwhile_is_not_undone(
        self, nobody, link, service, connector
    ):
        form = self.form(nobody, link, service)
        with as_the_owner():
            Service.objects.update(email="new@example.org", space_now="FULL")
        self.post(nobody, link, form | {"phone": "01904 555011"})

        with acting_as(connector):
            assert set(Tip.objects.get().corrections) == {"phone"}
        assert Service.objects.get().space_now == "FULL"

    def test_the_same_thing_changed_meanwhile_shows_both_and_asks(
        self, nobody, link, service, connector
    ):
        form = self.form(nobody, link, service) | {"phone": "01904 555011", "space_now": "FEW"}
        with as_the_owner():
            Service.objects.update(phone="01904 555012", space_now="FULL", email="new@example.org")
        html = self.post(nobody, link, form).content.decode()

        assert "It now says: 01904 555012" in html
        assert "It now says: Full just now" in html
        assert 'value="01904 555011"' in html
        assert Service.objects.get().space_now == "FULL"
        assert AnswerLink.objects.get().answered_at is None

        form |= seen_in(html) | {"email": "new@example.org"}  # as its boxes have it now
        assert 'value="new@example.org"' in html
        assert "Thank you" in self.post(nobody, link, form).content.decode()
        with acting_as(connector):
            assert Tip.objects.get().corrections == {
                "phone": {"was": "01904 555012", "says": "01904 555011"}
            }

    def test_the_same_said_by_both_is_no_conflict(self, nobody, link, service, connector):
        form = self.form(nobody, link, service) | {"phone": "01904 555011"}
        with as_the_owner():
            Service.objects.update(phone="01904 555011")
        self.post(nobody, link, form)

        assert Confirmation.objects.get().corrected
        with acting_as(connector):
            assert not Tip.objects.exists()

    @pytest.mark.parametrize("seen", ["", "forged", "{}", "\0", "é" * 9000])
    def test_a_page_that_is_not_whole_is_sent_again(self, nobody, link, service, seen):
        form = self.form(nobody, link, service) | {"phone": "01904 555011", "seen": seen}
        html = self.post(nobody, link, form).content.decode()

        assert "A part of this page was missing" in html
        assert AnswerLink.objects.get().answered_at is None
        again = form | seen_in(html)
        assert "Thank you" in self.post(nobody, link, again).content.decode()

    def test_what_one_page_showed_is_worth_nothing_on_another(
        self, nobody, link, service, connector, now
    ):
        with acting_as(connector):
            other = truth.make_link(by=connector, service=ServiceFactory(), now=now)
        form = self.form(nobody, other, service) | {"phone": "01904 555011"}

        assert "was missing" in self.post(nobody, link, form).content.decode()
