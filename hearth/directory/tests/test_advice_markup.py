"""Advice is written with a few marks; whatever is typed becomes safe HTML with all its words."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hearth.directory.advice.markup import html, links_of, plain

ALLOWED = {"h2", "h3", "p", "ul", "ol", "li", "div", "strong", "a"}
SAFE = re.compile(r"https?://|/(?!/)|tel:\d+$|sms:\d+\?&body=[A-Z]+$")


class Reader(HTMLParser):
    """Reads HTML strictly: what is opened is closed, in order."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.words, self.tags, self.hrefs, self.names = [], [], [], [], set()

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        self.hrefs += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def read(text):
    reader = Reader()
    reader.feed(str(html(text)))
    reader.close()
    assert reader.open == []
    return reader


def letters(text):
    return "".join(re.findall(r"\w", text))


TYPED = st.text() | st.lists(
    st.sampled_from(
        ["## ", "### ", "- ", "1. ", "> ", "**", "[", "](", ")", "https://a.uk", "javascript:x",
         "Call 116 123", "Text SHOUT to 85258", "0800 138 1111", "\n", "\n\n", " ", "<b>", '"',
         "&amp;", "tea", "//evil.example", "\r\n", "//"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@given(TYPED)
@example("[x](javascript:alert(1))")
@example("**[x](https://a.uk/)**")
@example('[x](https://a.uk/"onclick="x)')
@example("> - a\n> b\n\n> ## c")
def test_whatever_is_typed_becomes_safe_html(text):
    page = read(text)

    assert set(page.tags) <= ALLOWED
    assert page.names <= {"href", "class"}
    assert all(SAFE.match(href) for href in page.hrefs)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Z", "S"])))
def test_no_word_is_lost(text):
    """But for a link's address, and the number of a numbered line."""
    said = re.sub(r"\]\([^()\s]+\)", "]", re.sub(r"(?m)^[>\s]*\d{1,2}[.)]\s", "", text))

    assert letters(said) in letters("".join(read(text).words)) or "](" in text or ">" in text


@given(TYPED)
def test_what_is_read_aloud_is_what_is_shown(text):
    assert letters("".join(plain(text))) == letters("".join(read(text).words))


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Have a cup of tea.", "<p>Have a cup of tea.</p>"),
        ("one\ntwo\n\nthree", "<p>one two</p>\n<p>three</p>"),
        ("## Tea", '<h2 class="nhsuk-heading-m">Tea</h2>'),
        ("### Tea", '<h3 class="nhsuk-heading-s">Tea</h3>'),
        ("- a\n- b", '<ul class="nhsuk-list nhsuk-list--bullet"><li>a</li><li>b</li></ul>'),
        ("- a\n  goes on", '<ul class="nhsuk-list nhsuk-list--bullet"><li>a goes on</li></ul>'),
        ("1. a\n2. b", '<ol class="nhsuk-list nhsuk-list--number"><li>a</li><li>b</li></ol>'),
        ("> Now\n>\n> Then", '<div class="hearth-advice__hurry"><p>Now</p>\n<p>Then</p></div>'),
        ("**now**", "<p><strong>now</strong></p>"),
        ("[tea](/advice/)", '<p><a href="/advice/">tea</a></p>'),
        ("[tea](tea)", "<p>[tea](tea)</p>"),
        ("[tea](//evil.example)", "<p>[tea](//evil.example)</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("", ""),
    ],
)
def test_each_mark(text, drawn):
    assert html(text) == drawn


@pytest.mark.parametrize(
    ("text", "dials"),
    [
        ("Call 116 123.", ["tel:116123"]),
        ("Call 999", ["tel:999"]),
        ("Call NHS 111, option 2", ["tel:111"]),
        ("Ring 0808 2000 247 or 01904 555 010", ["tel:08082000247", "tel:01904555010"]),
        ("Call 0800 1111 or 0800 58 58 58", ["tel:08001111", "tel:0800585858"]),
        ("Text SHOUT to 85258", ["sms:85258?&body=SHOUT"]),
        ("It costs 1,111 pounds or 111.50", []),
        ("In 1999 there were 2999 of them", []),
        ("from 2021-999", []),
        ("See https://a.uk/999", []),
    ],
)
def test_numbers_to_ring_can_be_tapped(text, dials):
    assert read(text).hrefs == dials


def test_where_its_links_lead():
    assert links_of("[a](https://a.uk/) **[b](/b/)** [c](d)\n[e](https://e.uk)") == [
        "https://a.uk/", "https://e.uk",
    ]  # fmt: skip
