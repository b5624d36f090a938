"""
How exactly Hearth counts money.

Everything is worked out in Decimal, to sixty digits. An amount of one year of one outcome is then
settled to a trillionth of a pound, half up; whatever is added after that is added exactly, so that
parts and wholes agree to the last digit, in any order. Only what is shown is rounded to pennies.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

ARITHMETIC_VERSION = 1
"""Of the rules by which numbers follow from a model: raised when any number could differ."""

DIGITS, PLACES = 60, 12
CONTEXT = Context(prec=DIGITS, rounding=ROUND_HALF_UP)
SHOWN_DIGITS = 28
"""Of a number in an answer: enough for every settled amount up to 10^15 pounds."""
_FINEST = Decimal(1).scaleb(-PLACES)
_PENNY = Decimal("0.01")
ZERO, ONE = Decimal(0), Decimal(1)


def in_full(act: Callable[P, R]) -> Callable[P, R]:
    """Work something out with all sixty digits, whatever the thread's own context is."""

    @wraps(act)
    def exactly(*args: P.args, **kwargs: P.kwargs) -> R:
        with localcontext(CONTEXT):
            return act(*args, **kwargs)

    return exactly


def settled(amount: Decimal) -> Decimal:
    """Return an amount to a trillionth, half up."""
    return amount.quantize(_FINEST)


def to_the_penny(amount: Decimal) -> Decimal:
    return amount.quantize(_PENNY, rounding=ROUND_HALF_UP)


def plain(value: Any, *, digits: int = SHOWN_DIGITS) -> Any:
    """
    Return an answer with its numbers as short as they are: 24375, and not 24375.000000000000.

    No digit of a settled amount is lost; quotients are cut to so many digits, half up.
    """
    if isinstance(value, Decimal):
        return _short(Context(prec=digits, rounding=ROUND_HALF_UP).plus(value))
    if isinstance(value, dict):
        return {name: plain(each, digits=digits) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each, digits=digits) for each in value]
    return value


def _short(value: Decimal) -> Decimal:
    if not value.is_finite() or value.adjusted() >= DIGITS:  # nothing that is counted with
        return value
    with localcontext(CONTEXT):
        whole = value == value.to_integral_value()
        return value.quantize(ONE) if whole else value.normalize()
