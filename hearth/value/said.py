"""The answer in words and columns, for whoever runs a hub."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import simplejson

from hearth.design.words import listed
from hearth.value.journeys.said import journeys_in_words
from hearth.value.shown import (
    NONE,
    bullets,
    columns,
    headed,
    number,
    paragraph,
    pounds,
    ratio,
    to_the_pound,
)

MOST_ROWS, MOST_PLACES = 8, 4
STEPS = {
    "gross": "All that changed, at its full value",
    "deadweight": "would have happened anyway",
    "displacement": "only moved from elsewhere",
    "attribution_to_others": "is owed to others",
    "leakage": "went to others than those it was for",
    "drop_off": "is lost as years go by",
    "discounting": "a later pound is worth less than today’s",
    "present_value": "What came back, in today’s worth",
}
KINDS = {"cash": "money", "in_kind": "things given", "volunteer_time": "volunteers’ time"}


def in_words(answer: Mapping[str, Any]) -> str:
    """Return a page that a hub manager can follow."""
    parts: list[str] = []
    if "totals" in answer:
        parts += [
            _headline(answer),
            _spread(answer),
            _put_in(answer["totals"]),
            _waterfall(answer["waterfall"]),
            _hubs(answer),
            _outcomes(answer),
            _depends(answer),
            _otherwise("What if", answer["scenarios"]),
            _otherwise("Discounted in other ways", answer["other_discounting"]),
            _external(answer["external"]),
            bullets("Please look again", _second_looks(answer)),
            bullets("What to know", _notices(answer)),
            _again(answer),
        ]
    parts += journeys_in_words(answer)
    return "\n\n".join(part for part in parts if part)


def _headline(answer: Mapping[str, Any]) -> str:
    totals = answer["totals"]
    with_, without = totals["with_volunteer_time"], totals["without_volunteer_time"]
    title = f"{answer['name']}: social return, in pounds of {answer['price_year']}"
    words = paragraph(
        f"With volunteers’ time counted as put in: {ratio(with_['ratio'])}"
        f" ({pounds(totals['present_value'])} for {pounds(with_['inputs'])}).",
        f"Without it: {ratio(without['ratio'])} (for {pounds(without['inputs'])}).",
        f"After what was put in, {pounds(with_['npv'])} is left over"
        f" ({pounds(without['npv'])} without volunteers’ time).",
        _payback(with_),
        "The ratio of all hubs together is the sum of what came back over the sum of what was put"
        " in." if "hubs" in answer else "",
    )  # fmt: skip
    return f"{title}\n{'=' * len(title)}\n{words}"


def _payback(found: Mapping[str, Any]) -> str:
    months = found["payback_months"]
    if found["npv"] < 0:
        return "What was put in does not come back within the years that are counted."
    if months is None:
        return ""
    return f"At the first year’s pace, what was put in has come back after {number(months)} months."


def _spread(answer: Mapping[str, Any]) -> str:
    draws = answer["draws"]
    if not draws:
        return ""
    found = draws["with_volunteer_time"]
    if found["ratio"] is None:
        return headed("How sure", paragraph(f"{found['why_none']}."))
    low, high = found["ratio"]["p5"], found["ratio"]["p95"]
    if low == high:
        words = paragraph(
            "No assumption has a low and a high, so nothing can be said about how sure this is."
            " Give ranges where you are not certain."
        )
        return headed("How sure", words)
    above = found["above_one_to_one"]
    words = paragraph(
        f"{draws['how_many']:,} times each number was drawn from between its low and its high, each"
        f" by itself. Nine times in ten the ratio lay between {pounds(low, 2)} and"
        f" {pounds(high, 2)}; it was above one to one in {above['n']:,} of {above['of']:,}.",
        "This is as good as the ranges are.",
    )
    return headed("How sure", words)


def _put_in(totals: Mapping[str, Any]) -> str:
    rows = [
        (KINDS[kind], pounds(amount)) for kind, amount in totals["inputs_by_kind"].items() if amount
    ]
    all_of = ("all together", pounds(totals["with_volunteer_time"]["inputs"]))
    return headed("What was put in", columns([*rows, all_of])) if rows else ""


def _waterfall(steps: Sequence[Mapping[str, Any]]) -> str:
    """Return the steps in whole pounds that add up on the page: each is what two levels differ."""
    rows, before = [], Decimal(0)
    for each in steps:
        level = to_the_pound(each["level"])
        ends = each["step"] in {"gross", "present_value"}
        if each["change"] != 0:
            change = "" if ends else pounds(level - before)
            rows.append((STEPS[each["step"]], change, pounds(level)))
        before = level
    return headed("From everything to what the hub can claim", columns(rows))


def _hubs(answer: Mapping[str, Any]) -> str:
    rows = [
        (
            hub["name"],
            pounds(hub["totals"]["present_value"]),
            pounds(hub["totals"]["with_volunteer_time"]["inputs"]),
            ratio(hub["totals"]["with_volunteer_time"]["ratio"]),
            ratio(hub["totals"]["without_volunteer_time"]["ratio"]),
        )
        for hub in answer.get("hubs", [])
    ]
    if not rows:
        return ""
    top = ("", "came back", "put in", "ratio", "without volunteers’ time")
    warned = paragraph("Hubs differ in what was counted, for whom and by whom: this is no ranking.")
    return headed("Hub by hub", f"{columns([top, *rows])}\n{warned}")


def _outcomes(answer: Mapping[str, Any]) -> str:
    rows = [
        (
            each["name"],
            _much(each),
            f"{number(each['duration']['value'])} y",
            pounds(each["pv"]),
        )
        for each in answer.get("outcomes", [])
    ]
    top = ("", "how many, at", "for", "in today’s worth")
    return headed("Outcome by outcome", columns([top, *rows])) if rows else ""


def _depends(answer: Mapping[str, Any]) -> str:
    even = {_address(each): each["break_even"]["value"] for each in answer.get("sensitivity", [])}
    rows = [
        (
            f"{each['what'].replace('_', ' ')}: {_place(each)}",
            f"{number(each['low']['value'])} to {number(each['high']['value'])}",
            f"{pounds(each['low']['ratio'], 2)} to {pounds(each['high']['ratio'], 2)}",
            number(even[_address(each)]),
        )
        for each in answer.get("tornado", [])[:MOST_ROWS]
        if each["swing"]
    ]
    if not rows:
        return ""
    top = ("One at a time", "moved from, to", "the ratio goes", "one to one at")
    return headed("What it depends on most", columns([top, *rows]))


def _much(each: Mapping[str, Any]) -> str:
    """Return how many at how much each; of a WELLBY the points, and not the people."""
    many = each["wellby"]["points"] if each["wellby"] else each["quantity"]["value"]
    return f"{number(many)} × {pounds(each['proxy']['value'], 2)}"  # noqa: RUF001


def _address(each: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(each.get(name) for name in ("hub", "outcome", "input", "what"))


def _place(each: Mapping[str, Any]) -> str:
    place = str(each["outcome"] or each["input"] or "discounting")
    return f"{each['hub']}, {place}" if each.get("hub") else place


def _otherwise(title: str, outlooks: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        (
            each["name"].replace("_", " "),
            NONE if "why_none" in each else ratio(each["with_volunteer_time"]["ratio"]),
            NONE if "why_none" in each else ratio(each["without_volunteer_time"]["ratio"]),
        )
        for each in outlooks
    ]
    return headed(title, columns([("", "ratio", "without volunteers’ time"), *rows]))


def _external(ratios: Sequence[Mapping[str, Any]]) -> str:
    lines = [
        f"{each['name']}: {pounds(each['ratio'], 2)} for each £1{_range(each)}, by {each['who']},"
        f" {each['method']}, {each['date']}. {each['words']}"
        for each in ratios
    ]
    return bullets("Ratios worked out elsewhere", lines)


def _range(each: Mapping[str, Any]) -> str:
    if each["low"] is None and each["high"] is None:
        return ""
    return f" ({pounds(each['low'], 2)} to {pounds(each['high'], 2)})"


def _second_looks(answer: Mapping[str, Any]) -> Iterator[str]:
    yield from answer["second_look"]
    for hub in answer.get("hubs", []):
        yield from hub["second_look"]


def _notices(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what to know; what holds for several places is said once."""
    yield from answer["taken_by_default"]
    places: dict[str, list[str]] = {}
    for told in [answer, *answer.get("hubs", [])]:
        for each in told["notices"]:
            places.setdefault(each["words"], []).append(each["place"])
    for words, where in places.items():
        yield f"{words} ({listed(where[:MOST_PLACES])}{_more(where)})"


def _more(where: list[str]) -> str:
    return f", and {len(where) - MOST_PLACES} more" if len(where) > MOST_PLACES else ""


def _again(answer: Mapping[str, Any]) -> str:
    files = answer["price_files"]
    named = "; ".join(f"{each['title']}, {each['edition']}" for each in files)
    credits_ = dict.fromkeys(each["attribution"] for each in files if each["attribution"])
    editions = {each["list"]: each["edition"] for each in files if each["comes_with_hearth"]}
    rests_on = paragraph(
        f"Arithmetic version {answer['arithmetic']['version']}; this model"
        f" {answer['model_digest']}; prices: {named}.",
        *credits_,
    )
    advice = "To have them in later years too, when newer editions are here, say in the file:"
    said = simplejson.dumps(editions, ensure_ascii=False)
    return headed("The same numbers again", f'{rests_on}\n\n{advice}\n\n  "editions": {said}')
