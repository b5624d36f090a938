"""Which language a page is in: the one that its address begins with, and English where none is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils.translation import get_language, gettext, override


class LanguageOfTheAddress:
    """
    Middleware: a page at /cy/... is in Welsh, where Welsh is offered (HEARTH_LANGUAGES).

    What a browser says it prefers is not asked and nothing is kept in a cookie: an address that
    somebody was given shows everybody the same page. Where only English is offered this is not
    even there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.codes = frozenset(code for code, _ in settings.LANGUAGES) - {settings.LANGUAGE_CODE}
        if not self.codes:
            raise MiddlewareNotUsed

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first = request.path_info[1:].partition("/")[0]
        if first not in self.codes:
            return self.get_response(request)
        with override(first):
            return self.get_response(request)


@dataclass(frozen=True)
class Language:
    """A language that pages are in."""

    code: str
    """As HTML says it, such as en-GB."""
    name: str
    """What it calls itself: Cymraeg."""
    direction: str
    """ltr or rtl."""


@dataclass(frozen=True)
class InAnother:
    """The page in hand, in another language."""

    language: Language
    href: str


@cache
def locale_of(code: str) -> Locale:
    """Return what is known of dates, numbers and plurals in a language; English for none known."""
    for tried in (code, code.partition("-")[0]):
        try:
            return Locale.parse(tried, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en", "GB")


@cache
def language_called(code: str) -> Language:
    """Return a language by its code, in whichever case it is written."""
    locale = locale_of(code)
    main, _, region = code.partition("-")
    direction = "rtl" if locale.character_order == "right-to-left" else "ltr"
    name = locale.languages.get(main, code)
    return Language(f"{main}-{region.upper()}" if region else main, name.capitalize(), direction)


def say(words: str) -> str:
    """
    Return words in the language of the page in hand.

    A page of the public's asks for some two hundred; catalogues do not change while we run. Words
    are written in English, so where nothing else is offered there is nothing to look up.
    """
    if len(settings.LANGUAGES) == 1:
        return words
    return _said(get_language(), words)


@lru_cache(maxsize=20_000)
def _said(code: str | None, words: str) -> str:
    return gettext(words)


def language() -> Language:
    """Return the language of the page in hand."""
    return language_called(get_language() or settings.LANGUAGE_CODE)


def is_english() -> bool:
    """Test if the page in hand is in English, as all of the workers' pages are."""
    return (get_language() or "en").startswith("en")


def in_other_languages(request: HttpRequest) -> list[InAnother]:
    """Return the page in hand in each other language that is offered; none for workers' pages."""
    here, now = request.get_full_path(), get_language()
    others = [code for code, _ in settings.LANGUAGES if code != now]
    there = [(language_called(code), translate_url(here, code)) for code in others]
    return [InAnother(language, href) for language, href in there if href != here]
