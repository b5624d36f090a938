"""Change in columns, for a person at a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from hearth.outcomes.columns import columns, figure, share

NAMES = {"nhs-england": "NHS England’s rule", "jacobson-truax": "Jacobson-Truax"}


def said(answer: Mapping[str, Any]) -> str:
    """Return what hearth change answered, in words."""
    parts = [_result(one) for one in answer["results"]]
    parts += [_together(one) for one in answer["together"]]
    return "\n\n".join("\n".join(part) for part in parts) or "There are no readings."


def _result(result: Mapping[str, Any]) -> list[str]:
    rater = f", answered by {result['rater']}" if result["rater"] else ""
    title = f"{result['name']}: {result['score_name']}{rater}"
    return [
        title,
        *result["how_to_read"],
        _funnel(result),
        "",
        *_means(result),
        "",
        *_shares(result),
        "",
        *result["notes"],
    ]


def _funnel(result: Mapping[str, Any]) -> str:
    funnel = result["funnel"]
    eligible = "not recorded" if funnel["eligible"] is None else funnel["eligible"]
    words = (
        f"Could have had two readings: {eligible}. Have a first: {funnel['first']}. "
        f"Have a later one: {funnel['paired']}."
    )
    left = {name: n for name, n in result["left_out"].items() if n}
    if left:
        names = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in left.items())
        words += f" Readings left out: {names}."
    return words


def _means(result: Mapping[str, Any]) -> list[str]:
    means, alone = result["means"], result["first_only"]
    rows = [
        [name, str(one["n"]), figure(one["mean"]), figure(one["sd"])]
        for name, one in [
            ("First", means["first"]),
            ("Latest", means["latest"]),
            ("Change", means["change"]),
            ("First, of those with no later one", alone),
        ]
    ]
    change = means["change"]
    lines = columns(["", "People", "Mean", "SD"], rows)
    if change["low"] is not None:
        lines.append(
            f"The mean change is between {figure(change['low'])} and {figure(change['high'])} "
            f"(95 %). Effect size {figure(means['effect_size'])}."
        )
    return lines


def _shares(result: Mapping[str, Any]) -> list[str]:
    change = result["any_change"]
    rows = [
        ["Any change", "better", *_both(change["improved"])],
        ["", "the same", *_both(change["same"])],
        ["", "worse", *_both(change["worse"])],
    ]
    for rule in result["rules"]:
        rows += list(_rule(rule))
    unused = [
        f"{NAMES[rule['rule']]}: {rule['why_none']}."
        for rule in result["rules"]
        if rule["why_none"]
    ]
    head = ["Rule", "People who are", "Of those with two readings", "Of all who could have"]
    return [*columns(head, rows), *unused]


def _rule(rule: Mapping[str, Any]) -> Iterator[list[str]]:
    if rule["why_none"]:
        return
    yield [_name(rule), "reliably improved", *_both(rule["reliably_improved"])]
    yield ["", "without reliable change", *_both(rule["no_reliable_change"])]
    yield ["", "reliably worse", *_both(rule["reliably_worse"])]
    if rule["recovered"]:
        cut_off = rule["cut_off"]
        words = f"recovered, of those {cut_off['comparison']} {figure(cut_off['value'])} at first"
        yield ["", words, *_both(rule["recovered"])]


def _name(rule: Mapping[str, Any]) -> str:
    if rule["rule"] == "nhs-england":
        one = rule["threshold"]
        unsure = ", to be confirmed" if one["status"] == "to be confirmed" else ""
        return f"Change {one['comparison']} {figure(one['value'])} ({one['name']}{unsure})"
    unsure = ", to be confirmed" if rule["status"] == "to be confirmed" else ""
    return (
        f"Jacobson-Truax, change > {figure(rule['least_change'])} ({rule['confidence']} %{unsure})"
    )


def _both(rate: Mapping[str, Any]) -> list[str]:
    return [share(rate), share(rate["alt"]) if rate["alt"] else "not recorded"]


def _together(found: Mapping[str, Any]) -> list[str]:
    rows = [
        [name.replace("_", " "), share(one)]
        for name, one in found.items()
        if isinstance(one, dict) and "share" in one
    ]
    return [
        f"{found['rule']}: {found['people']} {'person' if found['people'] == 1 else 'people'}",
        *columns(["People who are", ""], rows),
        f"Source: {found['source']} ({found['status']})",
    ]
