"""
What a questionnaire says to whoever answers it.

Some come with Hearth, because their licence allows it. A partnership lays others over a measure,
under a licence of its own: words alone, so that nothing is ever scored otherwise because of them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace

from hearth.foundation.errors import Refused
from hearth.outcomes.documents import Place
from hearth.outcomes.measures.measure import Item, Measure, Source, Status, Words
from hearth.outcomes.measures.sources import Sources


def read_words(place: Place, items: Mapping[int, Item], sources: Sources) -> Words:
    """
    Return the words that come with a measure.

    :raises Refused: if an item has no text, or an answer no words
    """
    place.only("introduction", "items", "answers", "answers_of", "attribution", "licence", "source")
    return _words(place, items, sources.cited(place), brought=False)


def with_words(measure: Measure, text: str, where: str) -> Measure:
    """
    Return a measure with the words of a partnership's own file laid over it; see docs/reference.

    :param text: of a TOML file that names the measure and version, licence, attribution and words
    :param where: the name of the file, which begins every refusal
    :raises Refused: if it is for another measure, says no licence, or leaves an item without text
    """
    try:
        place = Place(tomllib.loads(text), where)
    except tomllib.TOMLDecodeError as trouble:
        raise Refused(f"{where} is not TOML: {trouble}") from trouble
    place.only(
        "measure", "version", "licence", "attribution", "introduction", "items", "answers",
        "answers_of",
    )  # fmt: skip
    named = place.part("measure").text(), place.part("version").name()
    if named != (measure.slug, measure.version):
        raise place.refused(f"it is for {' '.join(named)}, not {measure.slug} {measure.version}")
    source = Source(f"Brought by the partnership: {where}", Status.STATED_HERE)
    return replace(measure, words=_words(place, measure.items, source, brought=True))


def _words(place: Place, items: Mapping[int, Item], source: Source, *, brought: bool) -> Words:
    texts = [one.text() for one in place.part("items").each()]
    asked = [number for number, item in items.items() if not item.optional]
    if len(texts) not in {len(asked), len(items)}:
        raise place.maybe("items").refused(f"must hold {len(items)} texts, one for each item")
    return Words(
        introduction=place.part("introduction").text() if "introduction" in place else "",
        items=dict(zip(sorted(items), texts, strict=False)),
        answers={number: _answers(place, items[number]) for number in items},
        attribution=place.part("attribution").text() if "attribution" in place else "",
        licence=place.part("licence").text(),
        source=source,
        brought=brought,
    )


def _answers(place: Place, item: Item) -> Mapping[int, str]:
    """Return the words of an item's answers: its own, or those of all; of a long scale its ends."""
    own = place.maybe("answers_of") if "answers_of" in place else Place({}, place.where)
    part = own.part(str(item.number)) if str(item.number) in own else place.part("answers")
    words = {_answer(part, said, item): part.part(said).text() for said in part.named()}
    ends = {item.lowest, item.highest}
    if not ends <= set(words):
        raise part.refused(f"must have words for {item.lowest} and for {item.highest}")
    return words


def _answer(part: Place, said: str, item: Item) -> int:
    if not said.isdigit() or not item.lowest <= int(said) <= item.highest:
        raise part.refused(
            f"{said} is no answer of item {item.number}: they go from {item.lowest} to "
            f"{item.highest}"
        )
    return int(said)
