"""
Every page of the public's, in a language that nobody speaks: each text within ⟦ ⟧, right to left.

What is read outside those marks was forgotten: it is neither translated nor somebody's own words.
"""

import re
from html.parser import HTMLParser

import pytest
from babel.messages.mofile import write_mo
from django.apps import apps
from django.db import connection, models
from django.urls import reverse
from django.utils.translation import override

from hearth.config import texts
from hearth.config.pages import POST_ONLY, ROLES_OF, addresses
from hearth.directory.models import Term
from hearth.foundation.tests.factories import as_the_owner

CODE, FOLDER = "ar-xb", "ar_XB"  # as Unicode calls the language made up to test right to left
PAGES = {
    address.name: address
    for address in addresses()
    if address.name.startswith("virtualhub:")
    and None in ROLES_OF[address.name]
    and address.name not in POST_ONLY
}
READ_OUT = {"alt", "aria-label", "placeholder", "title"}
NAMES = {"Hearth", "York", "GOV", "UK", "NHS", "SHOUT", "OS", "BSL", "iCal", "English", "GP"}
"""Names, which are the same in every language."""


class Visible(HTMLParser):
    """What somebody reads, or hears, of a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.silent, self.words, self.spoken = 0, [], []
        self.html = {}

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "html":
            self.html = given
        if tag in {"script", "style", "svg"}:
            self.silent += 1
        if tag == "input" and given.get("type") in {"submit", "button"}:
            self.spoken.append(given.get("value", ""))
        self.spoken += [given[name] or "" for name in READ_OUT & given.keys()]

    def handle_endtag(self, tag):
        if tag in {"script", "style", "svg"}:
            self.silent -= 1

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)


def outside_the_marks(text):
    """Return what stands outside ⟦ ⟧, which may stand within each other."""
    depth, said = 0, []
    for letter in text:
        depth += (letter == "⟦") - (letter == "⟧")
        said.append(letter if depth == 0 and letter != "⟧" else "\n" if letter in "⟦⟧" else "")
    assert depth == 0
    return "".join(said)


def own_words():
    """
    Everything that people have written down in places and the directory, the longest first.

    The terms of the hubs' own taxonomy are Hearth's words, and translated.
    """
    said = set()
    with as_the_owner(), connection.cursor() as cursor:
        for app in ("places", "directory"):
            for model in set(apps.get_app_config(app).get_models()) - {Term}:
                for field in model._meta.concrete_fields:
                    if isinstance(field, models.TextField | models.CharField | models.JSONField):
                        cursor.execute(
                            f'SELECT DISTINCT "{field.column}"::text FROM {model._meta.db_table}'  # noqa: S608
                        )
                        said |= {text for (text,) in cursor.fetchall() if text}
    parts = {part.strip("#>- ") for text in said for part in re.split(r'\n|"|\*\*|\\n', text)}
    return sorted((part for part in said | parts if len(part) > 2), key=len, reverse=True)


@pytest.fixture(scope="module")
def marked_texts(tmp_path_factory):
    """The folder of a language in which every text is itself, within marks."""
    catalogue = texts.gathered()
    for message in catalogue:
        if message.id:
            each = message.id if isinstance(message.id, tuple) else (message.id,)
            marked = tuple(f"⟦{text}⟧" for text in each)
            message.string = marked if message.pluralizable else marked[0]
    locales = tmp_path_factory.mktemp("locales")
    folder = locales / FOLDER / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    return locales


@pytest.fixture
def made_up(settings, marked_texts):
    settings.LOCALE_PATHS = [marked_texts]
    settings.LANGUAGES = [("en-gb", "en-gb"), (CODE, CODE)]
    with override(CODE):
        yield


def test_there_are_pages_to_read():
    assert len(PAGES) >= 12


@pytest.mark.parametrize("page", PAGES)
def test_all_that_is_read_is_translated_and_runs_from_right_to_left(
    client, everything, made_up, page
):
    sample = {name: everything[name] for name in PAGES[page].parameters}
    address = reverse(page, kwargs=sample)
    assert address.startswith(f"/{CODE}/")

    response = client.get(address)

    assert response.status_code == 200
    if not response["Content-Type"].startswith("text/html"):
        return
    seen = Visible()
    seen.feed(response.content.decode())
    assert seen.html["dir"] == "rtl"
    assert seen.html["lang"] == "ar-XB"
    theirs = own_words()
    left = []
    for text in ["".join(seen.words), *seen.spoken]:
        outside = re.sub(r"https?://\S+|\S+@\S+", "", outside_the_marks(text))
        for own in theirs:
            outside = outside.replace(own, "\n")
        for line in filter(None, map(str.strip, outside.splitlines())):
            words = set(re.findall(r"[A-Za-z]{2,}", line))
            if words - NAMES:
                left.append(line)
    assert left == []
