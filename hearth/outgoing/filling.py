"""What is made only as a message goes, and kept nowhere: apps above say so in their jobs.py."""

from collections.abc import Callable, Mapping
from uuid import UUID

Filler = Callable[[UUID], Mapping[str, str] | None]
"""Of the id of a message: what goes in for each mark, such as LINK; None once it is of no use."""

_fillers: dict[str, Filler] = {}


def fills(template: str) -> Callable[[Filler], Filler]:
    """Have the marks in a template's messages filled in as they go: the function below says how."""

    def listen(filler: Filler) -> Filler:
        _fillers[template] = filler
        return filler

    return listen


def filling_for(template: str, message_id: UUID) -> Mapping[str, str] | None:
    """Return what a message is filled in with: nothing, mostly; None if it must not go any more."""
    filler = _fillers.get(template)
    return filler(message_id) if filler else {}
