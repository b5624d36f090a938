"""From a file's bytes to what it says: a spreadsheet, or Open Referral UK's JSON."""

from hearth.exchange.lists.from_json import book_of
from hearth.exchange.lists.from_rows import book_of_rows, book_of_words
from hearth.exchange.lists.said import Book
from hearth.exchange.models import Holds
from hearth.sheets.reading import MOST_BYTES, MOST_MB
from hearth.sheets.words import CannotRead


def read(content: bytes, *, holds: str, source: str) -> Book:
    """
    Return all that a file says.

    :raises CannotRead: if it cannot be read, saying what to do
    """
    if len(content) > MOST_BYTES:
        raise CannotRead(f"That file is too large. Bring in at most {MOST_MB} MB at a time.")
    if is_json(content):
        return book_of(_text(content))
    if holds == Holds.WORDS:
        return book_of_words(content, source=source)
    return book_of_rows(content, source=source)


def is_json(content: bytes) -> bool:
    """Test if a file begins as JSON does: nothing that a spreadsheet writes begins so."""
    start = content[:64].removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    return start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()[:1] in (b"{", b"[")


def _text(content: bytes) -> str:
    wide = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:64]
    try:
        if wide:
            marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
            return content.decode("utf-16" if marked else "utf-16-le")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CannotRead(
            "That file's letters cannot be read. Save it again as UTF-8, and bring that in."
        ) from None
