"""Reading one hub's model, and holding its parts against each other."""

import difflib
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hearth.foundation.errors import Refused
from hearth.value.case import OF_INPUT, RATES
from hearth.value.counting_twice import check_nothing_counts_twice
from hearth.value.gathering import Gathering
from hearth.value.impact import LONGEST, OF_CHANGE, TERMS, assumptions_of
from hearth.value.model.inputs import read_input
from hearth.value.model.outcomes import read_outcome
from hearth.value.model.parts import Change, Input, Model, Outcome, Scenario, Stakeholder
from hearth.value.model.wellbys import as_if_all_had_changed
from hearth.value.reading import Part

NAMES = ("name", "stakeholders", "outcomes", "inputs", "scenarios")


def read_model(
    part: Part, gathering: Gathering, *, name: str, rates: tuple[str, ...] = RATES
) -> Model:
    """
    Return one hub's model.

    :param rates: the discount rates that a scenario may change

    :raises Refused: if a part is not what it should be, two have one name, or something would be
        counted twice
    """
    told_before = len(gathering.notices)
    outcomes = [read_outcome(each, gathering) for each in part.parts("outcomes", one="outcome")]
    if not outcomes:
        raise part.refused("outcomes", "is missing: nothing changed for anybody yet")
    inputs = [read_input(each, gathering) for each in part.parts("inputs", one="input")]
    _one_name_each([each.name for each in outcomes], "outcomes", part)
    _one_name_each([each.name for each in inputs], "inputs", part)
    if not inputs:
        gathering.notice("nothing_put_in", name, "Nothing was put in, so there is no ratio.")
    doubts = [
        replace(each, place=f"{part.place}, {each.place}" if part.place else each.place)
        for each in check_nothing_counts_twice(outcomes)
    ]
    scenarios = [
        _scenario(each, outcomes, inputs, rates) for each in part.parts("scenarios", one="scenario")
    ]
    return Model(
        name=name,
        stakeholders=_stakeholders(part, outcomes),
        outcomes=tuple(outcomes),
        inputs=tuple(inputs),
        scenarios=(*scenarios, *_without_pairs(outcomes)),
        notices=(*gathering.notices[told_before:], *doubts),
    )


def _one_name_each(names: list[str], what: str, part: Part) -> None:
    for name in names:
        if names.count(name) > 1:
            raise part.refused(what, f"holds “{name}” more than once; give each a name of its own")


def _stakeholders(part: Part, outcomes: Iterable[Outcome]) -> tuple[Stakeholder, ...]:
    """Return those listed; those that outcomes name, where none is listed."""
    said = [{"name": e} if isinstance(e, str) else e for e in part.items("stakeholders")]
    own = Part({"stakeholders": said}, part.place)
    listed = [_stakeholder(each) for each in own.parts("stakeholders", one="stakeholder")]
    names = [each.name for each in listed]
    _one_name_each(names, "stakeholders", part)
    for outcome in outcomes:
        if not listed or outcome.stakeholder in names:
            continue
        near = difflib.get_close_matches(outcome.stakeholder, names, n=1)
        meant = f" Do you mean “{near[0]}”?" if near else ""
        raise Refused(
            f"Outcome “{outcome.name}” is for “{outcome.stakeholder}”, who is not among the"
            f" stakeholders.{meant}"
        )
    found = dict.fromkeys(outcome.stakeholder for outcome in outcomes)
    return tuple(listed) or tuple(Stakeholder(name) for name in found)


def _stakeholder(part: Part) -> Stakeholder:
    part.only("name", "people", "source")
    people = part.whole("people", least=0, most=10**9) if "people" in part else None
    return Stakeholder(part.text("name"), people, part.text("source", otherwise=""))


def _scenario(
    part: Part, outcomes: list[Outcome], inputs: list[Input], rates: tuple[str, ...]
) -> Scenario:
    part.only("name", "why", "changes", "leave_out")
    left_out = part.texts("leave_out")
    changes = tuple(
        _change(each, outcomes, inputs, rates) for each in part.parts("changes", one="change")
    )
    for name in left_out:
        _known(name, [each.name for each in outcomes], "outcome", part)
    if not left_out and not changes:
        raise Refused(f"{part.place} changes nothing: give “changes” or “leave_out”.")
    if len(set(left_out)) == len(outcomes):
        raise Refused(f"{part.place} leaves out every outcome.")
    return Scenario(part.text("name"), part.text("why", otherwise=""), changes, left_out)


def _change(
    part: Part, outcomes: list[Outcome], inputs: list[Input], rates: tuple[str, ...]
) -> Change:
    part.only("outcome", "input", "what", "value")
    outcome, put_in = part.text("outcome", otherwise=""), part.text("input", otherwise="")
    if outcome and put_in:
        raise Refused(f"{part.place} is of an outcome or of an input; not of both.")
    if outcome:
        _known(outcome, [each.name for each in outcomes], "outcome", part)
        chosen = next(each for each in outcomes if each.name == outcome)
        what = part.one_of("what", *assumptions_of(chosen))
    elif put_in:
        _known(put_in, [each.name for each in inputs], "input", part)
        given = next(each for each in inputs if each.name == put_in)
        what = part.one_of("what", *(name for name in OF_INPUT if getattr(given, name)))
    elif not rates:
        raise Refused(f"{part.place}: a rate cannot be changed, for the Green Book’s are used.")
    else:
        what = part.one_of("what", *rates)
    return Change(what, _value(part, what), outcome, put_in)


def _value(part: Part, what: str) -> Decimal:
    if what == "proxy" or what in OF_CHANGE:
        return part.number("value")
    most = LONGEST if what == "duration" else None
    is_share = what in RATES or what in TERMS[2:7]
    return part.number("value", least=0, most=1 if is_share else most)


def _known(name: str, names: list[str], what: str, part: Part) -> None:
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        meant = f" Do you mean “{near[0]}”?" if near else ""
        raise Refused(f"{part.place}: there is no {what} “{name}”.{meant}")


def _without_pairs(outcomes: Iterable[Outcome]) -> Iterable[Scenario]:
    for outcome in outcomes:
        if outcome.wellby and (found := as_if_all_had_changed(outcome.name, outcome.wellby)):
            yield found
