"""
A ratio beyond the usual range asks for a second look, in words.

Published studies of places like hubs found £2.60 to £8.56 for each pound (see the settings that
come with Hearth, each with its source). A larger one may be right, and is more often something
counted for too many, for too long, or twice.
"""

from collections.abc import Iterator
from decimal import Decimal

from hearth.value.exact import to_the_penny
from hearth.value.model.parts import Document, External, Rules
from hearth.value.sensitivity import OneWay
from hearth.value.totals import Totals

ASKED = (
    "Look again at the quantities and durations with the largest worth, at what would have happened"
    " anyway, and at whether anything is counted twice."
)


def second_looks(
    name: str, totals: Totals, rules: Rules, widest: list[OneWay] | None = None
) -> Iterator[str]:
    """Yield why a ratio should be looked at again, if it should."""
    ways = {
        "with volunteers’ time": totals.with_volunteer_time,
        "without volunteers’ time": totals.without_volunteer_time,
    }
    for words, each in ways.items():
        if each.ratio is not None and each.ratio > rules.usual_ratio_up_to:
            yield _beyond(f"{name}, {words},", each.ratio, rules)
    first = totals.with_volunteer_time.ratio
    if first is not None and first > rules.usual_ratio_up_to and widest:
        most = [f"{row.assumption.what.replace('_', ' ')} of “{row.assumption.place}”"
                for row in widest[:3]]  # fmt: skip
        yield f"{ASKED} Most depends on: {', '.join(most)}."


def look_at_external(document: Document) -> Iterator[str]:
    for each in document.external:
        if _highest(each) > document.rules.usual_ratio_up_to:
            yield _beyond(f"“{each.name}” by {each.who}", _highest(each), document.rules)


def _highest(each: External) -> Decimal:
    return each.ratio if each.high is None else each.high


def _beyond(who: str, ratio: Decimal, rules: Rules) -> str:
    return (
        f"{who} comes to £{to_the_penny(ratio):,} for each £1, which is beyond the usual range (up"
        f" to £{rules.usual_ratio_up_to:,}). Source: {rules.usual_ratio_source}."
    )
