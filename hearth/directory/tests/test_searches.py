"""What people looked for, as connectors read it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hearth.directory.actions.words import forget_typed
from hearth.directory.models import Search
from hearth.directory.queries.searches import searches
from hearth.directory.tests.factories import term
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
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


def test_a_search_that_is_too_narrow_does_not_stamp_the_word(looked, read):
    looked("debt", 10)
    looked("debt", 12)
    looked("debt", 0, neighbourhood="Acomb", widened=True)
    looked("help", 0)

    found = read()
    assert [each.words for each in found.words] == ["help", "debt"]
    debt = found.words[1]
    assert (debt.times, debt.found, debt.in_vain, debt.in_vain_at) == (3, 10, 1, ["Acomb"])
    assert debt.widened
    assert found.in_vain == 2


def test_what_was_not_understood_at_all_is_in_vain_whatever_was_shown(looked, read):
    looked("qqq", 40, not_understood=["qqq"])
    looked("qqq debt", 40, not_understood=["qqq"], terms=["debt"])

    found = read()
    assert [(each.words, each.in_vain) for each in found.words] == [("qqq", 1), ("qqq debt", 0)]
    assert found.in_vain == 1


def test_junk_is_forgotten_on_its_own_and_among_other_words(looked, connector, greeter, today):
    looked("qqq", 0, not_understood=["qqq"])
    looked("debt qqq xyz", 3, not_understood=["qqq", "xyz"], terms=["debt"])
    looked("chess", 4)
    with acting_as(greeter), pytest.raises(NotAllowed):
        forget_typed(by=greeter, words="qqq", today=today)
    with acting_as(connector):
        assert forget_typed(by=connector, words="qqq", today=today) == 2
        assert forget_typed(by=connector, words="qqq", today=today) == 0
        assert forget_typed(by=connector, words="", today=today) == 0
        left = Search.objects.order_by("found").values_list("words", "not_understood", "terms")

        assert list(left) == [("", [], []), ("", [], [term("debt").id]), ("chess", [], [])]
    with as_the_owner():
        assert AuditLine.objects.filter(verb="forgot the words of").count() == 2


@pytest.mark.parametrize("page", ["searches", "synonyms"])
def test_a_very_long_word_is_shortened_and_can_be_forgotten(client, connector, looked, page):
    long = "x" * 299
    looked(long, 0, not_understood=[long])
    client.force_login(connector)
    html = client.get(reverse(f"directory:{page}")).content.decode()
    assert f'title="{long}">{"x" * 59}…</span>' in html
    assert f">{long}" not in html

    response = client.post(reverse("directory:forget_typed"), {"words": long, "next": page})
    assert response["Location"] == reverse(f"directory:{page}")
    assert long not in client.get(response["Location"]).content.decode()


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
