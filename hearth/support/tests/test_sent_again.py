"""A page sent again with other words is refused, and loses none: with the same, it is one."""

import datetime

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.people.actions import EditedMeanwhile, SavedAlready
from hearth.support import actions
from hearth.support.actions import SupportRefused
from hearth.support.models import Contact, Promise
from hearth.support.queries.contacts import ContactSaid
from hearth.support.queries.goals import GoalSaid
from hearth.support.queries.nameless import NamelessSaid
from hearth.support.queries.promises import promise_said
from hearth.support.queries.strands import Ending, StrandSaid

DAY = datetime.timedelta(days=1)
OFFERED = StrandSaid("OFFERED")


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


class TestStrands:
    """They have no id that the page made up: a strand's last change says what was sent."""

    @pytest.fixture
    def strand(self, team_member, jo, hub, shared, now, today):
        def add(by=team_member, note="Asked at the door"):
            with acting_as(by):
                return actions.add_strand(
                    by=by, person=jo, offer=f"{hub.id}.PEER", said=StrandSaid("OFFERED"), note=note,
                    now=now, today=today,
                )  # fmt: skip

        return add

    @pytest.fixture
    def change(self, now, today):
        def act(by, row, state, note="", drawn=OFFERED, on=today):
            with acting_as(by):
                actions.change_strand(
                    by=by, row=row, said=StrandSaid(state), note=note, stamp=drawn.stamp, now=now,
                    today=on,
                )  # fmt: skip
                return list(
                    row.changes.order_by("changed_on", "id").values_list("state", flat=True)
                )

        return act

    def test_offered_twice_is_one(self, strand, colleague):
        row = strand()
        assert strand().id == row.id
        with pytest.raises(SupportRefused, match="have that already"):
            strand(note="Asked by phone")
        with pytest.raises(SupportRefused, match="have that already"):
            strand(by=colleague)

    def test_changed_twice_by_one_worker_is_one_and_tells_nobody_off(
        self, strand, change, team_member
    ):
        row = strand()
        for _ in range(2):
            assert change(team_member, row, "WANTED", "Yes please") == ["OFFERED", "WANTED"]

    def test_a_note_alone_sent_twice_is_kept_once(
        self, strand, change, team_member, colleague, today
    ):
        row = strand()
        for _ in range(2):
            assert change(team_member, row, "OFFERED", "Rang") == ["OFFERED"] * 2
        assert len(change(colleague, row, "OFFERED", "Rang")) == 3
        assert len(change(team_member, row, "OFFERED", "Rang")) == 4
        assert len(change(team_member, row, "OFFERED", "Rang", on=today + DAY)) == 5

    def test_sent_again_over_what_somebody_else_changed_since_is_refused(
        self, strand, change, team_member, colleague
    ):
        row = strand()
        change(team_member, row, "WANTED")
        change(colleague, row, "NOT_NOW", drawn=StrandSaid("WANTED"))
        with pytest.raises(EditedMeanwhile):
            change(team_member, row, "WANTED")

    def test_finished_for_now_twice_is_once_and_tells_nobody_off(
        self, strand, team_member, colleague, now, today
    ):
        row = strand()

        def finish(by=team_member, circle="Dee"):
            with acting_as(by):
                actions.finish_for_now(
                    by=by, row=row, ending=Ending(circle, "", "Come back on any day"),
                    stamp=OFFERED.stamp, now=now, today=today,
                )  # fmt: skip
                return row.changes.count()

        assert [finish(), finish()] == [2, 2]
        with pytest.raises(EditedMeanwhile):
            finish(circle="Dee, and her sister")


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
