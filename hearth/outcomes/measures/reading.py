"""A measure read from its file: every part is checked, and a refusal names the place."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal

from hearth.foundation.errors import Refused
from hearth.outcomes.documents import Place
from hearth.outcomes.measures.measure import (
    Answered,
    Comparison,
    Item,
    Licence,
    Measure,
    Reversal,
    SafetyItem,
    Source,
    Status,
)
from hearth.outcomes.measures.scores import read_scores
from hearth.outcomes.measures.sources import Sources
from hearth.outcomes.measures.words import read_words

PARTS = (
    "slug", "version", "name", "also", "about", "caution", "better", "answers_are", "sources",
    "items", "reversal", "safety", "safety_unknown", "score", "words", "licence",
)  # fmt: skip


def from_toml(text: str, where: str) -> Measure:
    """
    Return the measure that a file holds.

    :param where: the name of the file, which begins every refusal
    :raises Refused: if it is not TOML, or a part is missing, wrong or unknown
    """
    try:
        return read_measure(Place(tomllib.loads(text, parse_float=Decimal), where))
    except tomllib.TOMLDecodeError as trouble:
        raise Refused(f"{where} is not TOML: {trouble}") from trouble


def read_measure(place: Place) -> Measure:
    """
    Return the measure that a place describes.

    :raises Refused: if a part is missing, wrong or unknown, or parts do not fit each other
    """
    place.only(*PARTS)
    sources = read_sources(place.part("sources"))
    items = _items(place)
    measure = Measure(
        slug=place.part("slug").text(),
        version=place.part("version").name(),
        name=place.part("name").text(),
        also=tuple(one.text() for one in place.maybe("also").each()) if "also" in place else (),
        about=place.part("about").text(),
        caution=place.part("caution").text() if "caution" in place else "",
        items=items,
        scores=read_scores(place, items, sources),
        answers_are=place.part("answers_are").choice(Answered),
        reversal=_reversal(place, items, sources),
        safety=_safety(place, items, sources),
        safety_unknown=place.part("safety_unknown").text() if "safety_unknown" in place else "",
        words=read_words(place.part("words"), items, sources) if "words" in place else None,
        licence=_licence(place.part("licence"), sources),
    )
    if measure.words and not measure.licence.may_ship_words:
        raise place.maybe("words").refused("its licence does not let these words be shipped")
    return measure


def read_sources(place: Place) -> Sources:
    """
    Return sources by the short name under which facts cite them.

    :raises Refused: if one has no words or no status
    """
    found = {}
    for name in place.named():
        one = place.part(name)
        one.only("words", "status")
        found[name] = Source(one.part("words").text(), one.part("status").choice(Status))
    return Sources(found)


def _items(place: Place) -> Mapping[int, Item]:
    found: dict[int, Item] = {}
    for group in place.maybe("items").each() if "items" in place else ():
        group.only("numbers", "lowest", "highest", "about", "optional")
        lowest, highest = group.part("lowest").whole(), group.part("highest").whole()
        if lowest >= highest:
            raise group.refused("its lowest answer must be below its highest")
        numbers = [one.whole() for one in group.part("numbers").each()]
        about = [one.text() for one in group.maybe("about").each()] if "about" in group else []
        if about and len(about) != len(numbers):
            raise group.refused("“about” must say something of every item, or of none")
        optional = "optional" in group and group.part("optional").truth()
        for number, subject in zip(numbers, about or [""] * len(numbers), strict=True):
            if number in found:
                raise group.refused(f"item {number} is there twice")
            found[number] = Item(number, lowest, highest, subject, optional)
    if sorted(found) != list(range(1, len(found) + 1)):
        raise place.refused("items must be numbered 1, 2, 3 and so on")
    return dict(sorted(found.items()))


def _reversal(place: Place, items: Mapping[int, Item], sources: Sources) -> Reversal | None:
    if "reversal" not in place:
        return None
    part = place.part("reversal")
    part.only("items", "source")
    numbers = [_known(one, items) for one in part.part("items").each()]
    return Reversal(frozenset(numbers), sources.cited(part))


def _safety(place: Place, items: Mapping[int, Item], sources: Sources) -> tuple[SafetyItem, ...]:
    found = []
    for one in place.maybe("safety").each() if "safety" in place else ():
        one.only("item", "comparison", "value", "source")
        found.append(
            SafetyItem(
                _known(one.part("item"), items),
                one.part("comparison").choice(Comparison),
                one.part("value").whole(),
                sources.cited(one),
            )
        )
    return tuple(found)


def _known(place: Place, items: Mapping[int, Item]) -> int:
    number = place.whole()
    if number not in items:
        raise place.refused(f"there is no item {number}")
    return number


def _licence(place: Place, sources: Sources) -> Licence:
    place.only("name", "may_ship_words", "attribution", "note", "source")
    return Licence(
        name=place.part("name").text(),
        may_ship_words=place.part("may_ship_words").truth(),
        attribution=place.part("attribution").text() if "attribution" in place else "",
        note=place.part("note").text() if "note" in place else "",
        source=sources.cited(place),
    )
