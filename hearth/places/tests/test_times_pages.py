"""The pages on which a site's times are kept."""

import datetime
from datetime import date, time

import pytest
from django.urls import reverse

from hearth.foundation.tests.factories import as_the_owner
from hearth.places import opening
from hearth.places.models import Site
from hearth.places.opening import LONDON, Hours
from hearth.places.tests.factories import (
    ClosureFactory,
    DayExceptionFactory,
    OpeningSpellFactory,
)
from hearth.places.tests.reading import seen, words
from hearth.places.timetables import lines_of

MONDAY_NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
CLOSED = opening.BankHolidayRule(opening.BankHolidays.CLOSED)
WEEKDAYS = [Hours(day, time(9), time(17)) for day in range(5)]


def lines(site):
    return [line.words for line in lines_of(Site.objects.get(id=site.id))]


class TestThePages:
    @pytest.fixture(autouse=True)
    def _monday_noon(self, client, hub_manager, time_machine):
        time_machine.move_to(MONDAY_NOON)
        client.force_login(hub_manager)

    def address(self, name, *args):
        return reverse(f"places:{name}", args=["acomb", *args])

    def test_the_usual_week_is_added_changed_and_taken_away(self, client, hub):
        add = self.address("add_hours")
        typed = {"days": ["0", "1"], "opens": "9", "closes": "17:00", "weeks": "every"}
        added = client.post(add, typed | {"seen": seen(client.get(add))}, follow=True)
        assert "Added: Monday and Tuesday 9am to 5pm" in words(added)

        [line] = lines_of(hub)
        change = self.address("change_hours", line.key)
        form = client.get(change)
        assert 'value="9am"' in form.content.decode()
        changed = client.post(
            change,
            typed | {"days": ["1"], "closes": "midday", "seen": seen(form)},
            follow=True,
        )
        assert "Changed to: Tuesday 9am to midday" in words(changed)

        [line] = lines_of(hub)
        remove = self.address("remove_hours", line.key)
        removed = client.post(remove, {"seen": seen(changed)}, follow=True)
        assert "Taken away: Tuesday 9am to midday" in words(removed)
        assert "No times are listed yet" in words(removed)

    def test_some_weeks_of_the_month_and_a_season(self, client, hub):
        add = self.address("add_hours")
        client.post(
            add,
            {
                "days": ["3"], "opens": "2pm", "closes": "4pm", "weeks": "some",
                "nth": ["1", "-1"], "valid_from-day": "1", "valid_from-month": "6",
                "valid_from-year": "26", "seen": seen(client.get(add)),
            },
        )  # fmt: skip

        assert lines(hub) == ["1st and last Thursday of the month 2pm to 4pm, from 1 June 2026"]
        form = client.get(self.address("change_hours", lines_of(hub)[0].key)).content.decode()
        assert '<details class="hearth-meaning" open>' in form

    def test_every_third_week_is_shown_again_as_it_is(self, client, hub):
        OpeningSpellFactory(site=hub, weekday=1, every_weeks=3, counted_from=date(2026, 3, 3))
        [line] = lines_of(hub)
        change = self.address("change_hours", line.key)
        form = client.get(change)
        client.post(
            change,
            {
                "days": ["1"], "opens": "9am", "closes": "5pm", "weeks": "alternate",
                "every": "3", "counted_from": "2026-03-03", "seen": seen(form),
            },
        )  # fmt: skip

        assert 'name="every" type="text" value="3"' in form.content.decode()
        assert lines(hub) == ["Every 3rd Tuesday 9am to 5pm, counted from the week of 3 March 2026"]

    @pytest.mark.parametrize(
        ("typed", "refusal"),
        [
            ({"days": []}, "Choose at least one day"),
            ({"opens": ""}, "Enter when you open"),
            ({"closes": ""}, "Enter when you close"),
            ({"opens": "late"}, "must be like 9:30am or 17:00"),
            ({"closes": "5"}, "Is that 5am or 5pm? Type am or pm after it"),
            ({"opens": "6", "closes": "9pm"}, "Is that 6am or 6pm?"),
            ({"opens": "2pm", "closes": "4"}, "Is that 4am or 4pm?"),
            ({"opens": "9am", "closes": "9am"}, "opens and closes at the same time"),
            ({"weeks": "some"}, "Choose at least one week of the month"),
            ({"weeks": "alternate"}, "Enter a day in a week when it is open"),
            (
                {"valid_from": "2026-06-01", "valid_until": "2026-05-01"},
                "The last day must not be before the first day",
            ),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_box(self, client, hub, typed, refusal):
        add = self.address("add_hours")
        right = {"days": ["0"], "opens": "9am", "closes": "5pm", "weeks": "every"}

        response = client.post(add, right | typed | {"seen": seen(client.get(add))})

        assert refusal in words(response)
        assert not hub.spells.exists()

    @pytest.mark.parametrize(
        ("opens", "closes", "line"),
        [
            ("9", "17", "Monday 9am to 5pm"),
            ("8pm", "2am", "Monday 8pm to 2am"),
            ("20:00", "02:00", "Monday 8pm to 2am"),
            ("midnight", "midnight", "Monday all day"),
            ("10", "midday", "Monday 10am to midday"),
        ],
    )
    def test_times_are_read_as_they_are_meant(self, client, hub, opens, closes, line):
        add = self.address("add_hours")
        typed = {"days": ["0"], "opens": opens, "closes": closes, "weeks": "every"}

        client.post(add, typed | {"seen": seen(client.get(add))})

        assert lines(hub) == [line]

    def test_two_who_change_the_week_at_once_are_told_and_lose_nothing(self, client, hub):
        OpeningSpellFactory(site=hub, weekday=0)
        [line] = lines_of(hub)
        change = self.address("change_hours", line.key)
        carried = seen(client.get(change))
        typed = {"days": ["0"], "opens": "10am", "closes": "4pm", "weeks": "every"}
        client.post(change, typed | {"opens": "11am", "seen": carried})

        told = client.post(change, typed | {"seen": carried})

        said = words(told)
        assert "Somebody else has changed or taken away the times" in said
        assert "The usual week now Monday 11am to 4pm" in said
        assert 'value="10am"' in told.content.decode()
        assert f'action="{self.address("add_hours")}"' in told.content.decode()
        assert lines(hub) == ["Monday 11am to 4pm"]

    def test_somebody_elses_new_line_is_shown_before_mine_is_added(self, client, hub):
        add = self.address("add_hours")
        carried = seen(client.get(add))
        typed = {"days": ["0"], "opens": "10am", "closes": "4pm", "weeks": "every"}
        client.post(add, typed | {"days": ["1"], "seen": carried})

        told = client.post(add, typed | {"seen": carried})
        assert "Somebody else changed this while you had the page open" in words(told)
        assert "The usual week now Tuesday 10am to 4pm" in words(told)

        client.post(add, typed | {"seen": seen(told)})
        assert lines(hub) == ["Monday and Tuesday 10am to 4pm"]

    def test_a_line_that_is_gone_is_said_to_be(self, client, hub):
        OpeningSpellFactory(site=hub, weekday=0)
        [line] = lines_of(hub)
        remove, change = (self.address(name, line.key) for name in ("remove_hours", "change_hours"))
        carried = seen(client.get(change))
        client.post(remove, {"seen": carried})

        for response in (
            client.post(remove, {"seen": carried}, follow=True),
            client.get(change, follow=True),
        ):
            assert "changed or taken away those times" in words(response)

    def test_day_and_night_and_bank_holidays(self, client, hub):
        rule = self.address("set_rule")
        client.post(
            rule,
            {
                "always_open": "yes", "bank_holidays": "OWN_HOURS", "opens": "10am",
                "closes": "2pm", "seen": seen(client.get(rule)),
            },
        )  # fmt: skip

        page = words(client.get(self.address("times")))
        assert "Open day and night Yes" in page
        assert "On bank holidays 10am to 2pm" in page
        form = client.get(rule).content.decode()
        assert 'value="10am"' in form

    def test_own_hours_need_hours(self, client, hub):
        rule = self.address("set_rule")
        typed = {"always_open": "no", "bank_holidays": "OWN_HOURS"}

        response = client.post(rule, typed | {"seen": seen(client.get(rule))})

        assert "Enter when you open on bank holidays" in words(response)

    def test_a_different_day(self, client, hub):
        OpeningSpellFactory(site=hub, weekday=4)
        add = self.address("add_exception")
        client.post(add, {"on": "2026-03-06", "how": "closed", "reason": "for training"})

        page = words(client.get(self.address("times")))
        assert "Friday 6 March : Closed (For training)" in page

        again = client.post(self.address("remove_exception", "2026-03-06"), follow=True)
        assert "That day is as usual again" in words(again)

    @pytest.mark.parametrize(
        ("typed", "refusal"),
        [
            ({"on": "2026-03-01"}, "must be 2 Mar 2026 or later"),
            ({"on": "2029-03-01"}, "or earlier"),
            ({"how": "other"}, "Enter when you open that day"),
            ({"opens": "9am", "closes": "5pm"}, "You chose closed all day, and gave times"),
        ],
    )
    def test_a_different_day_that_cannot_be(self, client, hub, typed, refusal):
        add = self.address("add_exception")

        response = client.post(add, {"on": "2026-03-06", "how": "closed"} | typed)

        assert refusal in words(response)
        assert not hub.exceptions.exists()

    def test_a_day_that_is_not_one_is_not_there(self, client, hub):
        assert client.post(self.address("remove_exception", "someday")).status_code == 404

    def test_closing_for_a_time_is_seen_by_all(self, client, hub, greeter):
        OpeningSpellFactory(site=hub, weekday=0)
        client.post(
            self.address("close"),
            {"reason": "the boiler has broken", "ends_at-day": "4", "ends_at-month": "3",
             "ends_at-year": "2026", "ends_at-time": "9am"},
        )  # fmt: skip

        page = words(client.get(reverse("places:site", args=["acomb"])))
        assert "Closed: the boiler has broken. Opens Monday 9 March at 9am" in page
        assert (
            "Closed from midday on Monday 2 March 2026 until 9am on Wednesday 4 March 2026: "
            "the boiler has broken"
        ) in page

        closure = hub.closures.get()
        reopened = client.post(self.address("reopen", closure.id), follow=True)
        assert "Open now until 5pm" in words(reopened)

    @pytest.mark.parametrize(
        ("typed", "refusal"),
        [
            ({"reason": ""}, "Enter why it is closed"),
            ({"no_end": ""}, "Say when it opens again, or tick that you don't know yet"),
            ({"ends_at": "2026-03-05T09:00"}, "You said when it opens again, and that you don't"),
            ({"begins_at": "2026-03-01T09:00"}, "must be today or later"),
            (
                {"begins_at": "2026-03-05T09:00", "ends_at": "2026-03-05T08:00"},
                "It must open again after it closes",
            ),
        ],
    )
    def test_a_closure_that_cannot_be(self, client, hub, typed, refusal):
        response = client.post(
            self.address("close"), {"reason": "for repairs", "no_end": "on"} | typed
        )

        assert refusal in words(response)
        assert not hub.closures.exists()

    def test_one_without_an_end_is_said_above_the_usual_times(self, client, hub):
        hub.always_open = True
        with as_the_owner():
            hub.save()
        client.post(self.address("close"), {"reason": "for repairs", "no_end": "on"})

        page = words(client.get(reverse("places:site", args=["acomb"])))
        assert "It is closed now. When it opens again, these are its usual times:" in page

    def test_what_is_over_is_not_listed(self, client, hub):
        DayExceptionFactory(site=hub, on=date(2026, 2, 2), reason="for snow")
        ClosureFactory(
            site=hub,
            begins_at=datetime.datetime(2026, 2, 3, tzinfo=LONDON),
            ends_at=datetime.datetime(2026, 2, 4, tzinfo=LONDON),
            reason="for more snow",
        )

        assert "snow" not in words(client.get(self.address("times")))

    def test_none_of_them_opens_for_a_greeter(self, client, hub, greeter):
        OpeningSpellFactory(site=hub)
        closure = ClosureFactory(site=hub)
        client.force_login(greeter)
        key = lines_of(hub)[0].key
        pages = [("times",), ("set_rule",), ("add_hours",), ("add_exception",), ("close",)]
        posts = [("remove_hours", key), ("remove_exception", "2026-03-06"), ("reopen", closure.id)]

        for page in [*pages, ("change_hours", key)]:
            assert client.get(self.address(*page)).status_code == 403
        for page in posts:
            assert client.post(self.address(*page)).status_code == 403
