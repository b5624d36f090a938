"""The questions about somebody's background: their words, why each is asked, and the answers."""

import csv
import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.people.models import RATHER_NOT, BackgroundAnswer, Question, Sight
from hearth.people.queries.sections import Stamped

LISTS = Path(__file__).parent.parent / "data"
NO_DIFFERENCE = "It changes nothing about the help you get, and you can leave it out."
ASKS: dict[Question, tuple[str, str]] = {
    Question.ETHNICITY: (
        "What is your ethnic group?",
        "We ask so that we can see if people of every background feel welcome here.",
    ),
    Question.GENDER: (
        "How do you describe your gender?",
        "We ask so that we say it right, and can see if we are there for everybody.",
    ),
    Question.SAME_AS_AT_BIRTH: (
        "Is that the same as when you were born?",
        "We ask so that we can see if trans people find their way to us and feel safe here.",
    ),
    Question.ORIENTATION: (
        "How do you describe your sexual orientation?",
        "We ask so that we can see if lesbian, gay and bisexual people feel safe here.",
    ),
    Question.DISABILITY: (
        "Is there anything that makes day-to-day life harder?",
        "We ask so that we can put right what stands in the way. Choose all that fit.",
    ),
    Question.EMPLOYMENT: (
        "Are you in work?",
        "We ask so that we can open when people can come, and offer help with work and money.",
    ),
    Question.HOME: (
        "Where do you live at the moment?",
        "We ask so that we can offer help if your home is not safe or will not last.",
    ),
    Question.MARITAL: (
        "Are you married or in a civil partnership?",
        "We ask so that we know who lives alone here, and can offer company.",
    ),
}
SEVERAL = frozenset({Question.DISABILITY})
NONE_OF_THEM = {Question.DISABILITY: "NN"}


@dataclass(frozen=True)
class Asked:
    """One question, why it is asked, and what can be answered."""

    question: Question
    words: str
    why: str
    answers: Mapping[str, str]
    several: bool

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The answers as a form offers them: rather not say is one of its own."""
        return [*self.answers.items(), (RATHER_NOT, "I would rather not say")]


@dataclass(frozen=True)
class AnswerSection(Stamped):
    """What somebody answered to one question."""

    question: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnswerShown:
    """A question as a page shows it, with what was answered, by whom it was written and when."""

    asked: Asked
    said: AnswerSection
    edited_at: datetime.datetime | None = None
    edited_by: str = ""

    @property
    def words(self) -> list[str]:
        answers = dict(self.asked.offered)
        return [answers[code] for code in self.said.codes if code in answers]


@cache
def questions() -> Mapping[Question, Asked]:
    """Return every question, in the order in which they are listed."""
    offered: dict[str, dict[str, str]] = defaultdict(dict)
    with (LISTS / "words.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            offered[row["question"]][row["code"]] = row["words"]
    return {
        question: Asked(
            question, words, f"{why} {NO_DIFFERENCE}", offered[question.value], question in SEVERAL
        )
        for question, (words, why) in ASKS.items()
    }


def national_list(question: Question) -> dict[str, str]:
    """Return the national list of a question's codes, as published, with its own labels."""
    with (LISTS / f"{question.lower()}.csv").open(newline="") as file:
        return {row["code"]: row["label"] for row in csv.DictReader(file)}


def background(person_id: UUID, *, sight: Sight) -> tuple[AnswerShown, ...]:
    """Return every question with what somebody answered, as far as that is open to who asks."""
    answers = BackgroundAnswer.objects.open_to(sight).filter(person=person_id)
    rows = {row.question: row for row in answers}
    names = workers_named({row.edited_by_id for row in rows.values()})
    return tuple(
        AnswerShown(asked, answer_of(row), row.edited_at, names.get(row.edited_by_id, ""))
        if (row := rows.get(question.value))
        else AnswerShown(asked, AnswerSection(question.value))
        for question, asked in questions().items()
    )


def answer_of(row: BackgroundAnswer) -> AnswerSection:
    """Return what an answer says."""
    return AnswerSection(row.question, tuple(row.codes))
