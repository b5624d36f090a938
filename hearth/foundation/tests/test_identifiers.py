"""Identifiers sort by when they were made, and tell nobody the next one."""

import datetime
import time
from concurrent.futures import ThreadPoolExecutor

import time_machine

from hearth.foundation.identifiers import uuid7


def moment_of(made):
    """Return the seconds since 1970 that an identifier says."""
    return (made.int >> 80) / 1000


def test_is_version_7_of_this_moment():
    before, made, after = time.time(), uuid7(), time.time()

    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert before - 0.002 <= moment_of(made) <= after + 0.002


def test_sort_in_the_order_in_which_they_were_made_however_fast():
    made = [uuid7() for _ in range(20_000)]

    assert made == sorted(made)
    assert len({each.int & (1 << 62) - 1 for each in made}) == len(made)


def test_many_threads_make_no_two_alike():
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: uuid7(), range(4000)))

    assert len(set(made)) == len(made)


def test_stands_still_with_a_clock_that_does():
    with time_machine.travel(
        datetime.datetime(2026, 3, 29, 0, 59, tzinfo=datetime.UTC), tick=False
    ):
        made = [uuid7() for _ in range(100)]

    assert made == sorted(made)
    assert {round(moment_of(each)) for each in made} == {1_774_745_940}


def test_believes_a_clock_that_was_put_back():
    now = uuid7()
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    with time_machine.travel(past, tick=False):
        assert uuid7() < now
