"""Publishing attendances: seen first, then out, for whoever leads the network."""

import datetime

import pytest
import time_machine

from hearth.evidence.period import Period, months_over
from hearth.foundation.tests.factories import as_the_owner
from hearth.publishing.models import Publication

PUBLISH = "/reports/publish"
PUBLISHED = "/reports/published"
MARCH = {"from": "2025-03-01", "to": "2025-03-31"}


@pytest.fixture(autouse=True)
def _april_2025():
    with time_machine.travel(datetime.datetime(2025, 4, 15, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def march(comes, counted, hub, other_hub):
    """Forty-two came to one hub in March, and fifty-one to another."""
    for day in range(1, 11):
        comes(f"2025-03-{day:02}")
    counted("2025-03-04", 32)
    counted("2025-03-05", 51, site=other_hub)


@pytest.fixture
def lead(client, network_lead):
    client.force_login(network_lead)
    return client


def stamp_of(html):
    return html.partition('name="stamp" value="')[2].partition('"')[0]


def publish(client, asked=MARCH):
    stamp = stamp_of(client.get(PUBLISH, asked).content.decode())
    address = f"{PUBLISH}?from={asked['from']}&to={asked['to']}"
    return client.post(address, {"stamp": stamp}, follow=True)


class TestSeenFirst:
    def test_shows_what_would_be_printed_and_keeps_nothing(self, lead, march):
        html = lead.get(PUBLISH, MARCH).content.decode()

        assert "This would be printed" in html
        assert ">40<" in html
        assert ">42<" not in html
        assert ">95<" in html
        with as_the_owner():
            assert not Publication.objects.exists()

    def test_a_month_that_goes_on_is_not_published(self, lead, march):
        html = lead.get(PUBLISH, {"from": "2025-04-01", "to": "2025-04-15"}).content.decode()

        assert "Only whole months that are over" in html
        assert "Publish these numbers" not in html

    def test_months_with_nobody_say_so(self, lead, march):
        html = lead.get(PUBLISH, {"from": "2024-01-01", "to": "2024-01-31"}).content.decode()

        assert "nothing to publish" in html

    def test_an_odd_policy_is_a_problem_in_its_box(self, lead):
        response = lead.get(PUBLISH, {**MARCH, "policy": "none"})

        assert response.status_code == 400
        assert "There is a problem" in response.content.decode()

    def test_another_policy_prints_by_its_own_rule(self, lead, march):
        html = lead.get(PUBLISH, {**MARCH, "policy": "threshold_10"}).content.decode()

        assert "10" in html
        assert "This would be printed" in html


class TestPublished:
    def test_is_on_a_page_in_the_list_and_in_a_sheet(self, lead, march):
        html = publish(lead).content.decode()

        assert "Published by Nell" in html
        with as_the_owner():
            publication = Publication.objects.get()
        assert f"{PUBLISHED}/{publication.id}" in lead.get(PUBLISHED).content.decode()
        sheet = lead.get(f"{PUBLISHED}/{publication.id}.csv").content.decode("utf-8-sig")
        assert "March 2025,Total" in sheet
        assert ",40," in sheet
        assert ",42" not in sheet
        assert "stands for a small number" in sheet

    def test_what_has_changed_since_it_was_seen_is_shown_again(self, lead, march, counted):
        stamp = stamp_of(lead.get(PUBLISH, MARCH).content.decode())
        counted("2025-03-06", 70)

        html = lead.post(f"{PUBLISH}?from=2025-03-01&to=2025-03-31", {"stamp": stamp})

        assert "have changed since you saw them" in html.content.decode()
        with as_the_owner():
            assert not Publication.objects.exists()

    def test_twice_is_refused_with_words(self, lead, march):
        publish(lead)
        again = publish(lead)

        assert "published before" in again.content.decode()
        with as_the_owner():
            assert Publication.objects.count() == 1

    def test_a_board_member_reads_it_and_publishes_nothing(self, client, lead, board_member, march):
        publish(lead)
        client.force_login(board_member)

        html = client.get(PUBLISHED).content.decode()
        assert "Publish numbers" not in html
        assert client.get(PUBLISH, MARCH).status_code in (403, 404)

    def test_before_anything_was_published_the_list_says_so(self, lead):
        assert "Nothing was published yet" in lead.get(PUBLISHED).content.decode()

    def test_a_list_of_many_asks_no_more(self, lead, march, django_assert_max_num_queries):
        publish(lead)
        with as_the_owner():
            one = Publication.objects.get()
            for n in range(20):
                one.pk, one.name, one._state.adding = None, f"Again {n}", True
                one.id = Publication._meta.get_field("id").get_default()
                one.save(force_insert=True)

        with django_assert_max_num_queries(25):
            assert lead.get(PUBLISHED).status_code == 200


@pytest.mark.parametrize(
    ("first", "last", "over"),
    [
        ((2025, 1, 1), (2025, 3, 31), ((2025, 1, 1), (2025, 3, 31))),
        ((2025, 1, 2), (2025, 3, 31), ((2025, 2, 1), (2025, 3, 31))),
        ((2025, 1, 1), (2025, 4, 15), ((2025, 1, 1), (2025, 3, 31))),
        ((2025, 3, 2), (2025, 3, 31), None),
        ((2025, 4, 1), (2025, 4, 15), None),
    ],
)
def test_whole_months_that_are_over(first, last, over):
    period = Period(datetime.date(*first), datetime.date(*last))

    found = months_over(period, datetime.date(2025, 4, 15))

    assert found == (Period(*(datetime.date(*day) for day in over)) if over else None)
