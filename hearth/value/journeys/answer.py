"""The answer about one person's journey, or about those of everybody who agreed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hearth.value.document import gathering_for
from hearth.value.exact import in_full
from hearth.value.journeys.parts import LABEL, Journey, Row, added, months_said, read_journey
from hearth.value.journeys.regression import EXPLAINED, NOT_SAID, expected_change
from hearth.value.reading import Part


@in_full
def journeys_answered(says: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what a document's journeys come to, under “journey” and “journeys”; nothing if none.

    :raises Refused: if one is not what it should be
    """
    part = Part(says)
    found: dict[str, Any] = {}
    if "journey" in part:
        gathering = gathering_for(part)
        found["journey"] = _one(read_journey(part.part("journey"), gathering), part)
        found["journey"]["notices"] = [each.answered() for each in gathering.notices]
        found["journey"]["price_files"] = _files(gathering.origins)
    if "journeys" in part:
        gathering = gathering_for(part)
        own = part.part("journeys")
        own.only("people", "agreed", "regression_to_the_mean")
        journeys = [read_journey(each, gathering) for each in own.parts("people", one="person")]
        if not journeys:
            raise own.refused("people", "holds nobody’s journey")
        found["journeys"] = _many(journeys, own, part)
        found["journeys"]["notices"] = [each.answered() for each in gathering.notices]
        found["journeys"]["price_files"] = _files(gathering.origins)
    return found


def _files(origins: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [origins[name].answered() for name in sorted(origins)]


def _one(journey: Journey, document: Part) -> dict[str, Any]:
    rows = journey.rows()
    return {
        "label": LABEL,
        "price_year": document.year("price_year"),
        "months": dict(months_said(journey)),
        "contacts": [each.answered() for each in journey.contacts],
        "categories": [row.answered() for row in rows],
        "all_together": added(rows).answered(),
        "cautions": [EXPLAINED, *_uneven(journey)],
    }


def _uneven(journey: Journey) -> list[str]:
    before, after = journey.months_before, journey.months_after
    if before is None or after is None:
        return ["Nobody said how many months are told before and after: they may not be as long."]
    if before != after:
        return [
            f"{before.normalize():f} months are told before, and {after.normalize():f} after: the"
            " two sides are not as long, and are not made to be."
        ]
    return []


def _many(journeys: list[Journey], own: Part, document: Part) -> dict[str, Any]:
    people = Decimal(len(journeys))
    by_person = [added(journey.rows()) for journey in journeys]
    rows: dict[str, list[Row]] = {}
    for journey in journeys:
        for row in journey.rows():
            rows.setdefault(row.category, []).append(row)
    whole = added(by_person)
    expected = expected_change(
        own.part("regression_to_the_mean"),
        before=whole.before / people,
        observed_change=whole.change / people,
    )
    asked = own.whole("agreed", least=len(journeys), most=10**7) if "agreed" in own else None
    return {
        "label": "stories together, not a saving",
        "price_year": document.year("price_year"),
        "people": len(journeys),
        "people_who_agreed": asked,
        "categories": [
            added(each, name).answered() | {"people": len(each)} for name, each in rows.items()
        ],
        "all_together": whole.answered(),
        "mean_before": whole.before / people,
        "mean_after": whole.after / people,
        "mean_change": whole.change / people,
        "rose_for": sum(row.change > 0 for row in by_person),
        "fell_for": sum(row.change < 0 for row in by_person),
        "stayed_for": sum(row.change == 0 for row in by_person),
        "regression_to_the_mean": {
            "words": EXPLAINED if expected else f"{EXPLAINED} {NOT_SAID}",
            "expected": expected.answered() if expected else None,
        },
        "cautions": sorted({words for journey in journeys for words in _uneven(journey)}),
    }
