"""A stay-well plan on a card for a wallet: what fits, and whether it is all of it."""

from dataclasses import dataclass
from textwrap import wrap

from hearth.people.queries.circle import ToRing
from hearth.people.queries.plan import PlanPage

LETTERS, LINES = 48, 12
"""What one half of the card holds at its smallest size (7.5 points), measured in Chromium."""
FEW_LETTERS, FEW_LINES = 36, 8
"""What it holds at the larger one (9.5 points)."""
MORE = "… (more on my plan)"
MOST_TO_RING = 4


@dataclass(frozen=True)
class Card:
    """The two halves of a card: the worst day; whom to ring, and making things safer."""

    worst: str
    ring: tuple[ToRing, ...]
    safer: str
    worst_is_long: bool
    other_is_long: bool
    is_whole: bool
    """Nothing had to be left out."""

    @property
    def is_empty(self) -> bool:
        return not (self.worst or self.ring or self.safer)


def card_of(page: PlanPage) -> Card:
    """Return what of a plan fits on a card. What does not fit says that there is more."""
    worst, safer = (each.said.words for each in page.first)
    ring = page.ring[:MOST_TO_RING]
    taken = len(ring) + 3  # a heading each, and where to ring day and night
    short_worst, short_safer = shortened(worst, LINES - 1), shortened(safer, LINES - 1 - taken)
    other_lines = len(_lines(safer, FEW_LETTERS)) + taken
    return Card(
        short_worst,
        ring,
        short_safer,
        worst_is_long=len(_lines(worst, FEW_LETTERS)) > FEW_LINES,
        other_is_long=other_lines > FEW_LINES,
        is_whole=(short_worst, short_safer, ring) == (worst, safer, page.ring),
    )


def shortened(words: str, lines: int) -> str:
    """Return words that fit into so many lines of a card: all, or their beginning, saying so."""
    if len(_lines(words, LETTERS)) <= lines:
        return words
    kept = _lines(words, LETTERS)[: lines - 1]
    return "\n".join([*kept, MORE])


def _lines(words: str, letters: int) -> list[str]:
    if sum(letter.isupper() for letter in words) * 2 > len(words):
        letters //= 2  # capitals are nearly twice as wide
    return [line for typed in words.split("\n") for line in wrap(typed, letters) or [""]]
