"""What somebody outside knows of each number, by what is printed and what is hidden."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hearth.disclosure.numbers import Everything, Number, Standing, is_small
from hearth.disclosure.policies import Policy
from hearth.disclosure.worlds import Reals, Wholes

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Knowledge:
    """
    For each number of a release the bounds that follow from printing it, and from hiding it.

    *Told* bounds are those of somebody who has also been told which hidden numbers are small, or
    has guessed it; where small numbers are printed as another, being hidden says nothing of it.
    """

    counts: Wholes
    """-1 where the count is not known here."""
    small: Flags
    must_hide: Flags
    may_hide: Flags
    printed: tuple[Reals, Reals]
    hidden: tuple[Reals, Reals]
    told: tuple[Reals, Reals]
    cost: Reals
    """What is lost by hiding it: the number as it would be printed; a total counts double."""

    def bounds(self, hidden: Flags, *, told: bool = False) -> tuple[Reals, Reals]:
        """Return the least and the most that each number can be, each by itself."""
        low, high = self.told if told else self.hidden
        return np.where(hidden, low, self.printed[0]), np.where(hidden, high, self.printed[1])


def knowledge(everything: Everything, policy: Policy) -> Knowledge:
    """Return what printing and hiding tells of each number under a policy."""
    numbers = everything.numbers
    small = np.array([is_small(number, policy) for number in numbers])
    asked = np.array([number.standing is Standing.ASKED for number in numbers])
    counts = np.array([-1 if number.count is None else number.count for number in numbers])
    printed = np.array([_printed(number, policy) for number in numbers], dtype=float).T
    hidden = np.where(asked, float(policy.smallest), 0.0), np.full(len(numbers), np.inf)
    told = hidden
    if policy.small_printed_as is None:
        told = (
            np.where(asked & ~small, float(policy.small_below), hidden[0]),
            np.where(asked & small, policy.small_below - 1.0, np.inf),
        )
    return Knowledge(
        counts=counts,
        small=small,
        must_hide=small & asked & (policy.small_printed_as is None),
        may_hide=asked & ((counts > 0) | policy.nought_is_small),
        printed=(printed[0], printed[1]),
        hidden=hidden,
        told=told,
        cost=np.array([_cost(number, policy) for number in numbers], dtype=float),
    )


def noughts_shown(everything: Everything, known: Knowledge) -> tuple[Reals, Reals]:
    """Return the bounds that follow from nothing but which numbers are nought, and shown to be."""
    public = np.array([number.standing is Standing.PUBLIC for number in everything.numbers])
    nought = (known.counts == 0) & (known.printed[1] == 0)
    low = np.where(public, 0.0, known.hidden[0])
    return np.where(nought, 0.0, low), np.where(nought, 0.0, np.inf)


def _printed(number: Number, policy: Policy) -> tuple[float, float]:
    if number.standing is Standing.PUBLIC:
        return number.low, np.inf if number.high is None else number.high
    printed = None if number.count is None else policy.printed(number.count)
    if number.standing is Standing.UNPRINTED or printed is None:
        return 0, np.inf
    return policy.stands_for(printed)


def _cost(number: Number, policy: Policy) -> float:
    printed = (policy.printed(number.count) if number.count is not None else None) or 0
    return (1 + printed) * (2 if number.is_total else 1)
