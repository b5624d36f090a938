"""What a row becomes, or why it cannot."""

import datetime
from uuid import UUID

import pytest

from hearth.frontdoor.moments import in_london
from hearth.sheets.checking import Becomes, becomes
from hearth.sheets.columns import Column
from hearth.sheets.naming import Fit, Known, same
from hearth.sheets.words import Wrong

NOW = datetime.datetime(2026, 3, 10, 14, 0, tzinfo=datetime.UTC)  # a Tuesday
JO, LIZ, ONE_SAM, OTHER_SAM, GONE = (UUID(int=number) for number in range(1, 6))
KNOWN = Known(
    {
        same("Jo"): [Fit(JO)],
        same("Liz Smith"): [Fit(LIZ)],
        same("Sam"): [Fit(ONE_SAM), Fit(OTHER_SAM)],
        same("Arthur"): [Fit(GONE, datetime.date(2026, 3, 1))],
        same("Ann"): [Fit(GONE, datetime.date(2026, 3, 1)), Fit(LIZ)],
    }
)
COLUMNS = {column.value: number for number, column in enumerate(Column)}


def row(*, only_day=None, **said):
    cells = [said.get(column.value, "") for column in Column]
    return becomes(cells, COLUMNS, only_day=only_day, now=NOW, known=KNOWN)


def why_not(**said):
    with pytest.raises(Wrong) as why:
        row(**said)
    return str(why.value)


def when(**said):
    return f"{in_london(row(**said).moment):%Y-%m-%d %H:%M}"


class TestTheDay:
    @pytest.mark.parametrize(
        "date",
        [
            "2/3/2026", "02/03/26", "2.3.2026", "2-3-26", "2026-03-02", "2026/03/02",
            "2 March 2026",
            "2nd March 2026", "2 Mar 26", "Mon 2 Mar 2026", "Monday, 2 March 2026", "March 2, 2026",
            "Monday, March 2nd, 2026", "46083",
        ],
    )  # fmt: skip
    def test_is_read_however_it_is_written(self, date):
        assert when(date=date) == "2026-03-02 12:00"

    @pytest.mark.parametrize(
        "date",
        [
            "2026-03-02 09:30", "2/3/2026 9:30", "2/3/26 09.30", "02/03/2026 09:30:12",
            "2 March 2026 9.30am", "2026-03-02T09:30:00Z", "2026-03-02T10:30+01:00",
            "2/3/2026, 9:30",
            "46083.395833",
        ],
    )  # fmt: skip
    def test_may_have_the_time_beside_it(self, date):
        assert when(date=date) == "2026-03-02 09:30"

    def test_may_have_an_hour_beside_it(self):
        assert when(date="2/3/2026 9am") == "2026-03-02 09:00"

    def test_is_the_day_of_the_whole_sheet_where_it_is_left_out(self):
        assert when(only_day=datetime.date(2026, 3, 4), name="Jo") == "2026-03-04 12:00"
        assert when(only_day=datetime.date(2026, 3, 4), date="5/3/26") == "2026-03-05 12:00"

    def test_that_excel_counts_is_the_one_excel_means(self):
        """Microsoft, DATEVALUE function: January 1, 2008 is serial number 39448."""
        with pytest.raises(Wrong, match="1 Jan 2008 is more than ten years ago"):
            row(date="39448")

    @pytest.mark.parametrize(
        ("date", "says"),
        [
            ("", "There is no date"),
            ("Total", "“Total” is not a date"),
            ("Monday", "“Monday” is not a date"),
            ("2 March", "is not a whole date"),
            ("3/2026", "is not a whole date"),
            ("1234567", "is not a whole date"),
            ("31/2/2026", "must be a real date"),
            ("3/25/2026", "The month must be a number from 1 to 12"),
            ("2/3/026", "The year must have four numbers"),
            ("2026-03-02T25:99:00Z", "is not a date and time"),
            ("11/3/2026", "11 Mar 2026 has not come yet"),
            ("2/3/2062", "2 Mar 2062 has not come yet"),
            ("2/3/99", "2 Mar 2099 has not come yet"),
            ("8/3/2016", "8 Mar 2016 is more than ten years ago"),
        ],
    )
    def test_that_cannot_be_says_why(self, date, says):
        assert says in why_not(date=date, name="Jo")

    @pytest.mark.parametrize("date", ["10/3/2026", "11/3/2016"])
    def test_may_be_today_or_ten_years_ago(self, date):
        assert row(date=date, time="9")


class TestTheTime:
    @pytest.mark.parametrize(
        ("time", "there"),
        [
            ("9", "09:00"), ("9am", "09:00"), ("9.30", "09:30"), ("9.3", "09:30"),
            ("0930", "09:30"), ("930", "09:30"), ("09:30:59", "09:30"), ("2pm", "14:00"),
            ("2.15 pm", "14:15"), ("midday", "12:00"), ("23:59", "23:59"), ("00:00", "00:00"),
        ],
    )  # fmt: skip
    def test_is_read_however_it_is_written(self, time, there):
        assert when(date="2/3/2026", time=time) == f"2026-03-02 {there}"

    def test_is_midday_where_none_is_given(self):
        assert when(date="2/3/2026") == "2026-03-02 12:00"

    def test_is_midday_on_the_clock_that_hubs_go_by(self):
        assert row(date="1/7/2025").moment == datetime.datetime(2025, 7, 1, 11, tzinfo=datetime.UTC)

    def test_is_never_later_than_now(self):
        early = datetime.datetime(2026, 3, 10, 8, tzinfo=datetime.UTC)
        cells = ["10/3/2026"]

        said = becomes(cells, {"date": 0}, only_day=None, now=early, known=KNOWN)

        assert said.moment == early

    @pytest.mark.parametrize("time", ["25:00", "9-11", "morning", "9:61"])
    def test_that_cannot_be_says_why(self, time):
        assert "The time must be" in why_not(date="2/3/2026", time=time)

    def test_that_has_not_come_yet_says_so(self):
        assert why_not(date="10/3/2026", time="14:01") == "That time today has not come yet"
        assert row(date="10/3/2026", time="14:00")

    def test_that_never_was_says_so(self):
        """At 1am on 30 March 2025 the clocks went forward to 2am."""
        assert "The clocks went forward" in why_not(date="30/3/2025", time="1:30")
        assert row(date="30/3/2025", time="2:00")

    def test_that_came_twice_is_the_first(self):
        """At 2am on 26 October 2025 the clocks went back to 1am."""
        first = datetime.datetime(2025, 10, 26, 0, 30, tzinfo=datetime.UTC)

        assert row(date="26/10/2025", time="1:30").moment == first


class TestWho:
    def test_is_somebody_known_here_by_just_this_name(self):
        said = row(date="2/3/2026", name=" jo ")

        assert (said.name, said.person_id, said.is_new) == ("jo", str(JO), False)

    @pytest.mark.parametrize("name", ["Liz Smith", "LIZ  SMITH", "Líz-Smith", "Smith, Liz"])
    def test_is_known_however_the_name_is_written(self, name):
        assert row(date="2/3/2026", name=name).person_id == str(LIZ)

    def test_may_have_the_family_name_in_a_column_of_its_own(self):
        assert row(date="2/3/2026", name="Liz", family_name="Smith").person_id == str(LIZ)

    def test_is_somebody_new_by_any_other_name(self):
        said = row(date="2/3/2026", name="Liz  Smyth")

        assert (said.name, said.person_id, said.is_new) == ("Liz Smyth", "", True)

    @pytest.mark.parametrize("name", ["", "-", "?", "n/a", "Anon", "anonymous", "No name", "???"])
    def test_is_no_one_by_name_where_none_was_given(self, name):
        said = row(date="2/3/2026", time="9", name=name)

        assert (said.name, said.person_id, said.how_many) == ("", "", 0)

    def test_is_for_a_person_to_decide_where_it_could_be_either(self):
        assert why_not(date="2/3/2026", name="Sam").startswith("2 people here are called Sam")

    def test_may_have_died_since(self):
        assert row(date="1/3/2026", name="Arthur").person_id == str(GONE)

    def test_cannot_have_died_before(self):
        assert "Arthur died, on 1 Mar 2026" in why_not(date="2/3/2026", name="Arthur")

    def test_is_whoever_was_alive_then(self):
        assert row(date="2/3/2026", name="Ann").person_id == str(LIZ)
        assert "2 people here" in why_not(date="1/3/2026", name="Ann")

    def test_has_a_name_of_at_most_200_letters(self):
        assert row(date="2/3/2026", name="a" * 200).is_new
        assert "longer than 200 letters" in why_not(date="2/3/2026", name="a" * 201)

    def test_keeps_nothing_that_nobody_can_have_typed(self):
        assert row(date="2/3/2026", name="A\0n\x07n\ud800a").name == "Anna"


class TestHowMany:
    def test_makes_a_headcount(self):
        said = row(date="2/3/2026", how_many="1,200", what="Knitting")

        assert (said.how_many, said.what, said.name) == (1200, "Knitting", "")

    def test_of_one_may_stand_beside_a_name(self):
        said = row(date="2/3/2026", how_many="1", name="Jo")

        assert (said.how_many, said.person_id) == (0, str(JO))

    @pytest.mark.parametrize(
        ("how_many", "says"),
        [
            ("0", "from 1 to 5,000"),
            ("5001", "from 1 to 5,000"),
            ("9" * 5000, "from 1 to 5,000"),
            ("-3", "a whole number, not “-3”"),
            ("7.5", "a whole number"),
            ("many", "a whole number, not “many”"),
            ("²", "a whole number"),
        ],
    )
    def test_that_cannot_be_says_why(self, how_many, says):
        assert says in why_not(date="2/3/2026", how_many=how_many)

    def test_cannot_stand_beside_a_name(self):
        assert "not both" in why_not(date="2/3/2026", how_many="2", name="Jo")

    def test_has_no_note_and_only_a_line_about_the_group(self):
        assert "A group has no note" in why_not(date="2/3/2026", how_many="2", note="Lovely")
        assert "longer than 200" in why_not(date="2/3/2026", how_many="2", what="a" * 201)


class TestWhat:
    def test_is_what_brought_them_in_the_words_of_the_door(self):
        assert row(date="2/3/2026", what="practical HELP").brought == "PRACTICAL"

    def test_is_a_note_in_any_other_words(self):
        said = row(date="2/3/2026", what="Gardening", note="Stayed till four")

        assert (said.brought, said.note) == ("", "Gardening. Stayed till four")

    def test_with_the_note_is_at_most_2000_letters(self):
        assert row(date="2/3/2026", note="a" * 2000)
        assert "longer than 2,000" in why_not(date="2/3/2026", what="b", note="a" * 2000)


class TestARow:
    def test_says_something_in_the_columns_that_were_matched(self):
        with pytest.raises(Wrong, match="nothing in the columns"):
            becomes(["", "left over"], {"name": 0}, only_day=NOW.date(), now=NOW, known=KNOWN)

    def test_in_which_a_spreadsheets_sum_went_wrong_says_so(self):
        assert why_not(date="2/3/2026", name="#N/A") == "The spreadsheet has a fault here: #N/A"

    def test_shorter_than_the_headings_is_read_as_far_as_it_goes(self):
        said = becomes(["2/3/2026"], COLUMNS, only_day=None, now=NOW, known=KNOWN)

        assert said == Becomes(said.arrived_at)

    def test_comes_back_from_where_it_was_kept(self):
        said = row(date="2/3/2026", time="9.30", name="Liz Smith", what="to talk to someone")

        assert Becomes.from_json(said.as_json()) == said
        assert said.brought == "TALK"
