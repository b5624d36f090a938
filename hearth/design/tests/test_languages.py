"""A page is in the language that its address begins with, and dates and numbers are right in it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language, override

from hearth.design import words
from hearth.design.languages import LanguageOfTheAddress, language, language_called

A_DAY = date(2026, 3, 2)
OFFERED = [("en-gb", "en-gb"), ("cy", "cy")]


def spoken_at(path):
    said = []

    def view(request):
        said.append(get_language())
        return HttpResponse()

    LanguageOfTheAddress(view)(RequestFactory().get(path, headers={"accept-language": "cy"}))
    return said[0]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/cy/advice/", "cy"),
        ("/cy", "cy"),
        ("/", "en-gb"),
        ("/advice/", "en-gb"),
        ("/cymru/", "en-gb"),
        ("/fr/", "en-gb"),
        ("/people/cy/", "en-gb"),
        ("//cy/", "en-gb"),
    ],
)
def test_a_page_is_in_the_language_its_address_begins_with(settings, path, code):
    settings.LANGUAGES = OFFERED

    assert spoken_at(path) == code
    assert get_language() == "en-gb"


def test_where_only_english_is_offered_there_is_nothing_to_look_at(settings):
    settings.LANGUAGES = OFFERED[:1]

    with pytest.raises(MiddlewareNotUsed):
        LanguageOfTheAddress(lambda request: HttpResponse())


def test_a_language_says_what_it_is_called_and_which_way_it_runs():
    assert language().code == "en-GB"
    assert language_called("cy").name == "Cymraeg"
    assert language_called("ar").direction == "rtl"
    assert language_called("cy").direction == "ltr"


@pytest.mark.parametrize("code", ["xx", "not-a-language", "ar-xb"])
def test_a_language_that_nobody_has_heard_of_still_has_dates(code):
    with override(code):
        assert words.day(A_DAY)


def test_dates_and_times_in_welsh():
    with override("cy"):
        assert words.day(A_DAY) == "Dydd Llun, 2 Mawrth 2026"
        assert words.month(A_DAY) == "Mawrth 2026"
        assert words.weekday(0) == "Dydd Llun"
        assert words.day_of_month(A_DAY) == "2 Mawrth"
        assert words.day_of_year(A_DAY) == "Dydd Llun, 2 Mawrth"
        assert words.short_day(A_DAY) == "2 Maw 2026"
        assert words.clock(time(9, 5)) == "09:05"
        assert words.clock(datetime(2026, 6, 30, 17, 0)) == "17:00"  # noqa: DTZ001


def test_lengths_lists_and_numbers_in_welsh():
    with override("cy"):
        assert words.waited(timedelta(days=3)) == "3 diwrnod"
        assert words.waited(65) == "1 awr 5 munud"
        assert words.listed(["te", "cacen", "sgwrs"]) == "te, cacen, a(c) sgwrs"
        assert words.listed(["te"]) == "te"
        assert words.number(1234567) == "1,234,567"
        assert words.number(12.345, 1) == "12.3"
        assert words.percent(0.873) == "87%"


def test_what_is_not_known_is_not_made_up_in_any_language():
    with override("cy"):
        assert words.number(None) == words.percent(None) == words.NOT_KNOWN
        assert words.day(None) == words.month(None) == words.clock(None) == ""


@pytest.mark.parametrize(
    ("code", "said"),
    [("pl", "2 marca"), ("pt", "2 de março"), ("ar", "2 مارس"), ("hu", "március 2.")],
)
def test_a_day_without_its_year_in_other_languages(code, said):
    with override(code):
        assert words.day_of_month(A_DAY) == said


def test_days_without_their_year_in_english():
    assert words.weekday(6) == "Sunday"
    assert words.day_of_month(A_DAY) == "2 March"
    assert words.day_of_year(A_DAY) == "Monday 2 March"
