"""What somebody answered to a questionnaire comes to whoever is on duty, until one has read it."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.models import Grant
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import Told
from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox import actions, jobs, queries
from hearth.letterbox.models import Letter, Letterbox
from hearth.letterbox.tests.acting import acting_as
from hearth.letterbox.tests.factories import OnDutyFactory
from hearth.outcomes.actions import ReadingRefused, correct_reading, record_reading
from hearth.outcomes.models import MeasureUsed, Reading
from hearth.outcomes.queries import ReadingSaid, reading_said
from hearth.places.timer import OnATimer

MINUTE = datetime.timedelta(minutes=1)
LAST_ABOVE_NOUGHT = (*((number, 0) for number in range(1, 9)), (9, 1))


@pytest.fixture
def today(now):
    return timezone.localdate(now)


@pytest.fixture
def answer(shared, hub, now, today):
    """Write down PHQ-9 with noughts, but for its last question."""

    def write(by, person, answers=LAST_ABOVE_NOUGHT, *, measure="phq-9", how="DESK", totals=()):
        said = ReadingSaid(measure, today, how, hub.id, tuple(answers), tuple(totals))
        with acting_as(by):
            return record_reading(
                by=by, person=person, said=said, reading_id=uuid7(), now=now, today=today
            )

    return write


def letters():
    with as_the_owner():
        return list(Letter.objects.filter(kind="ANSWERED"))


def loud(worker, now):
    with acting_as(worker):
        return [row.kind for row in queries.loud_letters(worker, now=now).worst_days]


def look_out(now):
    timer = OnATimer()
    with acting_as(timer):
        return actions.tell_late(by=timer, now=now)


def told(what):
    with as_the_owner():
        return Told.objects.filter(what=what).count()


class TestAtOnce:
    def test_any_answer_over_nought_comes_to_whoever_is_on_duty(
        self, answer, hub, team_member, colleague, jo, now
    ):
        OnDutyFactory(site=hub, worker=colleague)
        answer(team_member, jo)

        assert loud(colleague, now) == ["ANSWERED"]
        assert told("letterbox.worst_day") == 1

    def test_whatever_the_rest_came_to_it_says_the_question_and_the_answer_alone(
        self, answer, team_member, jo
    ):
        answer(team_member, jo)
        [row] = letters()

        with as_the_owner():
            assert row.words == (
                "PHQ-9, question 9, “Thoughts that you would be better off dead or of hurting "
                "yourself in some way”: “Several days”."
            )

    def test_a_nought_comes_to_nobody(self, answer, team_member, jo):
        answer(team_member, jo, [(number, 3) for number in range(1, 9)] + [(9, 0)])

        assert letters() == []

    def test_a_total_alone_comes_to_nobody_since_nobody_knows(self, answer, team_member, jo):
        answer(team_member, jo, (), totals=[("total", "20")])

        assert letters() == []

    @pytest.mark.parametrize(
        ("measure", "answers", "comes"),
        [
            ("core-10", [(6, 1)], 1), ("core-10", [(6, 0), (1, 4)], 0),
            ("reqol-10", [(6, 3)], 1), ("reqol-10", [(6, 4)], 0),
        ],
    )  # fmt: skip
    def test_core_10_and_reqol_10_have_such_a_question_too(
        self, answer, team_member, jo, measure, answers, comes
    ):
        with as_the_owner():
            MeasureUsed.objects.create(slug=measure, edited_by=team_member)
        answer(team_member, jo, answers, measure=measure)

        assert len(letters()) == comes

    def test_it_goes_at_any_hour_the_hub_shut_or_not(self, answer, team_member, hub_manager, jo):
        answer(team_member, jo)
        [row] = letters()
        timer = OnATimer()
        with acting_as(timer):
            found = jobs.who_is_on_duty(row.id, row.written_at.date())
            assert {one.name for one in found.workers} == {"Tariq", "Hal"}

    def test_where_nobody_reads_it_goes_beyond_the_hub_at_once(self, answer, hub, jo):
        connector = GrantFactory(site=hub, role=Role.CONNECTOR, user__name="Con").user
        with as_the_owner():
            Letterbox.objects.create(
                site=hub, roles=["HUB_MANAGER"], read_within=60, louder_after=5
            )
            Grant.objects.filter(role=Role.HUB_MANAGER).delete()
        answer(connector, jo)

        assert told("letterbox.worst_day_beyond") == 1
        assert letters()[0].late_told_at is not None

    def test_whoever_writes_the_reading_down_need_not_read_there(self, answer, hub, jo):
        connector = GrantFactory(site=hub, role=Role.CONNECTOR, user__name="Con").user
        with as_the_owner():
            Letterbox.objects.create(
                site=hub, roles=["HUB_MANAGER"], read_within=60, louder_after=5
            )
        answer(connector, jo)

        assert len(letters()) == 1


class TestUntilSomebodyHasIt:
    def test_it_goes_to_all_who_read_there_and_then_beyond(
        self, answer, hub, team_member, colleague, jo, now
    ):
        OnDutyFactory(site=hub, worker=colleague)
        answer(team_member, jo)
        look_out(now + 11 * MINUTE)
        assert told("letterbox.worst_day_louder") == 1
        assert loud(team_member, now + 11 * MINUTE) == ["ANSWERED"]
        look_out(now + 22 * MINUTE)
        assert told("letterbox.worst_day_beyond") == 1

    def test_a_lead_is_told_where_nobody_has_read_it(
        self, answer, hub, team_member, network_lead, jo, now
    ):
        answer(team_member, jo)
        look_out(now + 11 * MINUTE)
        look_out(now + 22 * MINUTE)
        with acting_as(network_lead):
            assert [site.name for site in queries.unread_beyond(network_lead)] == ["Acomb"]

    def test_once_somebody_has_read_it_by_name_it_is_quiet(self, answer, team_member, jo, now):
        answer(team_member, jo)
        [row] = letters()
        with acting_as(team_member):
            actions.take(by=team_member, letter=row, now=now)

        assert loud(team_member, now) == []
        assert look_out(now + 60 * MINUTE) == 0

    def test_handed_on_it_stays_loud_until_it_is_opened(
        self, answer, team_member, colleague, jo, now
    ):
        answer(team_member, jo)
        [row] = letters()
        with acting_as(team_member):
            actions.hand_on(by=team_member, letter=row, to_id=colleague.id, words="", now=now)

        assert loud(colleague, now) == ["ANSWERED"]

    def test_its_page_rates_nobody_and_says_talk_with_them(self, answer, page, team_member, jo):
        answer(team_member, jo)
        [row] = letters()
        words = page(team_member, "letter", row.id)

        assert "Jo: An answer to look at now" in words
        assert "talk with them" in words

    def test_every_page_of_whoever_is_on_duty_says_so(self, answer, page, team_member, jo):
        answer(team_member, jo)

        assert "Somebody answered a question in a way that you look at now" in page(
            team_member, "letters"
        )


class TestPutRight:
    def test_an_answer_that_is_put_right_above_nought_comes_too(
        self, answer, team_member, jo, hub, now, today
    ):
        row = answer(team_member, jo, [(1, 1), (9, 0)])
        assert letters() == []
        with acting_as(team_member):
            row = Reading.objects.get(id=row.id)
            correct_reading(
                by=team_member, reading=row, stamp=reading_said(row).stamp, now=now, today=today,
                said=ReadingSaid("phq-9", today, "DESK", hub.id, ((1, 1), (9, 2))),
            )  # fmt: skip

        assert len(letters()) == 1

    def test_what_was_told_is_not_told_anew(self, answer, team_member, jo, hub, now, today):
        row = answer(team_member, jo)
        with acting_as(team_member):
            row = Reading.objects.get(id=row.id)
            correct_reading(
                by=team_member, reading=row, stamp=reading_said(row).stamp, now=now, today=today,
                said=ReadingSaid("phq-9", today, "DESK", hub.id, ((1, 1), (9, 1))),
            )  # fmt: skip

        assert len(letters()) == 1


class TestFromAfar:
    def test_with_nobody_on_duty_it_cannot_be_answered_from_afar(self, answer, jo, jo_herself):
        with pytest.raises(ReadingRefused, match="Nobody is on duty at Acomb"):
            answer(jo_herself, jo, how="OWN_PAGE")

    def test_with_somebody_on_duty_it_can_and_comes_to_them(
        self, answer, hub, colleague, jo, jo_herself, now
    ):
        OnDutyFactory(site=hub, worker=colleague)
        answer(jo_herself, jo, how="OWN_PAGE")

        assert loud(colleague, now) == ["ANSWERED"]

    def test_a_measure_without_such_a_question_can_at_any_time(self, answer, jo, jo_herself):
        row = answer(jo_herself, jo, [(1, 2), (2, 2), (3, 2)], measure="ucla-3", how="OWN_PAGE")

        assert row.came_to == {"total": "6"}
