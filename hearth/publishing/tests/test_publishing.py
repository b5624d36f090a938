"""What leaves the building: protected beside all that left before, and never changed."""

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.publishing import actions, queries
from hearth.publishing.drafts import Draft, DraftTable
from hearth.publishing.models import Publication

FIRST, LAST = datetime.date(2025, 1, 1), datetime.date(2025, 2, 28)
MONTHS = ("January 2025", "February 2025")


def draft(*lines, name="January and February", policy="mhsds_5_5", columns=MONTHS):
    rows = tuple(f"Hub {n}" for n in range(1, len(lines) + 1))
    return Draft(
        name=name,
        policy=policy,
        tables=(
            DraftTable(
                name="Attendances",
                rows=rows,
                columns=columns,
                counts=lines,
                keys=tuple(
                    tuple(f"attendances, {row}, {month}" for month in columns) for row in rows
                ),
            ),
        ),
    )


@pytest.fixture
def publish(network_lead, hub):
    def publish(*lines, by=None, **more):
        with acting_as(by or network_lead):
            return actions.publish(
                by=by or network_lead, draft=draft(*lines, **more), about="All, two months",
                sites=[hub], first=FIRST, last=LAST,
            )  # fmt: skip

    return publish


def cells(publication):
    return [
        [number["value"] for number in line] for line in publication.printed["tables"][0]["cells"]
    ]


class TestPublish:
    def test_rounds_and_keeps_who_did_it(self, publish, network_lead):
        publication = publish((254, 31), (97, 12))

        assert cells(publication) == [[255, 30], [95, 10]]
        assert publication.published_by == network_lead
        with as_the_owner():
            line = AuditLine.objects.get(verb="published numbers")
        assert line.subject_id == publication.id

    def test_hides_a_small_number_and_what_would_give_it_away(self, publish):
        publication = publish((254, 3), (97, 212), (60, 41))

        hidden = [value for line in cells(publication) for value in line if value is None]
        assert cells(publication)[0][1] is None
        assert len(hidden) >= 2

    def test_what_is_kept_to_be_seen_holds_no_exact_number(self, publish):
        publication = publish((254, 3), (97, 212), (61, 41))

        assert "254" not in str(publication.printed)
        assert "254" not in str(publication.ledger)

    def test_the_same_numbers_again_are_made_of_the_same_people(self, publish):
        first = publish((254, 31), (97, 12))
        second = publish((254, 31), (97, 12), name="Again")

        assert cells(second) == cells(first)
        assert second.printed["audit"]["checked_against"] == [first.name]

    def test_a_second_release_does_not_undo_the_first(self, publish):
        """One month more, in which three came: neither release tells them, nor do both."""
        publish((254,), (97,), name="January", columns=MONTHS[:1])
        both = publish((254, 3), (97, 40), name="Both")

        assert cells(both)[0][1] is None
        row_total = both.printed["tables"][0]["row_totals"][0]["value"]
        assert row_total is None or abs(row_total - 255) <= 5

    def test_visits_written_down_late_are_people_of_their_own(self, publish):
        publish((254, 31), (97, 12))
        later = publish((262, 31), (97, 12), name="Corrected")

        kept = later.counted["attendances, Hub 1, January 2025"]
        assert kept["count"] == 262
        assert len(kept["made_of"]) == 2

    def test_visits_taken_back_are_linked_to_what_was_printed(self, publish):
        publish((254, 31), (97, 12))
        later = publish((249, 31), (97, 12), name="Corrected")

        assert later.ledger["links"][0]["left"] is True
        assert cells(later)[1] == [95, 10]

    def test_a_third_release_is_held_against_both(self, publish):
        publish((254, 31), (97, 12))
        publish((262, 31), (97, 12), name="Second")
        third = publish((262, 31), (90, 12), name="Third")

        assert third.printed["audit"]["checked_against"] == ["January and February", "Second"]

    def test_one_name_is_published_once(self, publish):
        publish((254, 31), (97, 12))

        with pytest.raises(Refused, match="published before"):
            publish((300, 31), (97, 12))

    def test_nothing_that_can_be_printed_is_refused_and_nothing_is_kept(self, publish):
        with pytest.raises(Refused, match="Nothing of this can be printed"):
            publish((1,), columns=MONTHS[:1])

        with as_the_owner():
            assert not Publication.objects.exists()

    @pytest.mark.parametrize("who", ["greeter", "team_member", "hub_manager", "board_member"])
    def test_is_for_who_leads_the_network(self, request, publish, who):
        with pytest.raises(NotAllowed):
            publish((254, 31), (97, 12), by=request.getfixturevalue(who))


class TestWalls:
    def test_whoever_reads_reports_sees_it(self, publish, board_member):
        publication = publish((254, 31), (97, 12))

        with acting_as(board_member):
            assert queries.get_publication(publication.id, actor=board_member) == publication

    def test_a_greeter_sees_none(self, publish, greeter):
        publish((254, 31), (97, 12))

        with acting_as(greeter):
            assert not Publication.objects.exists()

    @pytest.mark.parametrize("change", ["UPDATE publishing_publication SET about = 'x'",
                                        "DELETE FROM publishing_publication"])  # fmt: skip
    def test_nobody_changes_or_removes_it(self, publish, network_lead, change):
        publish((254, 31), (97, 12))

        with acting_as(network_lead), transaction.atomic(), connection.cursor() as cursor:
            try:
                cursor.execute(change)
                assert cursor.rowcount == 0
            except ProgrammingError:
                transaction.set_rollback(True)

    def test_days_are_in_order(self, publish):
        publication = publish((254, 31), (97, 12))

        with as_the_owner(), pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.filter(id=publication.id).update(last=datetime.date(2024, 1, 1))
