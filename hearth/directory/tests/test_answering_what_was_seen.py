"""A provider confirms only what it saw: what was changed while it read is shown again."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.actions import answers, entries, truth
from hearth.directory.finding.publishing import publish
from hearth.directory.models import AnswerLink, Confirmation, Service, Tip
from hearth.directory.queries.answering import entry_as_shown, facts_for_provider
from hearth.directory.tests.factories import LocationFactory, ServiceFactory
from hearth.directory.tests.test_answering import seen_in
from hearth.foundation.acting import acting_as, as_anybody
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.tests.factories import SiteFactory
from hearth.tests.two_at_once import at_once


@pytest.fixture
def page(link):
    return reverse("answering:answer", args=[link])


@pytest.fixture
def changed_page(link):
    return reverse("answering:changed", args=[link])


def html_of(response):
    assert response.status_code == 200
    return response.content.decode()


def another_place(service):
    hall = LocationFactory(name="The new hall", nearest_bus="")
    service.at_locations.create(location=hall)


def another_price(service):
    service.cost_options.create(option="Tea", amount="1.50")


def another_phone(service):
    Service.objects.update(phone="01904 555019")


MEANWHILE = pytest.mark.parametrize(
    ("meanwhile", "now_says"),
    [
        (another_place, "The new hall"),
        (another_price, "Tea: £1.50"),
        (another_phone, "01904 555019"),
    ],
)


@MEANWHILE
def test_a_tap_confirms_nothing_that_was_changed_since_the_page_was_drawn(
    nobody, page, service, meanwhile, now_says
):
    seen = seen_in(html_of(nobody.get(page)))
    with as_the_owner():
        meanwhile(service)
    again = html_of(nobody.post(page, {"answer": "right"} | seen))

    assert not Confirmation.objects.exists()
    assert AnswerLink.objects.get().answered_at is None
    assert "Somebody changed this while you read it" in again
    assert now_says in again

    nobody.post(page, {"answer": "right"} | seen_in(again))
    assert Confirmation.objects.get().how == "LINK"


@pytest.mark.parametrize("shown", ["", "forged", "\0", "é" * 9000])
def test_a_tap_on_a_page_that_is_not_whole_is_asked_for_again(nobody, page, service, shown):
    again = html_of(nobody.post(page, {"answer": "right", "shown": shown}))

    assert "A part of this page was missing" in again
    assert not Confirmation.objects.exists()
    assert AnswerLink.objects.get().answered_at is None


def test_what_the_other_form_carries_is_no_sight_of_the_page(nobody, page, changed_page, service):
    facts = seen_in(html_of(nobody.get(changed_page)))["seen"]

    assert "was missing" in html_of(nobody.post(page, {"answer": "right", "shown": facts}))
    assert not Confirmation.objects.exists()


class TestSpaceAlone:
    @pytest.fixture
    def form(self, nobody, changed_page, service):
        html = html_of(nobody.get(changed_page))
        facts = facts_for_provider(service) | {"is_free": "unknown"}
        return facts | {"space_now": "FEW"} | seen_in(html)

    @MEANWHILE
    def test_confirms_no_rest_that_was_changed_meanwhile_and_loses_nothing_typed(
        self, nobody, changed_page, service, form, meanwhile, now_says
    ):
        with as_the_owner():
            meanwhile(service)
        again = html_of(nobody.post(changed_page, form))

        assert not Confirmation.objects.exists()
        assert Service.objects.get().space_now == ""
        assert AnswerLink.objects.get().answered_at is None
        assert "Somebody changed this while you read it" in again
        assert now_says in again

        form |= {"phone": Service.objects.get().phone} | seen_in(again)  # as its box has it now
        nobody.post(changed_page, form)
        assert Confirmation.objects.get().corrected
        assert Service.objects.get().space_now == "FEW"
        with as_the_owner():
            assert not Tip.objects.exists()

    def test_what_the_first_page_showed_is_compared_too(self, nobody, page, changed_page, service):
        shown = seen_in(html_of(nobody.get(page)))["shown"]
        with as_the_owner():
            another_place(service)
        html = html_of(nobody.get(changed_page, {"shown": shown}))

        assert "Somebody changed this while you read it" in html
        assert "The new hall" in html

    def test_of_the_page_itself_nothing_is_said_to_have_changed(self, nobody, page, changed_page):
        shown = seen_in(html_of(nobody.get(page)))["shown"]

        assert "Somebody changed" not in html_of(nobody.get(changed_page, {"shown": shown}))


@transaction.atomic
def an_entry():
    made = ServiceFactory(name="Sewing")
    publish([made.id])
    return made


def say_all_is_right(facts, marks, secret):
    return answers.say_all_is_right(secret=secret, now=timezone.now(), marks=marks)


def say_there_is_space(facts, marks, secret):
    says = facts | {"space_now": "FEW"}
    return answers.say_what_changed(
        secret=secret, now=timezone.now(), marks=marks, was=facts, says=says
    )


@pytest.mark.parametrize("say", [say_all_is_right, say_there_is_space])
def test_who_answers_while_the_entry_is_withdrawn_finds_the_link_over(committed, say):
    hub = committed(SiteFactory, name="Acomb", slug="acomb")
    con = committed(GrantFactory, site=hub, role=Role.CONNECTOR).user
    service = committed(an_entry)

    def a_link():
        with acting_as(con):
            return truth.make_link(by=con, service=service, now=timezone.now())

    def what_is_seen():
        return facts_for_provider(service), [each.mark for each in entry_as_shown(service)]

    secret, (facts, marks) = committed(a_link), committed(what_is_seen)

    def answer():
        with as_anybody():
            return say(facts, marks, secret)

    _, came_of = at_once(
        (con, lambda: entries.edit_entry(by=con, service=service, internal=True)), (None, answer)
    )

    assert isinstance(came_of, answers.LinkIsOver)
