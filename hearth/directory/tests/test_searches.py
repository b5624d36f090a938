"""What people looked for, as connectors read it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.directory.models import Search
from hearth.directory.queries.searches import searches
from hearth.directory.tests.factories import term
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner


@pytest.fixture
def looked(today):
    """Write a search down as the owner would."""

    def written(words, found, *, on=None, terms=(), **facts):
        ids = [term(slug).id for slug in terms]
        with as_the_owner():
            Search.objects.create(on=on or today, words=words, found=found, terms=ids, **facts)

    return written


@pytest.fixture
def read(connector, today):
    def asked():
        with acting_as(connector):
            return searches(actor=connector, today=today)

    return asked


def test_what_was_looked_for_in_vain_comes_first(looked, read):
    looked("chess", 4)
    looked("debt", 9)
    looked("debt", 8)
    looked("adhd assessment", 0, not_understood=["assessment"])
    looked("knitting", 2, widened=True)

    found = read()
    said = [(each.words, each.times, each.found) for each in found.words]
    assert said == [("adhd assessment", 1, 0), ("knitting", 1, 2), ("debt", 2, 8), ("chess", 1, 4)]
    assert (found.total, found.in_vain) == (5, 1)
    assert found.not_understood == [("assessment", 1)]


def test_words_older_than_seven_days_are_not_read(looked, read, today, days):
    looked("yesterday's words", 1, on=today - days(6))
    looked("last week's words", 1, on=today - days(7), terms=["debt"])

    found = read()
    assert [each.words for each in found.words] == ["yesterday's words"]
    assert [each.name for each in found.terms] == ["Debt"]


def test_terms_are_counted_by_week_and_in_vain(looked, read, today, days):
    monday = today - days(today.weekday())
    looked("debt", 3, terms=["debt"])
    looked("debt sleep", 0, terms=["debt", "sleep"])
    looked("", 1, on=monday - days(1), terms=["debt"])
    looked("", 1, on=monday - days(7 * 8), terms=["grief"])

    found = read()
    assert found.weeks[:2] == [monday, monday - days(7)]
    assert [(each.name, each.times, each.in_vain, each.by_week[:3]) for each in found.terms] == [
        ("Debt", 3, 1, [2, 1, 0]), ("Sleep", 1, 1, [1, 0, 0]),
    ]  # fmt: skip


def test_the_same_words_say_where(looked, read):
    looked("food", 1, neighbourhood="Acomb")
    looked("food", 1, neighbourhood="Haxby")
    looked("food", 1)

    [line] = read().words
    assert line.neighbourhoods == ["Acomb", "Haxby"]


def test_a_board_member_and_a_greeter_read_none(board_member, greeter, looked, today):
    looked("debt", 0)
    for actor in (board_member, greeter):
        with acting_as(actor):
            assert not Search.objects.exists()
            with pytest.raises(NotAllowed):
                searches(actor=actor, today=today)


def test_twenty_are_asked_for_as_one(connector, looked, today):
    def asked():
        with acting_as(connector), CaptureQueriesContext(connection) as queries:
            searches(actor=connector, today=today)
        return len(queries)

    looked("debt", 1, terms=["debt"])
    before = asked()
    for number in range(20):
        looked(f"words {number}", number, terms=["sleep", "debt"])
    assert asked() == before


def test_the_page(client, connector, looked):
    client.force_login(connector)
    assert "Nobody has searched yet" in client.get(reverse("directory:searches")).content.decode()
    looked("adhd <assessment>", 0, terms=["debt"])

    page = client.get(reverse("directory:searches")).content.decode()
    assert "adhd &lt;assessment&gt;" in page
    assert "Nothing" in page
