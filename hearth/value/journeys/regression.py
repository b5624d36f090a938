"""
Regression to the mean: whoever is chosen at a low point is, on average, better later by itself.

If somebody was chosen because a number was high (or low) just then, part of that was chance, and
does not come again. With r, how far the same number at two times goes together (a correlation, or
the measure's reliability), and the mean of all from whom they were chosen:

    expected at the later time = mean of all + r x (mean of the chosen - mean of all)
    expected change            = -(1 - r) x (mean of the chosen - mean of all)

Both times are taken to have the same mean and spread among all. Source: Galton's regression, as in
Barnett, van der Pols and Dobson, Int J Epidemiol 2005;34:215-220.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hearth.value.exact import in_full
from hearth.value.reading import Part

EXPLAINED = (
    "People come when things are at their worst. Whoever is counted from such a point is, on"
    " average, nearer to the usual some time later, also without any help. Without people to"
    " compare with, who were as they were and did not come, nobody can say how much of a change is"
    " the hub’s."
)
NOT_SAID = (
    "How much of the change to expect from this alone cannot be told: it needs the mean of all from"
    " whom these people come (“population_mean”) and how far the same number at two times goes"
    " together (“correlation”, from 0 to 1), with their source."
)


@dataclass(frozen=True)
class Expected:
    """What would have been, on average, without anybody's help."""

    population_mean: Decimal
    correlation: Decimal
    source: str
    before: Decimal
    observed_change: Decimal

    @property
    def later(self) -> Decimal:
        return self.population_mean + self.correlation * (self.before - self.population_mean)

    @property
    def change(self) -> Decimal:
        return -(1 - self.correlation) * (self.before - self.population_mean)

    def answered(self) -> dict[str, Any]:
        beyond = self.observed_change - self.change
        return {
            "population_mean": self.population_mean,
            "correlation": self.correlation,
            "source": self.source,
            "expected_later": self.later,
            "expected_change": self.change,
            "observed_change": self.observed_change,
            "beyond_what_was_expected": beyond,
            "share_expected": self.change / self.observed_change if self.observed_change else None,
        }


@in_full
def expected_change(part: Part, *, before: Decimal, observed_change: Decimal) -> Expected | None:
    """
    Return what change to expect from the choice alone; None if the document does not say enough.

    :param before: mean of those who were chosen, at the first time
    :raises Refused: if a correlation is not from 0 to 1, or the two have no source
    """
    part.only("population_mean", "correlation", "source")
    if "population_mean" not in part or "correlation" not in part:
        return None
    return Expected(
        part.number("population_mean"),
        part.number("correlation", least=0, most=1),
        part.text("source"),
        before,
        observed_change,
    )
