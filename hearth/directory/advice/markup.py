"""
The few marks that advice is written with, and the safe HTML that they become.

    ## A heading            ### A smaller one
    - a line of a list      1. a numbered line
    > A box for somebody in a hurry; several lines, and a list, may stand in it
    **bold**                [words](https://somewhere.example)

Everything else is a paragraph. Telephone numbers that people should tap become links by themselves,
and so does "Text SHOUT to 85258". Whatever is typed is escaped: there is no way to say HTML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from markupsafe import Markup, escape


class Kind(Enum):
    """What a block of a page is."""

    HEADING = "h2"
    SMALLER_HEADING = "h3"
    PARAGRAPH = "p"
    LIST = "ul"
    NUMBERED = "ol"
    HURRY = "div"


@dataclass(frozen=True)
class Block:
    """One heading, paragraph, list or box. A box holds blocks, all others lines."""

    kind: Kind
    lines: tuple[str, ...] = ()
    blocks: tuple["Block", ...] = ()


MARKS = [
    (re.compile(r"###\s+(.*)"), Kind.SMALLER_HEADING),
    (re.compile(r"##\s+(.*)"), Kind.HEADING),
    (re.compile(r"[-*•]\s+(.*)"), Kind.LIST),
    (re.compile(r"\d{1,2}[.)]\s+(.*)"), Kind.NUMBERED),
]
LISTS = {Kind.LIST, Kind.NUMBERED}
BOX = re.compile(r">\s?(.*)")
PHONE = re.compile(
    r"(?<![\w/+-])(?<!\d[.,])"
    r"(?:999|111|116 ?\d{3}|18000|(?=(?:\d ?){8,11}(?!\d))0\d{2,4}(?: ?\d{2,4}){1,3})"
    r"(?![\w-]|[.,:]\d)"
)
"""A number to ring: the emergency ones, Europe's 116 numbers, and a whole UK number."""
INLINE = re.compile(
    r"\*\*(?P<bold>[^*\n]+)\*\*"
    r"|\[(?P<words>[^\][\n]+)\]\((?P<href>[^()\s]+)\)"
    r"|[Tt]ext (?P<sms>[A-Z]{3,12}) to (?P<to>\d{5,6})(?!\d)"
    rf"|(?P<phone>{PHONE.pattern})"
)
SAFE = re.compile(r"https?://[^\s\"'<>\\]+|/(?![/\\])[^\s\"'<>\\]*")
"""Where a link may lead: a web page, or a page of our own."""


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return a page's blocks. Any text is a page; what is no mark is a paragraph."""
    return tuple(_blocks(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), boxed=False))


def _blocks(lines: list[str], *, boxed: bool) -> Iterator[Block]:
    """Yield the blocks of some lines; within a box there are no boxes."""
    kind: Kind | None = None
    held: list[str] = []
    for line in [*lines, ""]:
        begins, words = _read(line, boxed=boxed)
        goes_on = begins is Kind.PARAGRAPH and kind is not None and kind is not Kind.HURRY
        if kind and (begins is None or (begins is not kind and not goes_on)):
            yield _block(kind, held)
            kind, held = None, []
        if begins is None:
            continue
        if begins in (Kind.HEADING, Kind.SMALLER_HEADING):
            yield _block(begins, [words])
        elif goes_on and kind is not Kind.PARAGRAPH:
            held[-1] = f"{held[-1]} {words}"  # a line of a list that runs on
        else:
            kind = kind or begins
            held.append(words)


def _read(line: str, *, boxed: bool) -> tuple[Kind | None, str]:
    """Return what a line begins, and its words; None for a line that is empty."""
    line = line if boxed else line.strip()
    if not boxed and (found := BOX.fullmatch(line)):
        return Kind.HURRY, found[1]
    line = line.strip()
    if not line:
        return None, ""
    for mark, kind in MARKS:
        if (found := mark.fullmatch(line)) and found[1].strip():
            return kind, found[1].strip()
    return Kind.PARAGRAPH, line


def _block(kind: Kind, lines: list[str]) -> Block:
    if kind is Kind.HURRY:
        return Block(kind, blocks=tuple(_blocks(lines, boxed=True)))
    return Block(kind, (" ".join(lines),) if kind is Kind.PARAGRAPH else tuple(lines))


def html(text: str) -> Markup:
    """Return a page's text as HTML, with every letter of it escaped."""
    return Markup("\n").join(_drawn(block) for block in blocks_of(text))


CLASSES = {
    Kind.HEADING: "nhsuk-heading-m",
    Kind.SMALLER_HEADING: "nhsuk-heading-s",
    Kind.LIST: "nhsuk-list nhsuk-list--bullet",
    Kind.NUMBERED: "nhsuk-list nhsuk-list--number",
    Kind.HURRY: "hearth-advice__hurry",
}


def _drawn(block: Block) -> Markup:
    if block.kind is Kind.HURRY:
        inside = Markup("\n").join(_drawn(each) for each in block.blocks)
    elif block.kind in LISTS:
        inside = Markup("").join(Markup("<li>{}</li>").format(_inline(li)) for li in block.lines)
    else:
        inside = _inline(" ".join(block.lines))
    tag = Markup(block.kind.value)  # noqa: S704 (one of our own)
    if block.kind is Kind.PARAGRAPH:
        return Markup("<p>{}</p>").format(inside)
    return Markup('<{} class="{}">{}</{}>').format(tag, CLASSES[block.kind], inside, tag)


def _inline(words: str) -> Markup:
    said, at = Markup(""), 0
    for found in INLINE.finditer(words):
        said += escape(words[at : found.start()]) + _marked(found)
        at = found.end()
    return said + escape(words[at:])


def _marked(found: re.Match[str]) -> Markup:
    if found["bold"]:
        return Markup("<strong>{}</strong>").format(_inline(found["bold"]))
    if found["href"]:
        if SAFE.fullmatch(found["href"]):
            return Markup('<a href="{}">{}</a>').format(found["href"], found["words"])
        return escape(found[0])
    if found["sms"]:
        href = f"sms:{found['to']}?&body={found['sms']}"  # "?&" is what both kinds of phone read
        return Markup('<a href="{}">{}</a>').format(href, found[0])
    href = "tel:" + found["phone"].replace(" ", "")
    return Markup('<a class="hearth-advice__phone" href="{}">{}</a>').format(href, found["phone"])


def plain(text: str) -> list[str]:
    """Return a page's words without its marks: a string for each heading, paragraph and line."""
    return [words for block in blocks_of(text) for words in _plain(block)]


def _plain(block: Block) -> Iterator[str]:
    for each in block.blocks:
        yield from _plain(each)
    for line in block.lines:
        yield INLINE.sub(_words_of, line)


def _words_of(found: re.Match[str]) -> str:
    if found["bold"]:
        return INLINE.sub(_words_of, found["bold"])
    if found["href"] and SAFE.fullmatch(found["href"]):
        return found["words"]
    return found[0]


def links_of(text: str) -> list[str]:
    """Return where a page's links to other places lead, in order."""
    found = (each for words in text.split("\n") for each in INLINE.finditer(words))
    return [each["href"] for each in found if each["href"] and SAFE.fullmatch(each["href"])]
