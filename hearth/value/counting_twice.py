"""
Nothing is counted twice: caught by rule, and said in words.

Refused: a WELLBY beside any other value of wellbeing for the same people, another WELLBY among them
(life satisfaction holds all of how a life goes); and two proxies that say they count the same
thing, unless both say whose lives they are about and these are others. Told as a doubt: two values
of wellbeing for the same people, neither of them a WELLBY; and the same thing counted for others.
Source: HM Treasury, Wellbeing guidance for appraisal, 2021; SROI principle “do not over-claim”.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from hearth.foundation.errors import Refused
from hearth.value.model.parts import Notice, Outcome


def check_nothing_counts_twice(outcomes: Sequence[Outcome]) -> tuple[Notice, ...]:
    """
    Return what may be counted twice, in words.

    :raises Refused: if something is
    """
    return tuple(notice for one, other in combinations(outcomes, 2) for notice in _both(one, other))


def _both(one: Outcome, other: Outcome) -> Iterator[Notice]:
    names = f"“{one.name}” and “{other.name}”"
    if _values_wellbeing(one) and _values_wellbeing(other) and _people(one) == _people(other):
        if one.wellby or other.wellby:
            raise Refused(
                f"{names} both value the wellbeing of {_whose(one)}, and one of them is a WELLBY."
                " Life satisfaction already holds all of how a life goes: keep one of the two. If"
                " they are about different people, name them as different stakeholders."
            )
        yield Notice(
            "counted_twice",
            names,
            f"Both value the wellbeing of {_whose(one)}. Does one of them hold the other?",
        )
    same = sorted(_counted(one) & _counted(other))
    if not same:
        return
    if not one.about or not other.about or _people(one) == _people(other):
        raise Refused(
            f"{names} both count {', '.join(same)}: the same good would be counted twice. Keep one,"
            " or take it out of the other’s value. If they are about different people, say so in"
            " both (“about”)."
        )
    yield Notice(
        "counted_twice",
        names,
        f"Both count {', '.join(same)}, for {_whose(one)} and for {_whose(other)}. Is nobody both?",
    )


def _values_wellbeing(outcome: Outcome) -> bool:
    return outcome.proxy.wellbeing or outcome.wellby is not None


def _whose(outcome: Outcome) -> str:
    return f"“{outcome.about or outcome.stakeholder}”"


def _people(outcome: Outcome) -> str:
    return (outcome.about or outcome.stakeholder).casefold()


def _counted(outcome: Outcome) -> set[str]:
    return {each.casefold() for each in outcome.proxy.counts}
