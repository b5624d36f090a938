"""Days and times: typed anyhow, read right, and plain about what is wrong."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hearth.design import nhs
from hearth.design.words import clock, short_day

LAST_DAY = date(2026, 3, 31)


class DayForm(nhs.Form):
    born = nhs.DateField(
        label="Date of birth",
        called="date of birth",
        earliest=date(1900, 1, 1),
        latest=lambda: LAST_DAY,
    )


class AnyDayForm(nhs.Form):
    day = nhs.DateField(label="When?", required=False, short_years=True)


class TimeForm(nhs.Form):
    at = nhs.TimeField(label="Opens at", required=False)


class MomentForm(nhs.Form):
    arrived_at = nhs.DateTimeField(label="When did they arrive?", required=False)


class StayForm(nhs.Form):
    came = nhs.DateTimeField(label="When did they come?")
    left = nhs.DateTimeField(label="When did they leave?", required=False, day_of="came")


def typed(day="", month="", year="", *, name="born"):
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


def problem(form, name):
    assert not form.is_valid()
    return form.errors[name][0]


def code_of(form, name):
    return form.errors[name].as_data()[0].code


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "mar", "Mar."])
def test_a_day_is_read_with_its_month_as_a_number_or_a_name(month):
    form = DayForm(typed("2", month, "2026"))

    assert form.is_valid()
    assert form.cleaned_data["born"] == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("boxes", "words", "box"),
    [
        (("", "", ""), "Enter date of birth", "required"),
        (("2", "", "2026"), "Date of birth must include a month", "month"),
        (("", "3", ""), "Date of birth must include a day and year", "day"),
        (("2", "3", ""), "Date of birth must include a year", "year"),
        (("31", "2", "2026"), "Date of birth must be a real date, like 27 March 1968", "day"),
        (("2", "13", "2026"), "The month must be a number from 1 to 12", "month"),
        (("2", "ma", "2026"), "The month must be a number from 1 to 12", "month"),
        (("x", "3", "2026"), "The day must be a number, like 27", "day"),
        (("2", "3", "x"), "The year must be a number, like 1968", "year"),
        (("2", "3", "68"), "The year must have four numbers, like 1968", "year"),
        (("2", "4", "2026"), "Date of birth must be 31 Mar 2026 or earlier", "day"),
        (("31", "12", "1899"), "Date of birth must be 1 Jan 1900 or later", "day"),
    ],
)
def test_what_is_wrong_with_a_day_is_said_and_its_box_named(boxes, words, box):
    form = DayForm(typed(*boxes))

    assert problem(form, "born").startswith(words)
    assert code_of(form, "born") == box


def test_the_first_and_last_days_allowed_are_allowed():
    assert DayForm(typed("1", "1", "1900")).is_valid()
    assert DayForm(typed("31", "3", "2026")).is_valid()


def test_a_short_year_is_read_only_where_a_day_cannot_be_long_ago():
    form = AnyDayForm(typed("2", "3", "26", name="day"))

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 2)


@pytest.mark.parametrize(
    "whole", ["2026-03-02", "2/3/2026", "2 March 2026", "2nd March 2026", "Monday 2 March 2026"]
)
def test_a_day_is_also_read_whole_as_addresses_and_sheets_have_it(whole):
    form = AnyDayForm({"day": whole})

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 3, 2)


@pytest.mark.parametrize("part", ["day", "month", "year", "time"])
def test_more_figures_than_python_reads_are_a_problem_in_their_box(part):
    """It refuses those of more than 4,300 figures with an error of its own."""
    right = {"day": "2", "month": "3", "year": "2026", "time": "9:15"}
    boxes = {f"arrived_at-{name}": typed for name, typed in (right | {part: "1" * 5_000}).items()}
    form = MomentForm(boxes)

    assert problem(form, "arrived_at")
    assert code_of(form, "arrived_at") == part
    assert form["arrived_at"].value()


@pytest.mark.parametrize("whole", ["1 March " + "2" * 5_000, "1/" + "1" * 5_000 + "/2026"])
def test_a_day_written_whole_with_as_many_figures_is_a_problem_too(whole):
    assert problem(AnyDayForm({"day": whole}), "day")
    assert problem(MomentForm({"arrived_at": whole}), "arrived_at")


@pytest.mark.parametrize(
    "whole", ["0001-01-01T00:00+14:00", "0001-01-01T00:00Z", "9999-12-31T23:59-14:00"]
)
def test_a_moment_before_the_first_day_or_after_the_last_is_a_problem(whole):
    form = MomentForm({"arrived_at": whole})

    assert problem(form, "arrived_at") == "The date can't be read"
    assert form["arrived_at"].value()


@pytest.mark.parametrize("whole", ["soon", "2026-02-31", "99/99/9999", "2026-03-02x", "٣"])
def test_a_day_that_cannot_be_read_whole_is_a_problem_not_a_fault(whole):
    assert problem(AnyDayForm({"day": whole}), "day")


@pytest.mark.parametrize("data", [{}, {"day": ""}, typed(name="day"), typed(" ", name="day")])
def test_no_day_is_no_day(data):
    form = AnyDayForm(data)

    assert form.is_valid()
    assert form.cleaned_data["day"] is None


@given(some.dates(min_value=date(1900, 1, 1)))
def test_any_day_we_show_can_be_sent_back(day):
    shown = nhs.DateField(one_box=True).prepare_value(day)
    boxes = nhs.DateField().prepare_value(day)

    assert shown == short_day(day)
    assert nhs.DateField().clean(shown) == nhs.DateField().clean(boxes) == day


@given(some.text())
def test_nothing_typed_for_a_day_or_a_time_is_a_fault(text):
    for form in [
        AnyDayForm({"day": text}),
        TimeForm({"at": text}),
        MomentForm({"arrived_at": text}),
    ]:
        form.is_valid()
    AnyDayForm(typed(text, text, text, name="day")).is_valid()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9", time(9)),
        ("9am", time(9)),
        ("9 AM", time(9)),
        ("9 p.m.", time(21)),
        ("9.30", time(9, 30)),
        ("9:30pm", time(21, 30)),
        ("17:00", time(17)),
        ("17:00pm", time(17)),
        ("0930", time(9, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("noon", time(12)),
        ("Midnight", time(0)),
        ("", None),
    ],
)
def test_a_time_is_read_however_it_is_typed(text, at):
    form = TimeForm({"at": text})

    assert form.is_valid()
    assert form.cleaned_data["at"] == at


@pytest.mark.parametrize(
    "text", ["half nine", "25:00", "9:60", "13am", "0am", "9:3", "24:00", "-1"]
)
def test_a_time_that_cannot_be_is_refused_in_plain_words(text):
    assert "like 9:30am or 17:00" in problem(TimeForm({"at": text}), "at")


@given(some.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_any_time_we_show_can_be_sent_back(at):
    assert nhs.TimeField().clean(clock(at)) == at


def moment(day, month, year, at):
    return typed(day, month, year, name="arrived_at") | {"arrived_at-time": at}


def test_a_moment_is_on_the_hubs_own_clock():
    form = MomentForm(moment("1", "7", "2026", "9.15"))

    assert form.is_valid()
    assert form.cleaned_data["arrived_at"] == datetime(2026, 7, 1, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("boxes", "words", "box"),
    [
        (("", "", "", "9.15"), "The date must include a day", "day"),
        (("1", "7", "2026", ""), "The date must include a time", "time"),
        (("1", "7", "2026", "late"), "The time must be like 9:30am or 17:00", "time"),
        (("29", "3", "2026", "1:30"), "The clocks went forward over that time", "time"),
    ],
)
def test_what_is_wrong_with_a_moment_is_said_and_its_box_named(boxes, words, box):
    form = MomentForm(moment(*boxes))

    assert problem(form, "arrived_at").startswith(words)
    assert code_of(form, "arrived_at") == box


def test_in_the_hour_that_comes_twice_the_first_is_meant():
    form = MomentForm(moment("25", "10", "2026", "1:30"))

    assert form.is_valid()
    assert form.cleaned_data["arrived_at"] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "read"),
    [
        ({"time": "17:15"}, datetime(2026, 3, 2, 17, 15, tzinfo=UTC)),
        ({"day": "3", "month": "3", "year": "2026", "time": "1am"},
         datetime(2026, 3, 3, 1, tzinfo=UTC)),
        ({}, None),
    ],
)  # fmt: skip
def test_a_time_alone_is_of_the_day_that_the_form_says(left, read):
    came = {"came-day": "2", "came-month": "march", "came-year": "2026", "came-time": "9am"}
    form = StayForm(came | {f"left-{part}": typed for part, typed in left.items()})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["left"] == read


def test_a_day_without_a_time_is_still_a_problem():
    came = {"came-day": "2", "came-month": "3", "came-year": "2026", "came-time": "9am"}

    assert "left" in StayForm(came | {"left-day": "2"}).errors
    assert "left" in StayForm({"left-time": "9am"}).errors


@pytest.mark.parametrize(
    ("whole", "read"),
    [
        ("2026-07-01T08:15:00Z", datetime(2026, 7, 1, 8, 15, tzinfo=UTC)),
        ("2026-07-01T09:15:00+01:00", datetime(2026, 7, 1, 8, 15, tzinfo=UTC)),
        ("2026-07-01 09:15", datetime(2026, 7, 1, 8, 15, tzinfo=UTC)),
        ("", None),
    ],
)
def test_a_moment_is_also_read_whole_as_tablets_send_it(whole, read):
    form = MomentForm({"arrived_at": whole})

    assert form.is_valid()
    assert form.cleaned_data["arrived_at"] == read


def test_a_whole_moment_that_cannot_be_read_is_a_problem():
    assert problem(MomentForm({"arrived_at": "yesterday"}), "arrived_at")


def test_a_row_left_as_it_was_drawn_has_not_changed():
    first = DayForm(initial={"born": date(2026, 3, 2)}, data=typed("2", "3", "2026"))
    second = DayForm(initial={"born": date(2026, 3, 2)}, data=typed("3", "3", "2026"))
    third = TimeForm(initial={"at": time(9)}, data={"at": "9am"})
    fourth = TimeForm(initial={"at": time(9)}, data={"at": "never"})

    assert not first.has_changed()
    assert second.has_changed()
    assert not third.has_changed()
    assert fourth.has_changed()
