"""What a measure said, for a program and for a person."""

from collections.abc import Sequence
from typing import Any

from hearth.evidence.engines.base import Figure
from hearth.evidence.measures import Asked, Kind, Measure


def as_json(
    measure: Measure, asked: Asked, figures: Sequence[Figure], *, engine: str
) -> dict[str, Any]:
    """Return the figures and what they mean."""
    return {
        "measure": measure.name,
        "title": measure.title,
        "asks": measure.asks,
        "definition": measure.definition,
        "kind": measure.kind.name.lower(),
        "unit": measure.unit,
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "source_rows": list(measure.rows),
        "caveats": list(measure.caveats),
        "engine": engine,
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "by": list(asked.by),
        "figures": [figure.said() for figure in figures],
    }


def in_words(measure: Measure, asked: Asked, figures: Sequence[Figure]) -> str:
    """Return the same to be read at a terminal."""
    lines = [f"{measure.title}, {asked.first} to {asked.last}", measure.definition, ""]
    lines += [
        "  ".join([*(cut or "-" for cut in figure.cut.values()), words_of(figure, measure)])
        for figure in figures
    ] or ["Nothing on these days."]
    return "\n".join([*lines, "", *(f"- {caveat}" for caveat in measure.caveats)])


def words_of(figure: Figure, measure: Measure) -> str:
    """Return one figure with what it is of."""
    if measure.kind is Kind.MIDDLE:
        of = f"(n = {figure.n:,})"
        return f"none {of}" if figure.middle is None else f"{figure.middle} {measure.unit} {of}"
    said = figure.said()
    if "share" not in said:
        return f"{figure.n:,} {measure.unit}"
    if said["share"] is None:
        return f"0 {measure.unit}: 0 of 0"
    return (
        f"{figure.n:,} of {figure.of:,}, {said['share']:.1%} {measure.unit} "
        f"(95% {said['low']:.1%} to {said['high']:.1%})"
    )
