"""What a person says to a hub, as a page sends it and as it is kept."""

from dataclasses import dataclass

from hearth.letterbox.models import Letter


@dataclass(frozen=True)
class LetterSaid:
    """What a person says to a hub."""

    kind: str
    words: str = ""
    called: str = ""
    reach: str = ""
    times: str = ""


def letter_said(row: Letter) -> LetterSaid:
    """Return what a letter says, to see whether it was sent again in other words."""
    return LetterSaid(row.kind, row.words, row.called, row.reach, row.times)
