"""Scores in columns, for a person at a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from hearth.outcomes.columns import columns, figure

HEAD = ["Reading", "Measure", "Score", "Value", "Range", "Band", "Also"]


def said(answer: Mapping[str, Any]) -> str:
    """Return what hearth score answered, in words."""
    measures = {(one["measure"], one["version"]): one for one in answer["measures"]}
    rows = [
        row
        for reading in answer["readings"]
        for row in _rows(reading, measures[reading["measure"], reading["version"]])
    ]
    lines = columns(HEAD, rows)
    lines += ["", *_told(answer, measures)]
    for measure in measures.values():
        lines.append(f"{measure['name']}: {measure['scores'][0]['how_to_read'][0]}")
        if measure["attribution"]:
            lines.append(f"  {measure['attribution']}")
    return "\n".join(lines)


def _rows(reading: Mapping[str, Any], measure: Mapping[str, Any]) -> Iterator[list[str]]:
    about = {one["score"]: one for one in measure["scores"]}
    for key, scored in reading["scores"].items():
        span = f"{figure(about[key]['lowest'])}–{figure(about[key]['highest'])}"  # noqa: RUF001
        yield [
            reading["id"], measure["name"], about[key]["name"], figure(scored["value"]), span,
            scored["band"] or "", _also(scored),
        ]  # fmt: skip


def _also(scored: Mapping[str, Any]) -> str:
    if scored["why_none"]:
        return str(scored["why_none"])
    words = [
        one["name"] + (" (to be confirmed)" if one["status"] == "to be confirmed" else "")
        for one in scored["met"]
        if one["met"]
    ]
    if scored["prorated"]:
        words.append(f"prorated: {scored['answered']} of {scored['of']} answered")
    return "; ".join(words)


def _told(
    answer: Mapping[str, Any], measures: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Iterator[str]:
    for reading in answer["readings"]:
        safety = reading["safety"]
        if safety["tell_the_duty_role_now"]:
            name = measures[reading["measure"], reading["version"]]["name"]
            items = ", ".join(str(one["item"]) for one in safety["items"])
            yield f"Tell the duty role now: reading {reading['id']}, {name}, item {items}."
        if safety["not_known"]:
            name = measures[reading["measure"], reading["version"]]["name"]
            items = ", ".join(str(one) for one in safety["not_known"])
            yield f"Reading {reading['id']}: the answer to {name} item {items} is not known here."
        if safety["why_not_known"]:
            yield f"Reading {reading['id']}: {safety['why_not_known']}"
