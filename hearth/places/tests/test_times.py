"""Keeping a site's opening times: the rules, then the pages."""

import datetime
from datetime import date, time

import pytest
from django.urls import reverse

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.places import actions, opening
from hearth.places.actions import TimesRefused
from hearth.places.models import Site
from hearth.places.opening import LONDON, Hours, NthWeeks, Spell
from hearth.places.tests.factories import (
    ClosureFactory,
    DayExceptionFactory,
    OpeningSpellFactory,
)
from hearth.places.tests.reading import seen, trail_of, words
from hearth.places.timetables import lines_of, times_facts, timetable_of
from hearth.places.versions import ChangedMeanwhile, written_down

MONDAY_NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
CLOSED = opening.BankHolidayRule(opening.BankHolidays.CLOSED)
WEEKDAYS = [Hours(day, time(9), time(17)) for day in range(5)]


def lines(site):
    return [line.words for line in lines_of(Site.objects.get(id=site.id))]


class TestTheUsualWeek:
    @pytest.fixture(autouse=True)
    def _the_manager_acts(self, hub_manager):
        with acting_as(hub_manager):
            yield

    def test_is_built_line_by_line(self, hub, hub_manager):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)
        actions.add_hours(
            by=hub_manager, site=hub, hours=[Hours(2, time(17), time(20), NthWeeks([1, 3]))]
        )
        actions.add_hours(by=hub_manager, site=hub, hours=[Hours(4, time(20), time(2))])

        assert lines(hub) == [
            "Monday to Friday 9am to 5pm",
            "1st and 3rd Wednesday of the month 5pm to 8pm",
            "Friday 8pm to 2am",
        ]
        assert trail_of(hub) == ["changed opening times of"] * 3

    def test_a_line_is_changed_as_one(self, hub, hub_manager):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)
        [line] = lines_of(hub)

        actions.change_hours(
            by=hub_manager,
            site=hub,
            instead_of=line.ids,
            hours=[Hours(day, time(10), time(16)) for day in (0, 2)],
        )

        assert lines(hub) == ["Monday and Wednesday 10am to 4pm"]

    def test_a_line_is_taken_away_as_one(self, hub, hub_manager):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)
        actions.add_hours(by=hub_manager, site=hub, hours=[Hours(5, time(10), time(14))])

        actions.remove_hours(by=hub_manager, site=hub, ids=lines_of(hub)[0].ids)

        assert lines(hub) == ["Saturday 10am to 2pm"]

    @pytest.mark.parametrize(
        "second",
        [
            Hours(0, time(9), time(17)),
            Hours(0, time(16), time(18)),
            Hours(0, time(8), time(2)),
            Hours(0, time(9), time(17), valid_from=date(2026, 6, 1)),
        ],
    )
    def test_times_that_overlap_are_refused(self, hub, hub_manager, second):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)

        with pytest.raises(TimesRefused, match="Monday already has 9am to 5pm"):
            actions.add_hours(by=hub_manager, site=hub, hours=[second])

    @pytest.mark.parametrize(
        "second",
        [
            Hours(0, time(17), time(20)),  # they only meet
            Hours(0, time(9), time(20), NthWeeks([1])),  # longer in some weeks
            Hours(5, time(10), time(17)),
        ],
    )
    def test_times_that_do_not_are_not(self, hub, hub_manager, second):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)

        actions.add_hours(by=hub_manager, site=hub, hours=[second])

        assert len(lines(hub)) == 2

    def test_summer_hours_may_follow_winter_hours(self, hub, hub_manager):
        winter = Hours(0, time(9), time(15), valid_until=date(2026, 5, 31))
        summer = Hours(0, time(9), time(18), valid_from=date(2026, 6, 1))

        actions.add_hours(by=hub_manager, site=hub, hours=[winter, summer])

        assert lines(hub) == [
            "Monday 9am to 3pm, until 31 May 2026",
            "Monday 9am to 6pm, from 1 June 2026",
        ]

    def test_a_season_that_ends_before_it_begins_is_refused(self, hub, hub_manager):
        backwards = Hours(
            0, time(9), time(15), valid_from=date(2026, 6, 1), valid_until=date(2026, 5, 1)
        )

        with pytest.raises(TimesRefused, match="last day"):
            actions.add_hours(by=hub_manager, site=hub, hours=[backwards])

    def test_no_days_at_all_are_refused(self, hub, hub_manager):
        with pytest.raises(TimesRefused, match="at least one day"):
            actions.add_hours(by=hub_manager, site=hub, hours=[])

    def test_more_lines_than_make_sense_are_refused(self, hub, hub_manager):
        each_minute = [Hours(0, time(9, n), time(9, n + 1)) for n in range(59)]
        actions.add_hours(by=hub_manager, site=hub, hours=each_minute)

        with pytest.raises(TimesRefused, match="too many"):
            actions.add_hours(
                by=hub_manager,
                site=hub,
                hours=[Hours(1, time(9, n), time(9, n + 1)) for n in range(50)],
            )

    def test_is_not_changed_from_a_page_that_has_grown_old(self, hub, hub_manager):
        carried = written_down(times_facts(hub))
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS, seen=carried)

        with pytest.raises(ChangedMeanwhile):
            actions.add_hours(
                by=hub_manager, site=hub, hours=[Hours(5, time(9), time(12))], seen=carried
            )
        with pytest.raises(ChangedMeanwhile):
            actions.remove_hours(by=hub_manager, site=hub, ids=[], seen=carried)
        with pytest.raises(ChangedMeanwhile):
            actions.set_opening_rule(
                by=hub_manager, site=hub, always_open=True, bank_holidays=CLOSED, seen=carried
            )

        assert lines(hub) == ["Monday to Friday 9am to 5pm"]

    def test_always_open_keeps_the_week_for_when_it_no_longer_is(self, hub, hub_manager):
        actions.add_hours(by=hub_manager, site=hub, hours=WEEKDAYS)

        actions.set_opening_rule(
            by=hub_manager, site=hub, always_open=True, bank_holidays=opening.BankHolidayRule()
        )

        site = Site.objects.get(id=hub.id)
        assert timetable_of(site).always_open
        assert lines(hub) == ["Monday to Friday 9am to 5pm"]

    def test_own_hours_on_bank_holidays_take_the_place_of_those_before(self, hub, hub_manager):
        own = opening.BankHolidays.OWN_HOURS
        for hour in (10, 11):
            actions.set_opening_rule(
                by=hub_manager,
                site=hub,
                always_open=False,
                bank_holidays=opening.BankHolidayRule(own, (Spell(time(hour), time(14)),)),
            )

        rule = timetable_of(Site.objects.get(id=hub.id)).bank_holidays
        assert rule.spells == (Spell(time(11), time(14)),)
        actions.set_opening_rule(by=hub_manager, site=hub, always_open=False, bank_holidays=CLOSED)
        assert not hub.spells.exists()


class TestDifferentDays:
    FRIDAY = date(2026, 3, 6)

    @pytest.fixture(autouse=True)
    def _the_manager_acts(self, hub_manager):
        with acting_as(hub_manager):
            yield

    def test_a_day_may_be_closed_and_made_usual_again(self, hub, hub_manager):
        actions.add_exception(by=hub_manager, site=hub, on=self.FRIDAY, reason=" for training ")

        found = timetable_of(hub).exceptions_by_date[self.FRIDAY]
        assert (found.spells, found.reason) == ((), "for training")

        actions.remove_exception(by=hub_manager, site=hub, on=self.FRIDAY)

        assert not hub.exceptions.exists()
        assert trail_of(hub) == ["added an exception to", "removed an exception from"]

    def test_a_day_may_have_several_spells(self, hub, hub_manager):
        spells = [Spell(time(18), time(20)), Spell(time(9), time(12))]

        actions.add_exception(by=hub_manager, site=hub, on=self.FRIDAY, spells=spells)

        assert timetable_of(hub).exceptions_by_date[self.FRIDAY].spells == tuple(sorted(spells))

    def test_spells_that_overlap_are_refused(self, hub, hub_manager):
        spells = [Spell(time(18), time(20)), Spell(time(9), time(19))]

        with pytest.raises(TimesRefused, match="9am to 7pm and 6pm to 8pm overlap"):
            actions.add_exception(by=hub_manager, site=hub, on=self.FRIDAY, spells=spells)

    def test_a_second_for_the_same_day_is_refused(self, hub, hub_manager):
        actions.add_exception(by=hub_manager, site=hub, on=self.FRIDAY)

        with pytest.raises(TimesRefused, match="Friday 6 March 2026 already has times"):
            actions.add_exception(by=hub_manager, site=hub, on=self.FRIDAY)

    def test_one_that_is_gone_is_said_to_be(self, hub, hub_manager):
        with pytest.raises(TimesRefused, match="already taken that away"):
            actions.remove_exception(by=hub_manager, site=hub, on=self.FRIDAY)


class TestClosingForATime:
    @pytest.fixture(autouse=True)
    def _the_manager_acts(self, hub_manager):
        with acting_as(hub_manager):
            yield

    def test_until_further_notice_and_open_again(self, hub, hub_manager):
        closure = actions.close_for_a_time(
            by=hub_manager, site=hub, begins_at=MONDAY_NOON, reason="for repairs"
        )
        later = MONDAY_NOON + datetime.timedelta(days=3)

        actions.reopen(by=hub_manager, site=hub, closure_id=closure.id, now=later)

        closure.refresh_from_db()
        assert closure.ends_at == later
        assert trail_of(hub) == ["closed for a time", "reopened"]

    def test_one_that_has_not_begun_is_called_off(self, hub, hub_manager):
        closure = actions.close_for_a_time(by=hub_manager, site=hub, begins_at=MONDAY_NOON)
        before = MONDAY_NOON - datetime.timedelta(hours=1)

        actions.reopen(by=hub_manager, site=hub, closure_id=closure.id, now=before)

        assert not hub.closures.exists()
        assert trail_of(hub)[-1] == "called off a closure of"

    def test_one_that_is_over_cannot_be_ended_again(self, hub, hub_manager):
        closure = actions.close_for_a_time(by=hub_manager, site=hub, begins_at=MONDAY_NOON)
        later = MONDAY_NOON + datetime.timedelta(days=3)
        actions.reopen(by=hub_manager, site=hub, closure_id=closure.id, now=later)

        with pytest.raises(TimesRefused, match="already over"):
            actions.reopen(
                by=hub_manager, site=hub, closure_id=closure.id, now=later + datetime.timedelta(1)
            )

    def test_must_end_after_it_begins(self, hub, hub_manager):
        with pytest.raises(TimesRefused, match="open again after it closes"):
            actions.close_for_a_time(
                by=hub_manager, site=hub, begins_at=MONDAY_NOON, ends_at=MONDAY_NOON
            )


def test_nobody_keeps_the_times_of_a_site_that_is_not_theirs(hub, other_hub, greeter, hub_manager):
    closure = ClosureFactory(site=other_hub)
    acts = [
        (actions.add_hours, {"hours": WEEKDAYS}),
        (actions.change_hours, {"instead_of": [], "hours": WEEKDAYS}),
        (actions.remove_hours, {"ids": []}),
        (actions.set_opening_rule, {"always_open": True, "bank_holidays": CLOSED}),
        (actions.add_exception, {"on": date(2026, 3, 6)}),
        (actions.remove_exception, {"on": date(2026, 3, 6)}),
        (actions.close_for_a_time, {"begins_at": MONDAY_NOON}),
        (actions.reopen, {"closure_id": closure.id, "now": MONDAY_NOON}),
    ]
    for worker, site in [(greeter, hub), (hub_manager, other_hub)]:
        for act, facts in acts:
            with acting_as(worker), pytest.raises(NotAllowed):
                act(by=worker, site=site, **facts)


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
