"""Reading a number that somebody assumed: alone, or with its low, high, source and why."""

from collections.abc import Mapping
from decimal import Decimal

from hearth.value.model.parts import Assumed
from hearth.value.reading import Part

NAMES = ("value", "central", "low", "high", "source", "why")
Bound = Decimal | int | None


def assumed(part: Part, name: str, *, least: Bound = None, most: Bound = None) -> Assumed:
    """
    Return what stands under a name: 0.1, or {"value": 0.1, "low": 0, "high": 0.2, "why": …}.

    "central" is another word for "value".

    :raises Refused: if it is no number, not from `least` to `most`, or low and high are not
        below and above it
    """
    said = part.needed(name)
    if not isinstance(said, Mapping):
        return Assumed(part.number(name, least=least, most=most))
    own = part.part(name)
    own.only(*NAMES)
    return ranged(own, least=least, most=most)


def ranged(own: Part, *, least: Bound = None, most: Bound = None) -> Assumed:
    """Return the number of an object that may say more than the number."""
    word = "central" if "central" in own and "value" not in own else "value"
    value = own.number(word, least=least, most=most)
    low = own.number("low", least=least, most=most) if "low" in own else None
    high = own.number("high", least=least, most=most) if "high" in own else None
    if low is not None and low > value:
        raise own.refused("low", f"is {low:f}, which is above the value, {value:f}")
    if high is not None and high < value:
        raise own.refused("high", f"is {high:f}, which is below the value, {value:f}")
    if low is not None or high is not None:
        low = value if low is None else low
        high = value if high is None else high
    return Assumed(
        value, low, high, own.text("source", otherwise=""), own.text("why", otherwise="")
    )
