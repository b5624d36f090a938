"""What each figure of the attendance report counts, and what it does not."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.evidence import definitions, queries
from hearth.evidence.period import Period
from hearth.evidence.tests.conftest import at
from hearth.evidence.tests.factories import link
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.people.tests.factories import PersonFactory
from hearth.places.models import Site, SiteStatus, Tier
from hearth.places.tests.factories import SiteFactory

MARCH = Period(datetime.date(2025, 3, 1), datetime.date(2025, 3, 31))
SPRING = Period(datetime.date(2025, 1, 1), datetime.date(2025, 4, 1))  # 91 days: one block


@pytest.fixture
def report(hub, network_lead):
    """Return what asks for the report: report(MARCH), report(MARCH, site="acomb")."""

    def report(period=MARCH, *, actor=network_lead, **asked):
        with acting_as(actor):
            return queries.attendance(queries.scope_for(actor, **asked), period, actor=actor)

    return report


@pytest.fixture
def sam(hub):
    return PersonFactory(known_as="Sam", sites=[hub])


def values(report):
    return [figure.value for figure in report.comings]


def cut(report, name):
    return next(cut for cut in report.cuts if cut.name == name)


def weeks(comes, person, *which, first=SPRING.first):
    """Let a person come in some of the 13 weeks, counted from 0."""
    for week in which:
        comes((first + datetime.timedelta(weeks=week)).isoformat(), person)


class TestComings:
    def test_are_kept_apart(self, report, comes, counted, jo):
        comes("2025-03-03", jo)
        comes("2025-03-04", jo)
        comes("2025-03-05")
        counted("2025-03-06", 12)

        assert values(report()) == [2, 1, 12]
        assert report().attendances.value == 15

    def test_count_from_the_first_day_to_the_last(self, report, comes):
        for day in ("2025-02-28", "2025-03-01", "2025-03-31", "2025-04-01"):
            comes(day, hour=12)

        assert values(report()) == [0, 2, 0]

    def test_count_on_the_day_that_the_clock_in_england_showed(self, report, comes):
        """In summer the day begins an hour before it does in UTC."""
        comes("2025-04-01", hour=0, minute=30)

        assert values(report()) == [0, 0, 0]
        assert values(report(Period(datetime.date(2025, 4, 1), datetime.date(2025, 4, 1)))) == [
            0, 1, 0,
        ]  # fmt: skip

    def test_that_were_taken_back_are_not_counted(self, report, comes, counted, jo):
        comes("2025-03-03", jo, taken_back_at=at("2025-03-03", 11))
        counted("2025-03-03", 9, taken_back_at=at("2025-03-03", 11))

        assert values(report()) == [0, 0, 0]
        assert report().people.value == 0

    def test_are_there_as_soon_as_they_are_written_down(self, report, comes):
        before = report().attendances.value
        comes("2025-03-03")

        assert (before, report().attendances.value) == (0, 1)


class TestPeople:
    def test_count_once_however_often_they_come(self, report, comes, jo, sam, other_hub):
        comes("2025-03-03", jo)
        comes("2025-03-04", jo, site=other_hub)
        comes("2025-03-04", sam)

        assert report().people.value == 2

    def test_without_a_name_are_not_among_them(self, report, comes):
        comes("2025-03-03")

        assert report().people.value == 0

    def test_with_two_linked_records_are_one(self, report, comes, jo, sam, network_lead):
        comes("2025-03-03", jo)
        comes("2025-03-04", sam)
        link(jo, sam, by=network_lead)

        assert report().people.value == 1
        assert values(report()) == [2, 0, 0]

    def test_linked_through_a_third_record_are_one(self, report, comes, jo, sam, hub, network_lead):
        between = PersonFactory(sites=[hub])
        comes("2025-03-03", jo)
        comes("2025-03-04", sam)
        link(jo, between, by=network_lead)
        link(sam, between, by=network_lead)

        assert report().people.value == 1

    def test_unlinked_again_are_two(self, report, comes, jo, sam, network_lead):
        comes("2025-03-03", jo)
        comes("2025-03-04", sam)
        link(jo, sam, by=network_lead, unlinked_at=timezone.now())

        assert report().people.value == 2

    def test_are_as_many_for_a_board_member_who_sees_no_link(
        self, report, comes, jo, sam, network_lead, board_member
    ):
        comes("2025-03-03", jo)
        comes("2025-03-04", sam)
        link(jo, sam, by=network_lead)

        assert report(actor=board_member).people.value == 1


class TestNewPeople:
    def test_are_those_whose_first_visit_it_was(self, report, comes, jo, sam):
        comes("2025-02-28", jo)
        comes("2025-03-03", jo)
        comes("2025-03-31", sam)

        assert (report().new.value, report().returning.value) == (1, 1)

    def test_are_new_when_they_first_come_on_the_first_day(self, report, comes, jo):
        comes("2025-03-01", jo)

        assert report().new.value == 1

    def test_are_new_to_the_sites_of_the_report(self, report, comes, jo, other_hub):
        comes("2025-02-01", jo, site=other_hub)
        comes("2025-03-03", jo)

        assert report(site="acomb").new.value == 1
        assert report().new.value == 0

    def test_are_not_new_if_a_linked_record_came_before(self, report, comes, jo, sam, network_lead):
        comes("2025-02-01", sam)
        comes("2025-03-03", jo)
        link(jo, sam, by=network_lead)

        assert report().new.value == 0

    def test_are_still_new_if_an_earlier_visit_was_taken_back(self, report, comes, jo):
        comes("2025-02-01", jo, taken_back_at=at("2025-02-01", 11))
        comes("2025-03-03", jo)

        assert report().new.value == 1

    def test_are_new_in_the_month_in_which_they_first_came(self, report, comes, jo):
        comes("2025-02-10", jo)
        comes("2025-03-03", jo)

        rows = cut(report(SPRING), "month").rows

        assert [(row.words, row.people, row.new) for row in rows] == [
            ("February 2025", 1, 1), ("March 2025", 1, 0), ("April 2025 (1 only)", 0, 0),
        ]  # fmt: skip


class TestRegulars:
    def weekly(self, report):
        found = report.regularity.weekly
        return found.value, found.of

    def test_came_in_six_different_weeks_of_thirteen(self, report, comes, jo):
        weeks(comes, jo, 0, 1, 2, 3, 4, 5)

        assert self.weekly(report(SPRING)) == (1, 1)

    def test_did_not_come_in_five(self, report, comes, jo):
        weeks(comes, jo, 0, 1, 2, 3, 4, 4)

        assert self.weekly(report(SPRING)) == (0, 0)
        assert report(SPRING).regularity.says == "Nobody was a regular in this period."

    def test_are_weekly_with_three_of_every_four_weeks(self, report, comes, jo):
        weeks(comes, jo, 2, 3, 4, 6, 7, 9)  # 6 of the 8 from the first to the last

        assert self.weekly(report(SPRING)) == (1, 1)

    def test_are_not_weekly_with_fewer(self, report, comes, jo):
        weeks(comes, jo, 2, 3, 4, 6, 7, 10)  # 6 of 9

        assert self.weekly(report(SPRING)) == (0, 1)

    def test_come_in_weeks_that_end_on_the_last_day(self, report, comes, jo):
        """Six visits that lie in five weeks when those are counted back from the last day."""
        for day in ("2025-04-01", "2025-03-26", "2025-03-25", "2025-03-18", "2025-03-11",
                    "2025-03-04"):  # fmt: skip
            comes(day, jo)

        assert self.weekly(report(SPRING)) == (0, 0)

    def test_are_counted_in_each_block(self, report, comes, jo):
        half_a_year = Period(datetime.date(2024, 10, 2), SPRING.last)
        weeks(comes, jo, *range(6))
        weeks(comes, jo, 0, 2, 4, 6, 8, 10, first=half_a_year.first)

        assert report(half_a_year).regularity.blocks == 2
        assert self.weekly(report(half_a_year)) == (1, 2)

    def test_in_a_part_block_at_the_start_are_left_out(self, report, comes, jo):
        a_day_short = Period(datetime.date(2024, 10, 3), SPRING.last)
        weeks(comes, jo, *range(1, 8), first=a_day_short.first)

        assert a_day_short.days == 181
        assert self.weekly(report(a_day_short)) == (0, 0)

    def test_need_thirteen_weeks(self, report, comes, jo):
        weeks(comes, jo, *range(12))
        short = Period(SPRING.first + datetime.timedelta(days=1), SPRING.last)

        assert self.weekly(report(short)) == (0, 0)
        assert "shorter than 13 weeks" in report(short).regularity.says

    def test_with_two_linked_records_are_one(self, report, comes, jo, sam, network_lead):
        weeks(comes, jo, 0, 1, 2)
        weeks(comes, sam, 3, 4, 5)
        link(jo, sam, by=network_lead)

        assert self.weekly(report(SPRING)) == (1, 1)

    def test_have_their_rule_beside_the_figure_word_for_word(self, report):
        assert report().regularity.weekly.definition == (
            "A regular is someone known by name who came in at least 6 different weeks out of 13. "
            "Weekly means they came in at least 3 of every 4 weeks between their first and last "
            "visit in those 13 weeks. The period is cut into blocks of 13 weeks counted back from "
            "its last day; a part block at the start is left out."
        )


class TestCuts:
    def test_by_month_show_the_months_in_which_nobody_came(self, report, comes):
        comes("2025-01-31")
        comes("2025-03-01")

        rows = cut(report(SPRING), "month").rows

        assert [row.counts.unnamed for row in rows] == [1, 0, 1, 0]

    def test_by_site_show_an_open_site_where_nobody_came(self, report, comes, other_hub):
        comes("2025-03-03")
        SiteFactory(name="Not yet", status=SiteStatus.PLANNED)

        rows = cut(report(), "site").rows

        assert [(row.words, row.counts.attendances) for row in rows] == [
            ("Acomb", 1),
            ("Clifton", 0),
        ]

    def test_by_tier_say_where_none_was_given(self, report, comes, counted, writer):
        targeted = SiteFactory(name="Tang Hall", tier=Tier.TARGETED)
        vars(writer).pop("all_sites", None)
        comes("2025-03-03")
        counted("2025-03-03", 4, site=targeted)

        rows = cut(report(), "tier").rows

        assert [(row.words, row.counts.attendances) for row in rows] == [
            ("Targeted", 4), ("No tier given", 1),
        ]  # fmt: skip

    def test_of_one_site_are_by_month_alone(self, report, comes):
        comes("2025-03-03")

        assert [cut.name for cut in report(site="acomb").cuts] == ["month"]

    def test_by_hour_use_the_clock_in_england(self, report, comes, counted):
        comes("2025-03-31", hour=9)  # a Monday, in summer time
        counted("2025-03-03", 6, hour=9)  # a Monday, in winter time

        assert [(h.weekday, h.hour, h.attendances) for h in report().hours] == [(0, 9, 7)]


class TestQuestions:
    def answers(self, report, name):
        question = next(q for q in report.questions if q.name == name)
        return {a.words: a.visits for a in question.answers if a.visits}

    def test_show_those_not_asked_as_a_row(self, report, comes, counted):
        comes("2025-03-03", how_came="POLICE")
        comes("2025-03-03")
        counted("2025-03-03", 30)

        assert self.answers(report(), "how_came") == {"Brought by the police": 1, "Not asked": 1}
        assert self.answers(report(), "otherwise") == {"Not asked": 2}

    def test_count_a_visit_with_two_answers_in_both(self, report, comes):
        comes("2025-03-03", brought=["TALK", "COMPANY"])

        assert self.answers(report(), "brought") == {
            "Company or a cup of tea": 1, "To talk to someone": 1,
        }  # fmt: skip

    def test_count_an_answer_once_at_a_visit(self, report, comes):
        comes("2025-03-03", brought=["TALK", "TALK"])

        assert self.answers(report(), "brought") == {"To talk to someone": 1}

    def test_give_shares_of_the_visits_with_an_answer(self, report, comes):
        comes("2025-03-03", brought=["TALK", "COMPANY"])
        comes("2025-03-03", brought=["TALK"])
        comes("2025-03-03")

        brought = report().questions[0]

        assert brought.answered == 2
        assert {a.words: a.share for a in brought.answers if a.visits} == {
            "Company or a cup of tea": 0.5, "To talk to someone": 1.0, "Not asked": None,
        }  # fmt: skip


class TestReaders:
    def test_at_one_site_read_of_that_site_alone(self, report, comes, hub_manager, other_hub):
        comes("2025-03-03")
        comes("2025-03-03", site=other_hub)

        assert report(actor=hub_manager).attendances.value == 1
        assert report(actor=hub_manager).scope.words == "Acomb"
        with pytest.raises(Site.DoesNotExist):
            report(actor=hub_manager, site="clifton")

    def test_without_the_right_read_nothing(self, report, greeter):
        with pytest.raises(NotAllowed):
            report(actor=greeter)

    def test_on_the_board_read_every_count_and_open_none(self, report, comes, board_member, jo):
        comes("2025-03-03", jo)

        found = report(actor=board_member)

        assert found.scope.words == "The whole network"
        assert values(found) == [1, 0, 0]
        assert [figure.behind for figure in found.comings] == [None] * 3
        assert {row.behind for cut in found.cuts for row in cut.rows} == {None}
        assert {hour.behind for hour in found.hours} == {None}
        assert {a.behind for q in found.questions for a in q.answers} == {None}

    def test_open_a_number_only_if_they_see_visits_at_every_site_it_counts(
        self, report, comes, hub, other_hub
    ):
        """A board member who is also a greeter at one hub opens that hub's numbers alone."""
        board_and_door = GrantFactory(site=None, role=Role.BOARD_MEMBER).user
        GrantFactory(user=board_and_door, site=hub, role=Role.GREETER)
        comes("2025-03-03")

        found = report(actor=board_and_door)

        assert found.attendances.behind is None
        rows = cut(found, "site").rows
        assert [(row.words, row.behind is not None) for row in rows] == [
            ("Acomb", True),
            ("Clifton", False),
        ]


def test_every_figure_says_what_it_means(report, comes, jo):
    comes("2025-03-03", jo)
    found = report()

    figures = [*found.comings, found.attendances, found.people, found.new, found.returning,
               found.regularity.weekly]  # fmt: skip

    assert len({figure.name for figure in figures}) == 8
    assert all(figure.definition for figure in figures)
    assert "never people" in definitions.ATTENDANCES
