"""Whose word an entry stands on: confirming, links for providers, and how soon again."""

import datetime

import pytest

from hearth.directory.actions import truth
from hearth.directory.models import Confirmation, Findable, Service, ServiceStatus
from hearth.directory.tests.factories import ServiceFactory, term
from hearth.directory.truth import said_truth
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner


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


@pytest.mark.parametrize("internal", [True, False])
@pytest.mark.parametrize("status", ServiceStatus.values)
@pytest.mark.parametrize("is_twin", [True, False])
def test_is_public_asks_what_the_database_is_asked(service, internal, status, is_twin):
    with as_the_owner():
        service.internal, service.status = internal, status
        service.same_as = ServiceFactory() if is_twin else None
        service.save()

    assert service.is_public is Service.objects.public().contains(service)
