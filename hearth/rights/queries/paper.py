"""What is given, on paper (PDF/UA-1) and for a machine (JSON)."""

import datetime
import json
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from hearth.design.words import ENDS, day, plural

PAPER = Path(__file__).parent.parent / "papers" / "pack.typ"
RIGHTS = (
    "Is something wrong? Tell us. We put it right, or your own words stand beside it.",
    "You can ask us to keep it and not use it, to leave you out of reports, or to erase it.",
    "Are you not happy with this? Tell us first, please. You can also complain to the Information "
    "Commissioner’s Office: ico.org.uk, or 0303 123 1113.",
)
INTRO = (
    "You asked for everything that we keep about you. This is it.",
    "It is in parts. The newest things stand last.",
    "We keep it to support you and to answer for what we do. No machine decides anything about "
    "you. Who it was shared with, and for how long, stands in “You, and what you told us”.",
)

KINDS = {
    "people": "what you told us, and with whom you shared it",
    "support": "what we do together",
    "outcomes": "questionnaires that you answered",
    "introductions": "introductions",
    "frontdoor": "visits",
    "diary": "times that we booked",
    "letterbox": "messages to a hub, and how you said you were",
    "handover": "lines from one shift to the next",
    "outgoing": "what we sent you",
    "safety": "worries, and what was done",
    "incidents": "coming in safely, and things that happened",
    "rights": "what you asked about your record",
    "erasing": "what is erased or kept, and until when",
    "foundation": "who has looked, and what was done",
}
"""What is counted, by the first word of a table's name, in words for the person."""


def as_json(given: dict[str, Any]) -> bytes:
    """Return what is given, for a machine (docs/reference/subject-access.md says each name)."""
    return json.dumps(given, ensure_ascii=False, indent=1).encode()


def as_paper(given: dict[str, Any], *, holder: str, large: bool = False) -> bytes:
    """
    Return what is given, as a PDF that a screen reader can read (PDF/UA-1).

    :param holder: the name of the organisation that holds the record
    :param large: in large print: 18 points, as the RNIB asks for
    """
    inputs = {"said": json.dumps(_said(given, holder)), "large": "yes" if large else "no"}
    made = typst.compile(
        str(PAPER), format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )  # fmt: skip
    assert isinstance(made, bytes)
    return made


def _said(given: dict[str, Any], holder: str) -> dict[str, Any]:
    name = given["person"]["known_as"]
    printed = day(datetime.date.fromisoformat(given["printed_on"]))
    return {
        "title": f"Everything that we keep about {name}",
        "holder": holder,
        "footer": f"{name}. Private. {printed}",
        "draft": given["draft"],
        "intro": [*INTRO, *_answers(given["parts"])],
        "parts": [_part(part, alike=len(_holders(given["parts"])) == 1) for part in given["parts"]],
        "withheld": [_withheld(each) for each in given["withheld"]],
        "counted": _counted(given["counts"]),
        "rights": RIGHTS,
    }


def _holders(parts: Iterable[dict[str, Any]]) -> Counter[str]:
    """Return who answers for what stands in some parts, and for how many lines."""
    return Counter(line["answers"] for part in parts for line in part["lines"] if line["answers"])


def _answers(parts: list[dict[str, Any]]) -> list[str]:
    """Say who answers for all of it, if that is one; else each part says it."""
    found = list(_holders(parts))
    if len(found) == 1:
        return [f"{found[0]} answers for all of it."]
    return ["Each part says who answers for it."] if found else []


def _part(part: dict[str, Any], *, alike: bool) -> dict[str, Any]:
    """
    Return one part: under each kind of thing its lines. Who answers for most of it is said once.

    :param alike: one answers for all parts, and that was said already
    """
    holders = _holders([part])
    [(most, _)] = holders.most_common(1) or [("", 0)]
    said = f"{most} answers for this" if most and not alike else ""
    if said and len(holders) > 1:
        said = f"{said}, but where another is named"
    return {
        "title": part["title"],
        "answers": f"{said}." if said else "",
        "kinds": [
            {"what": what, "lines": [_line(line, most) for line in lines]}
            for what, lines in groupby(part["lines"], key=lambda line: line["what"])
        ],
    }


def _line(line: dict[str, Any], answers_for_most: str) -> str:
    said = [line["says"] if line["says"].endswith(tuple(ENDS)) else f"{line['says']}."]
    if line["to_be_decided"]:
        said.insert(0, "[To be decided]")
    elif line["words_taken_out"]:
        said.insert(0, f"[Some words were taken out. Why: {line['words_taken_out']}]")
    if line["linked_record"]:
        said.insert(0, "[From your other record.]")
    if line["answers"] not in ("", answers_for_most):
        said.append(f"[{line['answers']} answers for this.]")
    return " ".join(said)


def _withheld(each: dict[str, Any]) -> str:
    many = plural(each["how_many"], "thing is", "things are")
    return f"{many} not here. Why: {each['ground']}."


def _counted(counts: dict[str, dict[str, int]]) -> list[str]:
    """Say what was counted, by kinds of things; each table has its number in the other file."""
    many = sum(one["all"] for one in counts.values())
    kinds = [
        words for app, words in KINDS.items()
        if any(one["all"] for name, one in counts.items() if name.startswith(f"{app}_"))
    ]  # fmt: skip
    if not many:
        return []
    return [
        "Hearth counts what the database holds about you, so that nothing is left out by mistake. "
        f"It counted {plural(many, 'entry', 'entries')}: {'; '.join(kinds) or 'all of them'}. How "
        "many of each there are stands in the file for a machine. You can ask for that too."
    ]
