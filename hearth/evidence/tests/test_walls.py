"""Counting past the walls opens nothing."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.evidence import queries
from hearth.evidence.period import Period
from hearth.foundation.acting import acting_as
from hearth.frontdoor.models import Visit
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory

MARCH = Period(datetime.date(2025, 3, 1), datetime.date(2025, 3, 31))
WHEN = "'2025-03-01', '2025-03-31'"
COUNTS = [
    "evidence_first_day(%(sites)s)",
    f"evidence_by_site_and_month(%(sites)s, {WHEN})",
    f"evidence_by_hour(%(sites)s, {WHEN})",
    f"evidence_answers(%(sites)s, {WHEN})",
    f"evidence_people(%(sites)s, {WHEN})",
    f"evidence_support(%(sites)s, {WHEN})",
]
BEHIND = f"evidence_visits_behind(%(sites)s, {WHEN}, '', NULL, NULL, '', '', 0, 50)"
PRIVATE = [
    "evidence_same()",
    f"evidence_came(%(sites)s, {WHEN})",
    f"evidence_counted(%(sites)s, {WHEN}, 'new')",
    f"evidence_matching(%(sites)s, {WHEN}, '2025-03-31', '', NULL, NULL, NULL, NULL, '', '', NULL)",
]


def ask(function, *sites):
    with transaction.atomic(), connection.cursor() as cursor:
        sites = {"sites": [site.id for site in sites]}
        cursor.execute(f"SELECT * FROM {function}", sites)  # noqa: S608 (the names above)
        return cursor.fetchall()


@pytest.fixture
def visit(comes, jo):
    return comes("2025-03-03", jo)


class TestBoardMember:
    def test_reads_counts_and_sees_no_visit_and_nobody(self, board_member, hub, visit):
        with acting_as(board_member):
            assert all(ask(function, hub) for function in COUNTS)
            assert list(Visit.objects.all()) == []
            assert list(Person.objects.all()) == []

    def test_is_given_no_id_of_anybody(self, board_member, hub, visit):
        with acting_as(board_member):
            given = [
                str(value) for function in COUNTS for row in ask(function, hub) for value in row
            ]

        assert given
        assert not {str(visit.id), str(visit.person_id)} & set(given)

    def test_is_not_told_which_visits_are_behind_a_number(self, board_member, hub, visit):
        with (
            pytest.raises(DatabaseError, match=r"frontdoor\.see_visits is not held there"),
            acting_as(board_member),
        ):
            ask(BEHIND, hub)


@pytest.mark.parametrize("function", COUNTS)
class TestCounts:
    def test_are_refused_to_those_who_read_no_reports(self, greeter, hub, function):
        with (
            pytest.raises(DatabaseError, match=r"evidence\.read_reports is not held there"),
            acting_as(greeter),
        ):
            ask(function, hub)

    def test_are_refused_if_one_site_is_out_of_bounds(self, hub_manager, hub, other_hub, function):
        with pytest.raises(DatabaseError, match="is not held there"), acting_as(hub_manager):
            ask(function, hub, other_hub)

    def test_count_a_site_that_is_named_twice_once(self, network_lead, hub, visit, function):
        with acting_as(network_lead):
            assert sorted(map(str, ask(function, hub, hub))) == sorted(map(str, ask(function, hub)))

    def test_are_refused_when_nobody_acts(self, hub, function):
        with pytest.raises(DatabaseError, match="another partnership"):
            ask(function, hub)

    def test_are_refused_in_another_partnership(self, network_lead, hub, function):
        there = function.replace("evidence_", "lincolnshire.evidence_", 1)
        with (
            pytest.raises(DatabaseError, match="another partnership"),
            acting_as(network_lead),
        ):
            ask(there, hub)


@pytest.mark.parametrize("function", PRIVATE)
def test_the_private_parts_are_not_for_the_web(network_lead, hub, function):
    with pytest.raises(DatabaseError, match="permission denied"), acting_as(network_lead):
        ask(function, hub)


def test_whatever_counts_past_the_walls_has_its_search_path_fixed(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proconfig FROM pg_proc"
            " WHERE proname LIKE 'evidence%' AND prosecdef AND pronamespace = 'york'::regnamespace"
        )
        found = dict(cursor.fetchall())

    assert len(found) == 10
    assert all("search_path=york, pg_temp" in settings for settings in found.values())


def test_names_of_whoever_a_reader_may_not_see_are_left_out(comes, hub_manager, hub, other_hub):
    """Somebody visited here, and this site was since asked to forget them."""
    comes("2025-03-03", PersonFactory(known_as="Jo", sites=[other_hub]))
    comes("2025-03-04")
    comes("2025-03-05", PersonFactory(known_as="Sam", sites=[hub]))
    with acting_as(hub_manager):
        behind = queries.visits_behind(
            queries.scope_for(hub_manager), MARCH, queries.Which(),
            page=1, actor=hub_manager, show_headcounts=False,
        )  # fmt: skip

    assert [row.who.said for row in behind.rows] == [
        "Sam", "Somebody without a name", "Somebody known here",
    ]  # fmt: skip
