"""A page sent again with other words is refused, and loses none: with the same, it is one."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.people.actions import SavedAlready
from hearth.support import actions
from hearth.support.models import Contact, Promise
from hearth.support.queries.contacts import ContactSaid
from hearth.support.queries.goals import GoalSaid
from hearth.support.queries.nameless import NamelessSaid
from hearth.support.queries.promises import promise_said

DAY = datetime.timedelta(days=1)


@pytest.fixture
def sent(team_member, jo, hub, shared, now, today):
    """Return what sends each of the pages: always under one id."""
    one, at = uuid7(), {"now": now, "today": today}
    by = {"by": team_member, "person": jo}

    def contact(**said):
        said = ContactSaid(**({"happened_on": today, "how": "PHONE", "words": "One"} | said))
        return actions.record_contact(**by, said=said, contact_id=one, **at)

    def nameless(**said):
        said = {"how": "PHONE", "happened_on": today, "who": "A young man", "words": "One"} | said
        return actions.record_nameless(
            by=team_member, site=hub, said=NamelessSaid(**said), contact_id=one, today=today
        )

    def goal(**said):
        return actions.set_goal(**by, said=GoalSaid(**({"words": "One"} | said)), goal_id=one, **at)

    def promise(**said):
        said = {"what": "One", "promised_by": team_member.id, "due_on": today} | said
        return actions.make_promise(**by, **said, promise_id=one, **at)

    aim = {}

    def step(**said):
        aim.setdefault("goal", actions.set_goal(**by, said=GoalSaid("Sleep"), goal_id=one, **at))
        said = {"how_far": 3, "words": "One"} | said
        return actions.say_how_far(by=team_member, goal=aim["goal"], **said, step_id=one, **at)

    return {
        "contact": contact,
        "nameless": nameless,
        "goal": goal,
        "promise": promise,
        "step": step,
    }


@pytest.mark.parametrize(
    ("page", "others"),
    [
        ("contact", [{"words": "One, and two"}, {"note": "Two"}, {"minutes": 20}, {"how": "TEXT"}]),
        ("nameless", [{"words": "One, and two"}, {"who": "A young woman"}, {"minutes": 20}]),
        ("goal", [{"words": "One, and two"}, {"why": "Two"}]),
        ("promise", [{"what": "One, and two"}, {"promised_by": None}]),
        ("step", [{"words": "One, and two"}, {"how_far": 4}]),
    ],
)
def test_with_other_words_is_refused_and_with_the_same_is_one(sent, team_member, page, others):
    with acting_as(team_member):
        first = sent[page]()
        assert sent[page]().id == first.id
        for other in others:
            with pytest.raises(SavedAlready, match="already, in other words"):
                sent[page](**other)


def test_a_goal_that_is_no_reason_for_coming_is_one_too(sent, team_member):
    """There is nothing that says why they came: the tick was kept as it could be."""
    with acting_as(team_member):
        first = sent["goal"](is_why_they_came=True)
        assert sent["goal"](is_why_they_came=True).id == first.id


@pytest.mark.parametrize("by_them", [True, False])
def test_a_promise_that_was_carried_or_handed_on_is_one_still(
    sent, team_member, now, today, by_them
):
    with acting_as(team_member):
        row = sent["promise"]()
        actions.carry_on_promise(
            by=team_member, promise=row, due_on=today + DAY,
            promised_by=None if by_them else team_member.id, stamp=promise_said(row).stamp,
            now=now, today=today,
        )  # fmt: skip
        assert sent["promise"]().id == row.id


class TestPages:
    def test_show_what_was_typed_last_and_say_why(self, page, shared, team_member, jo, hub, today):
        typed = {
            "how": "PHONE", "happened_on-day": today.day, "happened_on-month": today.month,
            "happened_on-year": today.year, "contact_id": str(uuid7()), "words": "The dog helps",
            "site": str(hub.id),
        }  # fmt: skip
        page(team_member, "add_contact", jo.id, data=typed, status=302)
        page(team_member, "add_contact", jo.id, data=typed, status=302)
        again = page(
            team_member, "add_contact", jo.id, data=typed | {"words": "The dog helps. So do hills"}
        )
        assert "This was saved already, in other words" in again
        assert "The dog helps. So do hills" in again
        with acting_as(team_member):
            assert [row.words for row in Contact.objects.all()] == ["The dog helps"]

    def test_of_how_far_say_so_too(self, page, shared, team_member, jo, now, today):
        with acting_as(team_member):
            goal = actions.set_goal(
                by=team_member, person=jo, said=GoalSaid("Sleep"), goal_id=uuid7(), now=now,
                today=today,
            )  # fmt: skip
        typed = {"how_far": "3", "step_words": "Two good nights", "step_id": str(uuid7())}
        page(team_member, "say_how_far", jo.id, goal.id, data=typed, status=302)
        again = page(
            team_member, "say_how_far", jo.id, goal.id, data=typed | {"step_words": "Three nights"}
        )
        assert "This was saved already, in other words" in again
        assert "Three nights" in again

    def test_of_a_promise_say_so_too(self, page, shared, team_member, jo, today):
        typed = {
            "what": "Ring housing", "who": str(team_member.id), "due_on-day": today.day,
            "due_on-month": today.month, "due_on-year": today.year, "promise_id": str(uuid7()),
        }  # fmt: skip
        page(team_member, "add_promise", jo.id, data=typed, status=302)
        again = page(team_member, "add_promise", jo.id, data=typed | {"what": "Ring, and write"})
        assert "This was saved already, in other words" in again
        assert "Ring, and write" in again
        with acting_as(team_member):
            assert [row.what for row in Promise.objects.all()] == ["Ring housing"]
