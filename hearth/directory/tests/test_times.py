"""When something is on is said as people say it."""

import datetime
from dataclasses import dataclass, field

import pytest

from hearth.directory.times import all_said, said

TEN, NOON = datetime.time(10), datetime.time(12)
MARCH = datetime.date(2026, 3, 3)


@dataclass
class Times:
    byday: list[str] = field(default_factory=list)
    freq: str = "WEEKLY"
    interval: int = 1
    opens: datetime.time | None = TEN
    closes: datetime.time | None = NOON
    begins_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    bymonthday: list[int] = field(default_factory=list)


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (Times(["TU"]), "Every Tuesday, 10am to midday"),
        (Times(["TH", "TU"]), "Every Tuesday and Thursday, 10am to midday"),
        (Times(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), "Every day, 10am to midday"),
        (
            Times(["TU"], interval=2, begins_on=MARCH),
            "Every other Tuesday, 10am to midday, from Tuesday 3 March 2026",
        ),
        (Times(["TU"], interval=3), "Every 3 weeks on Tuesday, 10am to midday"),
        (Times(["2FR"], "MONTHLY"), "Second Friday of every month, 10am to midday"),
        (Times(["-1SA"], "MONTHLY", 2), "Last Saturday of every other month, 10am to midday"),
        (
            Times(["1MO", "3MO"], "MONTHLY"),
            "First Monday and third Monday of every month, 10am to midday",
        ),
        (Times(freq="", begins_on=MARCH), "Tuesday 3 March 2026, 10am to midday"),
        (Times(["SU"], closes=None), "Every Sunday, from 10am"),
        (Times(["SU"], opens=None, closes=None), "Every Sunday, all day"),
        (
            Times(["SU"], ends_on=MARCH),
            "Every Sunday, 10am to midday, until Tuesday 3 March 2026",
        ),
        (Times(["99XX"], "MONTHLY"), "Every month, 10am to midday"),
        (Times(bymonthday=[15], freq="MONTHLY"), "Day 15 of every month, 10am to midday"),
    ],
)
def test_times_are_said_as_people_say_them(times, words):
    assert said(times) == words


def test_they_are_said_in_the_order_of_the_week():
    assert all_said([Times(["SU"]), Times(["MO"])])[0].startswith("Every Monday")
