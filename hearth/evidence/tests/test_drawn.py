"""What of the attendance report is drawn."""

import datetime

import pytest
import time_machine

PAGE = "/reports/attendance"


@pytest.fixture(autouse=True)
def _april_2025():
    with time_machine.travel(datetime.datetime(2025, 4, 15, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def page(client, network_lead, comes):
    """Return the page of some days in which somebody came each month since October."""
    for day in ("2024-10-02", "2024-11-02", "2024-12-02", "2025-01-02", "2025-02-02", "2025-03-02"):
        comes(day)

    def page(first, last):
        client.force_login(network_lead)
        return client.get(PAGE, {"from": first, "to": last}).content.decode()

    return page


def test_six_months_are_a_run_chart_that_says_what_it_shows(page):
    html = page("2024-10-01", "2025-03-31")

    assert 'class="hearth-chart"' in html
    assert "The median is 1." in html
    assert "too few numbers to say" in html
    assert 'id="bars-month-title"' not in html


def test_fewer_months_are_bars(page):
    html = page("2025-01-01", "2025-03-31")

    assert 'class="hearth-chart"' not in html
    assert 'id="bars-month-title"' in html


def test_a_month_in_part_has_no_point_and_is_in_the_table(page):
    html = page("2024-10-01", "2025-04-10")

    assert "One is not shown." in html
    assert "April 2025 (1 to 10)" in html
