"""Reading pages back in tests: as a tree, without a browser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"input", "meta", "link", "br", "hr", "img", "rect", "use", "path"}


@dataclass
class Element:
    """A piece of a page."""

    name: str
    attributes: dict[str, str | None]
    inside: list["Element | str"] = field(default_factory=list)

    def all(self, name: str = "", **wanted: str) -> list["Element"]:
        """Find what is inside, however deep, by name and attributes (class_ for class)."""
        found = []
        for one in self.inside:
            if isinstance(one, str):
                continue
            fits = all(one.attributes.get(key.strip("_")) == value for key, value in wanted.items())
            if fits and name in {"", one.name}:
                found.append(one)
            found += one.all(name, **wanted)
        return found

    @property
    def words(self) -> str:
        """All the words inside, with single spaces."""
        said = "".join(one if isinstance(one, str) else f" {one.words} " for one in self.inside)
        return " ".join(said.split())

    def shape(self) -> object:
        """Return what can be compared: names, attributes, words; not spaces or their order."""
        classes = frozenset((self.attributes.get("class") or "").split())
        rest = frozenset((k, v) for k, v in self.attributes.items() if k != "class")
        inside = [
            one.shape() if isinstance(one, Element) else " ".join(one.split())
            for one in self.inside
        ]
        return (self.name, classes, rest, tuple(part for part in inside if part))


class Reader(HTMLParser):
    """Builds the tree, and insists that every element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, dict(attrs))
        self.open[-1].inside.append(one)
        if tag not in EMPTY:
            self.open.append(one)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def read(page: str) -> Element:
    """Return a page as a tree."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].name}> was never closed"
    return reader.open[0]
