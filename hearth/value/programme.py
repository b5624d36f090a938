"""
Several hubs as one: what a programme's ratio hangs on.

Each hub's outcomes and inputs are taken together as if they were one model's, so that an assumption
of one hub is moved against all that came back and all that was put in. Discount rates are the
programme's, and move for all hubs at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hearth.value.case import APART, RATES, Assumption, Case


def key(hub: str, name: str) -> str:
    """Return what an outcome or an input of a hub is called among those of all hubs."""
    return f"{hub}{APART}{name}"


def as_one(hubs: Sequence[tuple[str, Case]]) -> Case:
    """
    Return the numbers of all hubs together.

    :param hubs: each hub's name and numbers, all discounted alike
    """
    return Case(
        {key(hub, name): each for hub, case in hubs for name, each in case.terms.items()},
        {key(hub, name): each for hub, case in hubs for name, each in case.kinds.items()},
        {key(hub, name): each for hub, case in hubs for name, each in case.inputs.items()},
        hubs[0][1].discounting,
    )


def assumptions_as_one(hubs: Iterable[tuple[str, Sequence[Assumption]]]) -> Iterator[Assumption]:
    """Yield the assumptions of all hubs, each with its hub; those about rates once."""
    rates: dict[str, Assumption] = {}
    for hub, assumptions in hubs:
        for each in assumptions:
            if each.what in RATES and not each.outcome and not each.input:
                rates[each.what] = each
            else:
                yield replace(
                    each,
                    hub=hub,
                    outcome=key(hub, each.outcome) if each.outcome else "",
                    input=key(hub, each.input) if each.input else "",
                )
    yield from rates.values()
