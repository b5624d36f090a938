"""What is given, on paper (PDF/UA-1) and for a machine (JSON)."""

import datetime
import json
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from hearth.design.words import day, plural

PAPER = Path(__file__).parent.parent / "papers" / "pack.typ"
RIGHTS = (
    "Is something wrong? Tell us. We put it right, or your own words stand beside it.",
    "You can ask us to keep it and not use it, to leave you out of reports, or to erase it.",
    "Are you not happy with this? Tell us first, please. You can also complain to the Information "
    "Commissioner’s Office: ico.org.uk, or 0303 123 1113.",
)
INTRO = (
    "You asked for everything that we keep about you. This is it.",
    "It is in parts. Each part says who answers for it. The newest things stand last.",
    "We keep it to support you and to answer for what we do. No machine decides anything about "
    "you. Who it was shared with, and for how long, stands in “You, and what you told us”.",
)


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
        "intro": INTRO,
        "parts": [_part(part) for part in given["parts"]],
        "withheld": [_withheld(each) for each in given["withheld"]],
        "counted": _counted(given["counts"]),
        "rights": RIGHTS,
    }


def _part(part: dict[str, Any]) -> dict[str, Any]:
    """Return one part: under each kind of thing its lines, and who answers for them, said once."""
    kinds = []
    for what, found in groupby(part["lines"], key=lambda line: line["what"]):
        lines = list(found)
        holders = sorted({line["answers"] for line in lines if line["answers"]})
        one = len(holders) == 1
        kinds.append({
            "what": what,
            "answers": f"{holders[0]} answers for this." if one else "",
            "lines": [_line(line, with_holder=not one) for line in lines],
        })  # fmt: skip
    return {"title": part["title"], "kinds": kinds}


def _line(line: dict[str, Any], *, with_holder: bool) -> str:
    said = [line["says"]]
    if line["to_be_decided"]:
        said.insert(0, "[To be decided]")
    elif line["words_taken_out"]:
        said.insert(0, f"[Some words were taken out. Why: {line['words_taken_out']}]")
    if line["linked_record"]:
        said.insert(0, "[From your other record.]")
    if with_holder and line["answers"]:
        said.append(f"[{line['answers']} answers for this.]")
    return " ".join(said)


def _withheld(each: dict[str, Any]) -> str:
    many = plural(each["how_many"], "thing is", "things are")
    return f"{many} not here. Why: {each['ground']}."


def _counted(counts: dict[str, dict[str, int]]) -> list[str]:
    told = [f"{name}: {one['all']}" for name, one in sorted(counts.items()) if one["all"]]
    return [f"The database counts this many rows about you. {'; '.join(told)}."] if told else []
