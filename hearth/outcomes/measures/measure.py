"""What a measure is: its items, how they are scored, and what each figure of it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hearth.foundation.errors import Refused


class Status(StrEnum):
    """Whether a fact was read where it comes from."""

    CONFIRMED = "confirmed"
    TO_BE_CONFIRMED = "to be confirmed"
    STATED_HERE = "stated here"
    """By a partnership, or by whoever asks."""


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Comparison(StrEnum):
    """How a figure is held against a threshold."""

    AT_LEAST = ">="
    MORE = ">"
    AT_MOST = "<="
    LESS = "<"

    def holds(self, figure: Fraction | float, value: Fraction | float) -> bool:
        """Return whether the figure meets the value."""
        if self is Comparison.AT_LEAST:
            return figure >= value
        if self is Comparison.MORE:
            return figure > value
        return figure <= value if self is Comparison.AT_MOST else figure < value


class Answered(StrEnum):
    """How answers are written down."""

    TICKED = "ticked"
    """The number of the box that was ticked; reversed items are turned round when scored."""
    SCORED = "scored"
    """The value printed beside the box: nothing is left to be turned round."""


class Scorer(StrEnum):
    """How a score is made."""

    SUM = "sum"
    MEAN = "mean"
    MEAN_TIMES_TEN = "mean times ten"
    ITEM = "item"
    TABLE = "table"
    """Looked up by the sum of the same items."""
    GIVEN = "given"
    """There are no items: only the score itself is known."""


class Kind(StrEnum):
    """What a threshold is."""

    RELIABLE_CHANGE = "reliable change"
    CLINICAL_RANGE = "clinical range"
    CASENESS = "caseness"
    CUT_OFF = "cut-off"
    BAND = "band"


@dataclass(frozen=True)
class Source:
    """Where a fact comes from, and whether somebody has confirmed it."""

    words: str
    status: Status


@dataclass(frozen=True)
class Item:
    """
    One question.

    :param about: its subject in Hearth's own words; empty if it is not known or not ours to say
    :param optional: whether it may be left out without anything being missing
    """

    number: int
    lowest: int
    highest: int
    about: str
    optional: bool


@dataclass(frozen=True)
class Threshold:
    """
    A value that a score, or for reliable change a difference between two, is held against.

    :param decides_recovery: whether crossing it is what recovery means
    """

    kind: Kind
    name: str
    comparison: Comparison
    value: Fraction
    source: Source
    decides_recovery: bool = False

    def met_by(self, figure: Fraction) -> bool:
        """Return whether a score meets it."""
        return self.comparison.holds(figure, self.value)


@dataclass(frozen=True)
class Norm:
    """
    What a reliable change index needs, from people elsewhere (Jacobson and Truax 1991).

    :param r: reliability, 0 to 1; None if the standard error of measurement is given instead
    :param sd: standard deviation of first scores, in points of the score; None if it is to be
        taken from the readings at hand, of which there must be enough
    :param sem: standard error of measurement, in points
    :param confidence: 95 or 90 (per cent): an index beyond 1.96 or 1.645
    :param clinical: mean and standard deviation of people who come for help, if known
    :param general: the same of people who do not
    """

    source: Source
    r: Fraction | None
    sd: Fraction | None
    sem: Fraction | None
    confidence: int
    clinical: tuple[Fraction, Fraction] | None
    general: tuple[Fraction, Fraction] | None


@dataclass(frozen=True)
class Missing:
    """
    What is done when items of a score were not answered.

    :param at_most: how many may be missing; the score is then what the answered would come to
    :param may_be: how many a partnership may set it to
    :param own_choice: whether the rule is Hearth's and not the questionnaire's
    :param rounded: whether a score made up for missing items is rounded half up to a whole number
    """

    at_most: int
    may_be: int
    own_choice: bool
    rounded: bool
    source: Source


@dataclass(frozen=True)
class Score:
    """
    One figure that a reading comes to.

    :param items: numbers of its items
    :param lowest: of what is possible, in points
    :param table: score by sum, if it is looked up
    :param experience: whether it is about the help and not about the person: left out of change
    """

    key: str
    name: str
    scorer: Scorer
    items: tuple[int, ...]
    lowest: Fraction
    highest: Fraction
    better: Better
    missing: Missing
    thresholds: tuple[Threshold, ...]
    norms: tuple[Norm, ...]
    table: Mapping[int, Fraction]
    snomed: str
    experience: bool

    def of_kind(self, kind: Kind) -> tuple[Threshold, ...]:
        """Return its thresholds of a kind, in their order."""
        return tuple(one for one in self.thresholds if one.kind == kind)

    def band_of(self, value: Fraction) -> Threshold | None:
        """Return the last of the published bands whose beginning a value meets."""
        met = [one for one in self.of_kind(Kind.BAND) if one.met_by(value)]
        return met[-1] if met else None

    @property
    def recovery(self) -> Threshold | None:
        """The threshold whose crossing is recovery, if it has one."""
        return next((one for one in self.thresholds if one.decides_recovery), None)

    def holds(self, value: Fraction) -> bool:
        """Return whether a value is one that this score can be."""
        if not self.lowest <= value <= self.highest:
            return False
        if self.scorer is Scorer.TABLE:
            return value in self.table.values()
        return self.scorer not in {Scorer.SUM, Scorer.ITEM} or value.denominator == 1


@dataclass(frozen=True)
class Reversal:
    """Which items are worded the other way round, so that their ticked answers are turned."""

    items: frozenset[int]
    source: Source


@dataclass(frozen=True)
class SafetyItem:
    """
    An item whose answer somebody on duty must know of at once, whatever the score.

    It says nothing of how likely anything is.

    :param comparison: with the value, which scored answers those are
    """

    item: int
    comparison: Comparison
    value: int
    source: Source


@dataclass(frozen=True)
class Words:
    """
    What a questionnaire says to the person who answers it.

    :param items: the text of each item, by number
    :param answers: the words of each answer, by item and number
    :param brought: whether a partnership brought them under a licence of its own
    """

    introduction: str
    items: Mapping[int, str]
    answers: Mapping[int, Mapping[int, str]]
    attribution: str
    licence: str
    source: Source
    brought: bool = False


@dataclass(frozen=True)
class Licence:
    """On what terms a measure may be used, and whether its words may come with Hearth."""

    name: str
    may_ship_words: bool
    attribution: str
    note: str
    source: Source


@dataclass(frozen=True)
class Measure:
    """
    An outcome questionnaire, whole.

    :param also: other names under which it is found
    :param caution: what must be kept in mind where its figures are shown; often empty
    :param safety_unknown: why it is not known which item is the safety item, if it holds one
    """

    slug: str
    version: str
    name: str
    also: tuple[str, ...]
    about: str
    caution: str
    items: Mapping[int, Item]
    scores: tuple[Score, ...]
    answers_are: Answered
    reversal: Reversal | None
    safety: tuple[SafetyItem, ...]
    safety_unknown: str
    words: Words | None
    licence: Licence

    def score(self, key: str) -> Score | None:
        """Return one of its scores, or None if it has none of that key."""
        return next((one for one in self.scores if one.key == key), None)

    @property
    def asks_about_safety(self) -> bool:
        """Whether it holds an item whose answer somebody on duty must know of at once."""
        return bool(self.safety or self.safety_unknown)

    def turned(self, answered: Answered) -> frozenset[int]:
        """
        Return which items are turned round when answers are written down in this way.

        :raises Refused: if ticked answers would have to be turned and nobody knows which
        """
        if answered is Answered.SCORED:
            return frozenset()
        if self.reversal is not None:
            return self.reversal.items
        if self.answers_are is Answered.SCORED:
            raise Refused(
                f"{self.name}: which of its items are turned round is not confirmed. Give the "
                "values printed beside the boxes (“as”: “scored”)"
            )
        return frozenset()
