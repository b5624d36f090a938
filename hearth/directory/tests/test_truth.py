"""Whose word an entry stands on: confirming, links for providers, and how soon again."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django_tenants.utils import schema_context

from hearth.directory.actions import answers, truth
from hearth.directory.models import AnswerLink, Confirmation, Findable, Service, ServiceStatus, Tip
from hearth.directory.queries.answering import facts_for_provider
from hearth.directory.tests.factories import LocationFactory, ScheduleFactory, ServiceFactory, term
from hearth.directory.truth import said_truth
from hearth.foundation.acting import acting_as, as_anybody
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner


@pytest.fixture
def service(db, today, days):
    made = ServiceFactory(
        name="Tea & <b>talk</b>",
        phone="01904 555010",
        confirmed_on=today - days(200),
        confirm_by=today - days(20),
    )
    ScheduleFactory(service=made)
    return made


@pytest.fixture
def link(connector, service, now):
    """The secret of a link for the service's provider."""
    with acting_as(connector):
        return truth.make_link(by=connector, service=service, now=now)


@pytest.fixture
def nobody():
    """The browser of somebody who has no account, which checks where forms come from."""
    return Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)


class TestConfirming:
    def test_is_due_again_as_soon_as_its_kind_says(self, connector, service, today, days):
        with acting_as(connector):
            truth.confirm(by=connector, service=service, how="PHONE", on=today, today=today)

        kept = Service.objects.get()
        assert kept.confirmed_on == today
        assert kept.confirm_by == today + days(term("coffee-morning").confirm_every_days)
        assert Findable.objects.get().confirm_by == kept.confirm_by

    def test_the_more_urgent_the_sooner(self, connector, today):
        crisis, craft = (
            ServiceFactory(offer=term("crisis-line")),
            ServiceFactory(offer=term("craft-group")),
        )
        with acting_as(connector):
            for each in (crisis, craft):
                truth.confirm(by=connector, service=each, how="PHONE", on=today, today=today)
        crisis.refresh_from_db()
        craft.refresh_from_db()

        assert (crisis.confirm_by - today).days == 7
        assert (craft.confirm_by - today).days == 365

    def test_an_older_word_is_written_down_and_changes_nothing(self, connector, today, days):
        service = ServiceFactory(confirmed_on=today, confirm_by=today + days(180))
        with acting_as(connector):
            truth.confirm(
                by=connector, service=service, how="VISIT", on=today - days(9), today=today
            )

        assert Service.objects.get().confirmed_on == today
        assert Confirmation.objects.count() == 1

    @pytest.mark.parametrize(("how", "ago"), [("PHONE", -1), ("PHONE", 400), ("GUESS", 0)])
    def test_is_refused_for_a_day_to_come_or_long_ago_or_no_way(
        self, connector, service, today, days, how, ago
    ):
        with acting_as(connector), pytest.raises(truth.TruthRefused):
            truth.confirm(by=connector, service=service, how=how, on=today - days(ago), today=today)

    @pytest.mark.parametrize("who", ["greeter", "partner_worker", "board_member"])
    def test_is_not_for_who_keeps_no_directory(self, request, service, who, today, now):
        worker = request.getfixturevalue(who)
        with acting_as(worker), pytest.raises(NotAllowed):
            truth.confirm(by=worker, service=service, how="PHONE", on=today, today=today)
        with acting_as(worker), pytest.raises(NotAllowed):
            truth.make_link(by=worker, service=service, now=now)


class TestHowOften:
    def test_is_decided_by_who_leads_and_counts_for_what_is_there(
        self, network_lead, service, days
    ):
        with acting_as(network_lead):
            changed = truth.set_how_often(by=network_lead, offer=service.offer, days=10)

        assert changed == 1
        assert Service.objects.get().confirm_by == service.confirmed_on + days(10)

    def test_is_not_a_connectors_to_decide(self, connector, service):
        with acting_as(connector), pytest.raises(NotAllowed):
            truth.set_how_often(by=connector, offer=service.offer, days=10)

    @pytest.mark.parametrize("number", [0, -1, 731])
    def test_is_refused_if_it_makes_no_sense(self, network_lead, service, number):
        with acting_as(network_lead), pytest.raises(truth.TruthRefused):
            truth.set_how_often(by=network_lead, offer=service.offer, days=number)


class TestWords:
    @pytest.mark.parametrize(
        ("ago", "due_in", "how", "words"),
        [
            (0, 9, "PHONE", "Confirmed today by phone"),
            (1, 9, "LINK", "Confirmed yesterday by the people who run it"),
            (5, 9, "", "Confirmed 5 days ago"),
            (70, 9, "VISIT", "Confirmed on Monday 22 December 2025 by a visit"),
            (70, -1, "VISIT", "Not confirmed since Monday 22 December 2025"),
        ],
    )
    def test_say_who_when_and_whether_it_is_old(self, days, ago, due_in, how, words):
        today = datetime.date(2026, 3, 2)
        found = said_truth(today - days(ago), today + days(due_in), how, today)

        assert found.words == words
        assert found.is_overdue is (due_in < 0)

    def test_say_that_nobody_has(self):
        today = datetime.date(2026, 3, 2)
        assert said_truth(None, today, "", today).words == "Nobody has confirmed this yet"


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

    def test_leaves_no_cookie_and_tells_nobody_the_address(self, nobody, link):
        for page in ("answer", "changed"):
            response = nobody.get(reverse(f"answering:{page}", args=[link]))
            assert not response.cookies
            assert response["Referrer-Policy"] == "no-referrer"
            assert response["Cache-Control"] == "no-store"

    def test_one_tap_confirms(self, nobody, link, service, today):
        response = nobody.post(reverse("answering:answer", args=[link]), {"answer": "right"})

        assert response.status_code == 200
        assert not response.cookies
        said = Confirmation.objects.get()
        assert (said.how, said.on, said.by) == ("LINK", today, None)
        assert Service.objects.get().confirm_by > today

    def test_answers_once(self, nobody, link):
        address = reverse("answering:answer", args=[link])
        nobody.post(address, {"answer": "right"})
        again = nobody.post(address, {"answer": "stopped"})

        assert again.status_code == 410
        assert "answered by it already" in again.content.decode()
        assert Confirmation.objects.count() == 1
        with as_the_owner():
            assert not Tip.objects.exists()

    def test_ends_after_thirty_days(self, service, link, now, days):
        with as_anybody(), pytest.raises(answers.LinkIsOver):
            answers.say_all_is_right(secret=link, now=now + days(30))

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

    @pytest.mark.parametrize("internal", [True, False])
    @pytest.mark.parametrize("status", ServiceStatus.values)
    @pytest.mark.parametrize("is_twin", [True, False])
    def test_is_public_asks_what_the_database_is_asked(self, service, internal, status, is_twin):
        with as_the_owner():
            service.internal, service.status = internal, status
            service.same_as = ServiceFactory() if is_twin else None
            service.save()

        assert service.is_public is Service.objects.public().contains(service)

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
    def send(self, browser, link, service, **changed):
        facts = facts_for_provider(service)
        facts["is_free"] = {True: "yes", False: "no", None: "unknown"}[facts["is_free"]]
        facts |= changed
        return browser.post(reverse("answering:changed", args=[link]), facts)

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
