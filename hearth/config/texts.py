"""
The texts of the public's pages, and what they are in other languages.

    python -m hearth.config.texts      (make texts)

It gathers every text that goes through translation into hearth/locale/hearth.pot, and brings each
language's catalogue there up to it. What serves reads neither: prepare makes var/locale from the
catalogues and from a partnership's own (HEARTH_TEXTS), so that no machine needs gettext's tools and
nothing that was built stands in the repository.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

from hearth.config.terminal import Trouble, say

HEARTH = Path(__file__).parents[1]
LOCALE = HEARTH / "locale"
TEMPLATE = LOCALE / "hearth.pot"
CATALOGUE = Path("LC_MESSAGES", "django.po")
TERMS = HEARTH / "directory" / "data" / "taxonomy.csv"
"""The hubs' own taxonomy: Term.said looks its names up."""
METHODS = [("**.jinja", "jinja2"), ("**.py", "python")]
OPTIONS = {"**.jinja": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}
NOT_READ = {"tests", "migrations", "static", "data", "locale", "__pycache__"}
HEADER = b"""\
# What the public's pages of Hearth say. Made by `make texts`; see docs/how-to/translate.md.
msgid ""
msgstr ""
"Project-Id-Version: Hearth\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
PLACE = re.compile(r"%\((\w+)\)[sd]")


@dataclass(frozen=True)
class Broken:
    """A translation that cannot be used: its page would fail, or say a name where a number goes."""

    catalogue: Path
    text: str
    why: str


def gathered() -> Catalog:
    """Return every text that goes through translation, in the code and in the templates."""
    texts = Catalog(project="Hearth", charset="utf-8")
    found = extract_from_dir(
        HEARTH,
        METHODS,
        OPTIONS,
        KEYWORDS,
        comment_tags=("For translators:",),
        strip_comment_tags=True,
        directory_filter=lambda folder: Path(folder).name not in NOT_READ,
    )
    for file, _line, text, comments, context in found:
        texts.add(text, locations=[(f"hearth/{file}", 0)], auto_comments=comments, context=context)
    with TERMS.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            texts.add(
                row["name"],
                locations=[("hearth/directory/data/taxonomy.csv", 0)],
                context="a kind of help, or what it is for",
            )
    for message in texts:
        message.locations = sorted(set(message.locations))
    return texts


def written(texts: Catalog) -> bytes:
    """Return a catalogue as its file says it: in one order, and with no day on which it changed."""
    is_template = texts.locale is None
    file = BytesIO(HEADER if is_template else b"")
    file.seek(0, SEEK_END)
    write_po(
        file, texts, width=100, sort_output=True, omit_header=is_template, include_lineno=False
    )
    return file.getvalue()


def read(path: Path) -> Catalog:
    """
    Return a catalogue.

    :raises Trouble: if it cannot be read, or does not say how its language counts
    """
    code = path.parent.parent.name
    try:
        with path.open("rb") as file:
            return read_po(file, locale=code, abort_invalid=True)
    except (PoFileError, ValueError, OSError) as error:
        raise Trouble(f"The translations in {path} cannot be read: {error}") from None


def broken(catalogue: Path, texts: Catalog) -> Iterator[Broken]:
    """Yield each translation that must not be used, and why."""
    for message in texts:
        if message.id and (why := _what_is_wrong(message)):
            yield Broken(catalogue, _first(message.id), why)


def _what_is_wrong(message: Message) -> str:
    """Say what would go wrong on the page; nothing if it is well, or not translated."""
    known = set(PLACE.findall(" ".join(_each(message.id))))
    for said in _each(message.string):
        unknown = sorted(set(PLACE.findall(said)) - known)
        if unknown:
            return f"it names %({unknown[0]})s, which the English does not"
        if "%" in PLACE.sub("", said).replace("%%", "") and known:
            return "a percent sign in it must be written twice: %%"
    return ""


def _each(text: object) -> list[str]:
    return [part for part in text if part] if isinstance(text, list | tuple) else [str(text or "")]


def _first(text: object) -> str:
    return _each(text)[0]


def compile_texts(into: Path, folders: Iterable[Path]) -> list[Broken]:
    """
    Make what gettext reads from folders of catalogues; what a later folder says comes first.

    A translation that is broken is left out, so that its page says it as if nobody had translated
    it, and is answered.

    :raises Trouble: if a catalogue cannot be read, or two of one language count differently
    """
    merged: dict[str, Catalog] = {}
    left_out: list[Broken] = []
    for path in (path for folder in folders for path in sorted(folder.glob(f"*/{CATALOGUE}"))):
        texts = read(path)
        left_out += broken(path, texts)
        usable = [each for each in texts if each.id and _is_usable(each)]
        code = path.parent.parent.name
        if code not in merged:
            merged[code] = texts
            for message in [each for each in texts if each.id and not _is_usable(each)]:
                texts.delete(message.id, context=message.context)
        elif merged[code].plural_expr != texts.plural_expr:
            raise Trouble(f"{path} must say Plural-Forms as Hearth's own catalogue does.")
        else:
            _lay_over(merged[code], usable)
    for code, whole in merged.items():
        folder = into / code / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "django.mo").open("wb") as file:
            write_mo(file, whole)
    return left_out


def _is_usable(message: Message) -> bool:
    is_translated = any(_each(message.string))
    return is_translated and not message.fuzzy and not _what_is_wrong(message)


def _lay_over(whole: Catalog, messages: Iterable[Message]) -> None:
    for message in messages:
        if there := whole.get(message.id, message.context):
            there.string = message.string
        else:
            whole[message.id] = message


def main() -> int:
    """Gather the texts, bring every catalogue up to them, and say how far each one is."""
    texts = gathered()
    LOCALE.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(written(texts))
    count = sum(1 for message in texts if message.id)
    say(f"{count} texts in {TEMPLATE.relative_to(HEARTH.parent)}")
    for path in sorted(LOCALE.glob(f"*/{CATALOGUE}")):
        catalogue = read(path)
        catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        catalogue.msgid_bugs_address = ""
        path.write_bytes(written(catalogue))
        done = sum(1 for message in catalogue if message.id and any(_each(message.string)))
        say(f"{path.parent.parent.name}: {done} of {count} translated")
        for each in broken(path, catalogue):
            say(f"  cannot be used: “{each.text}”: {each.why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
