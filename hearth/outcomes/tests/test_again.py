"""Three and six months after the first, a measure may be offered again: a moment, never a task."""

import datetime

import pytest
from django.urls import reverse

from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.outcomes import queries
from hearth.outcomes.models import NotNow
from hearth.outcomes.tests.factories import ReadingFactory
from hearth.people.queries import sight_of

DAY = datetime.timedelta(days=1)


@pytest.fixture
def give(jo, hub, team_member, today):
    def given(*days_ago, person=jo):
        for ago in days_ago:
            ReadingFactory(
                person=person, held_by=person.held_by, site=hub, written_by=team_member,
                given_on=today - ago * DAY,
            )  # fmt: skip

    return given


def again(worker):
    with acting_as(worker):
        return [
            (one.known_as, one.after) for one in queries.whom_again(sight=sight_of(worker)).rows
        ]


@pytest.mark.parametrize(
    ("ago", "after"),
    [
        (90, []), (91, ["three months"]), (146, ["three months"]), (147, []), (181, []),
        (182, ["six months"]), (237, ["six months"]), (238, []),
    ],
)  # fmt: skip
def test_it_is_a_good_moment_for_some_weeks(shared, give, team_member, ago, after):
    give(ago)

    assert again(team_member) == [("Jo", one) for one in after]


def test_given_again_about_then_it_is_not_asked_for(shared, give, team_member):
    give(95, 10)

    assert again(team_member) == []


def test_given_again_long_before_it_is(shared, give, team_member):
    give(190, 90)

    assert again(team_member) == [("Jo", "six months")]


def test_not_now_is_enough_for_that_moment(shared, give, team_member, jo, today):
    give(95)
    with as_the_owner():
        NotNow.objects.create(
            person=jo, held_by=jo.held_by, measure="phq-9", said_on=today, written_by=team_member
        )

    assert again(team_member) == []


def test_nobody_reads_it_with_whom_they_do_not_share(shared, give, greeter, jo, hub):
    give(95)

    assert again(greeter) == []


def test_today_says_how_many_and_no_name(shared, give, client, team_member, page):
    give(95)
    client.force_login(team_member)
    words = client.get(reverse("desk:today")).content.decode()

    assert "Offer a questionnaire again: 1 person" in words
    listed = page(team_member, "again")
    assert "Jo: PHQ-9" in listed
    assert "three months ago" in listed


def test_where_it_is_offered_it_is_said(shared, give, page, team_member, jo):
    give(185)

    assert "Jo first answered it six months ago" in page(team_member, "offer", jo.id)


def test_nobody_just_now(page, team_member):
    assert "Nobody just now" in page(team_member, "again")


def test_it_asks_as_many_questions_for_twenty_as_for_one(
    shared, give, team_member, django_assert_max_num_queries
):
    give(*range(91, 111))
    with acting_as(team_member):
        sight = sight_of(team_member)
        with django_assert_max_num_queries(6):
            queries.whom_again(sight=sight)
