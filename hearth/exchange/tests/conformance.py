"""The standard's own word on what is right: its compiled schemas, by a judge that is not ours."""

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

ORUK = Path(__file__).parent / "oruk"
COMPILED, MOCKS = ORUK / "compiled", ORUK / "mocks"


@cache
def _registry():
    schemas = {path.name: json.loads(path.read_text()) for path in COMPILED.glob("*.json")}
    return Registry().with_resources(
        (name, Resource.from_contents(schema, default_specification=DRAFT202012))
        for name, schema in schemas.items()
    )


@cache
def judge(name):
    schema = json.loads((COMPILED / f"{name}.json").read_text())
    return Draft202012Validator(
        schema, registry=_registry(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def faults(name, said):
    """Return what the official schema finds wrong, as words."""
    return [f"{error.json_path}: {error.message}" for error in judge(name).iter_errors(said)]


def mock(folder, name):
    return json.loads((MOCKS / folder / f"{name}.json").read_text())


ENVELOPE = {
    "total_items": int, "total_pages": int, "page_number": int, "size": int,
    "first_page": bool, "last_page": bool, "empty": bool, "contents": list,
}  # fmt: skip


def envelope_faults(said):
    """Return what is wrong with a page's envelope (interop.md, 1.3)."""
    wrong = [name for name, kind in ENVELOPE.items() if type(said.get(name)) is not kind]
    if not wrong:
        checks = {
            "size": said["size"] == len(said["contents"]),
            "empty": said["empty"] == (not said["contents"]),
            "first_page": said["first_page"] == (said["page_number"] == 1),
            "last_page": said["last_page"] == (said["page_number"] >= said["total_pages"]),
        }
        wrong = [name for name, holds in checks.items() if not holds]
    return wrong


def empties(said, path="$"):
    """Yield each field that says nothing: the standard has it left out."""
    if isinstance(said, dict):
        for name, value in said.items():
            if value is None or value in ("", [], {}):
                yield f"{path}.{name}"
            yield from empties(value, f"{path}.{name}")
    elif isinstance(said, list):
        for number, value in enumerate(said):
            yield from empties(value, f"{path}[{number}]")
