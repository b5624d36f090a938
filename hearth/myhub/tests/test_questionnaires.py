"""On their own page somebody answers a questionnaire, and reads what it may mean."""

import datetime

import pytest
from django.utils import timezone

from hearth.foundation.tests.factories import as_the_owner
from hearth.letterbox.models import Letter
from hearth.letterbox.tests.factories import OnDutyFactory
from hearth.outcomes.models import NotNow, Reading
from hearth.outcomes.tests.factories import ReadingFactory

THREE = {"item_1": "2", "item_2": "2", "item_3": "3", "words": "A long week"}
NINE = {f"item_{number}": "0" for number in range(1, 9)}


@pytest.fixture
def on_duty(hub, colleague):
    return OnDutyFactory(site=hub, worker=colleague)


def test_they_answer_and_read_what_it_may_mean(own, jo):
    assert "lack companionship" in own("questionnaire", "ucla-3")
    own("questionnaire", "ucla-3", data=THREE, status=302)

    with as_the_owner():
        row = Reading.objects.get()
    assert (row.how, row.person_id, row.came_to) == ("OWN_PAGE", jo.id, {"total": "7"})
    assert "Your score is 7, of 9." in own("questionnaires", query=f"?read={row.id}")


def test_not_now_is_one_tap(own):
    own("questionnaires", data={"not_now": "ucla-3"}, status=302)

    with as_the_owner():
        assert NotNow.objects.get().measure == "ucla-3"


def test_with_nobody_on_duty_one_about_safety_is_off_and_says_what_to_do_instead(own):
    words = own("questionnaire", "phq-9")

    assert "You can’t answer this one here just now" in words
    assert "Samaritans" in words
    assert "Send to" not in words


def test_sent_when_nobody_is_on_duty_any_more_nothing_is_taken(own):
    assert "this was not sent" in own("questionnaire", "phq-9", data=NINE | {"item_9": "1"})

    with as_the_owner():
        assert not Reading.objects.exists()


def test_an_answer_about_safety_reaches_duty_and_help_stands_there(own, on_duty):
    own("questionnaire", "phq-9", data=NINE | {"item_9": "2"}, status=302)

    with as_the_owner():
        row = Reading.objects.get()
        assert Letter.objects.get(kind="ANSWERED").site_id == row.site_id
    words = own("questionnaires", query=f"?read={row.id}")
    assert "You don’t have to be alone with this" in words
    assert "Samaritans" in words
    assert "An answer to look at now to Acomb" in own("letters")


def test_they_read_their_own_over_time_and_nobody_elses(own, jo, hub, team_member, sam):
    for person in (jo, sam):
        ReadingFactory(
            person=person, held_by=person.held_by, site=hub, written_by=team_member,
            came_to={"total": "15" if person == jo else "21"},
        )  # fmt: skip
    words = own("questionnaires")

    assert "15 of 27" in words
    assert "21 of 27" not in words
    with as_the_owner():
        theirs = Reading.objects.get(person=sam)
    own("questionnaires", query=f"?read={theirs.id}", status=404)


def test_first_and_latest_stand_there_without_what_a_rule_rests_on(own, jo, hub, team_member):
    for total, days in (("15", 200), ("9", 10)):
        ReadingFactory(
            person=jo, held_by=jo.held_by, site=hub, written_by=team_member,
            came_to={"total": total}, given_on=timezone.localdate() - datetime.timedelta(days=days),
        )  # fmt: skip
    words = own("questionnaires")

    assert "reliably improved" in words
    assert "can’t be used" not in words
    assert "GitHub" not in words


def test_nothing_answered_keeps_what_was_typed(own):
    words = own("questionnaire", "ucla-3", data={"words": "Not today", "item_1": ""})

    assert "Answer one question at least" in words
    assert "Not today" in words
