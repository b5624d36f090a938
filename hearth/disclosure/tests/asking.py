"""What the tests ask for, in few words, and what they read out of the answer."""

from typing import Any

from hearth.disclosure.protecting import protect
from hearth.disclosure.publishing import publication
from hearth.disclosure.reading import read_release


def answer(*tables: dict[str, Any], inside: bool = False, **more: Any) -> dict[str, Any]:
    """Return the answer about some tables."""
    return publication(protect(read_release({"tables": list(tables), **more})), inside=inside)


def table(counts: list[Any], *, name: str = "t", **more: Any) -> dict[str, Any]:
    """Return a table of counts; rows are called A, B, …, columns a, b, …."""
    said = {"name": name, "rows": [chr(65 + n) for n in range(len(counts))], "counts": counts}
    if isinstance(counts[0], list):
        said["columns"] = [chr(97 + n) for n in range(len(counts[0]))]
    return {**said, **more}


def cells(answered: dict[str, Any], n: int = 0) -> list[Any]:
    """Return what is printed in a table's cells; None: hidden."""
    lines = answered["tables"][n]["cells"]
    if answered["tables"][n]["columns"] is None:
        return [one["value"] for one in lines]
    return [[one["value"] for one in line] for line in lines]


def total(answered: dict[str, Any], n: int = 0) -> int | None:
    """Return what is printed as a table's grand total."""
    value: int | None = answered["tables"][n]["grand_total"]["value"]
    return value
