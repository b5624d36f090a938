"""A measure as a sheet of paper, to be answered by hand and typed in: it says nobody's name."""

import json
from pathlib import Path
from typing import Any

import typst

from hearth.directory import national
from hearth.outcomes.measures.measure import Item, Measure, Words

PAPER = Path(__file__).parent.parent / "papers" / "measure.typ"
INTRO = (
    "You need not answer. You get the same help either way. Leave out any question.",
    "Tick one box for each. Then give this to somebody at the hub.",
)
ABOUT_SAFETY = (
    "One question is about not wanting to live, or hurting yourself. If you tick anything but the "
    "first box there, somebody at the hub will want to talk with you. Give this to them yourself."
)


def as_paper(measure: Measure, *, large: bool = False) -> bytes:
    """
    Return a measure as a PDF that a screen reader can read (PDF/UA-1).

    :param large: in large print: 18 points, as the RNIB asks for
    """
    assert measure.words
    inputs = {
        "said": json.dumps(_said(measure, measure.words)), "large": "yes" if large else "no"
    }  # fmt: skip
    made = typst.compile(
        str(PAPER), format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _said(measure: Measure, words: Words) -> dict[str, Any]:
    first = national.SAMARITANS
    safety = (ABOUT_SAFETY,) if measure.asks_about_safety else ()
    return {
        "title": measure.name,
        "intro": [*INTRO, *safety],
        "day": "The day",
        "introduction": words.introduction,
        "questions": [
            {"words": f"{number}. {asked}", "answers": _answers(measure.items[number], words)}
            for number, asked in sorted(words.items.items())
        ],
        "own": "Anything you want to say about it",
        "outro": [
            f"If you need somebody now: {first.name}, {first.call}. At any hour.",
            *(each for each in (words.attribution, words.licence) if each),
        ],
        "footer": f"{measure.name}, version {measure.version}",
    }


def _answers(item: Item, words: Words) -> list[str]:
    said = words.answers[item.number]
    return [
        f"{one}: {said[one]}" if one in said else str(one)
        for one in range(item.lowest, item.highest + 1)
    ]
