"""Journeys in words and columns."""

from collections.abc import Iterator, Mapping
from typing import Any

from hearth.value.shown import NONE, bullets, columns, headed, number, paragraph, pounds


def journeys_in_words(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is said of one person's journey, and of those of everybody who agreed."""
    if "journey" in answer:
        one = answer["journey"]
        title = f"One person’s contacts, in pounds of {one['price_year']}: {one['label']}"
        yield headed(title, _table(one))
        yield bullets("What to know", _to_know(one))
    if "journeys" in answer:
        yield from _many(answer["journeys"])


def _table(found: Mapping[str, Any]) -> str:
    rows = [
        (
            each["category"],
            pounds(each["before"], 2),
            pounds(each["after"], 2),
            f"{each['went']} {pounds(abs(each['change']), 2)}" if each["change"] else "stayed",
            _percent(each["share_of_before"]),
        )
        for each in [*found["categories"], found["all_together"]]
    ]
    return columns([("", "before", "after", "change", "of before"), *rows])


def _percent(share: Any) -> str:
    return NONE if share is None else f"{number(share * 100)}%"


def _to_know(found: Mapping[str, Any]) -> Iterator[str]:
    yield from found["cautions"]
    for each in found["notices"]:
        yield f"{each['place']}: {each['words']}"
    for each in found["price_files"]:
        yield each["attribution"] or each["source"]


def _many(found: Mapping[str, Any]) -> Iterator[str]:
    title = f"Contacts of {found['people']} people, in pounds of {found['price_year']}"
    yield headed(f"{title}: {found['label']}", _table(found))
    yield paragraph(
        f"Contacts cost more afterwards for {found['rose_for']}, less for {found['fell_for']}, the"
        f" same for {found['stayed_for']}; {pounds(found['mean_before'], 2)} each before,"
        f" {pounds(found['mean_after'], 2)} after."
    )
    yield headed("What would have changed anyway", _expected(found["regression_to_the_mean"]))
    yield bullets("What to know", _to_know(found))


def _expected(found: Mapping[str, Any]) -> str:
    told = found["expected"]
    if told is None:
        return paragraph(found["words"])
    return paragraph(
        found["words"],
        f"Of the change of {pounds(told['observed_change'], 2)} each,"
        f" {pounds(told['expected_change'], 2)} was to be expected from this alone"
        f" (a mean of {pounds(told['population_mean'], 2)} among all, a correlation of"
        f" {told['correlation']}; {told['source']}).",
    )
