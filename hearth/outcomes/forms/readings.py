"""What was answered: each question of a measure, or a total alone. Nothing has to be answered."""

import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone

from hearth.design import nhs
from hearth.foundation.actors import Actor, Permission
from hearth.outcomes.documents import exact, plain
from hearth.outcomes.measures.measure import Item, Measure, Scorer
from hearth.outcomes.models import HowGiven
from hearth.outcomes.queries.said import ReadingSaid
from hearth.people.forms.told import StampedForm
from hearth.places.models import Site
from hearth.places.queries import sites_where

MOST_CHOICES = 6
"""Answers that stand one under another to be ticked; a longer scale is a list to choose from."""
NO_ANSWER = "No answer"
BY_A_WORKER = [(one.value, one.label) for one in (HowGiven.DESK, HowGiven.PAPER)]


class AnswersForm(StampedForm):
    """The questions of one measure, in its own words where its licence lets us show them."""

    words = nhs.LongTextField(
        label="Anything you want to say about it?", required=False, rows=2,
        help_text="In your own words. You need not",
    )  # fmt: skip
    reading_id = nhs.UUIDField(required=False)
    last: tuple[str, ...] = ("words",)

    def __init__(self, *args: Any, measure: Measure, **options: Any) -> None:
        super().__init__(*args, **options)
        self.measure = measure
        self.asked: list[str] = []
        for number, item in sorted(measure.items.items()):
            name = f"item_{number}"
            self.fields[name] = _question(measure, number, item)
            self.asked.append(name)
        if measure.slug == "gbo":
            self.fields["came_for"] = nhs.ManyField(
                [(str(number), item.about.capitalize()) for number, item in measure.items.items()],
                label="Which of these have to do with what brought you here?",
                required=False, coerce=int,
            )  # fmt: skip
            self.last = ("came_for", *self.last)

    def answers(self) -> tuple[tuple[int, int], ...]:
        """Return what was answered, by the number of the question."""
        typed = self.cleaned_data
        found = ((int(name.removeprefix("item_")), typed.get(name)) for name in self.asked)
        return tuple((number, int(answer)) for number, answer in found if answer not in ("", None))

    def said_from_afar(self, *, how: HowGiven, site_id: UUID, today: datetime.date) -> ReadingSaid:
        """Return what the person answered by themselves."""
        return self._said(today, how.value, site_id)

    def _said(self, given_on: datetime.date, how: str, site_id: UUID) -> ReadingSaid:
        typed = self.cleaned_data
        return ReadingSaid(
            self.measure.slug, given_on, how, site_id, answers=self.answers(),
            came_for=tuple(typed.get("came_for") or ()), words=typed["words"],
        )  # fmt: skip


class GivenForm(StampedForm):
    """When, where and how a reading was given, as a worker writes it down."""

    given_on = nhs.DateField(
        label="Which day was it?", called="the day", short_years=True, latest=timezone.localdate
    )
    how = nhs.ChoiceField(BY_A_WORKER, label="How did they answer?")
    site = nhs.RecordField(label="At which of our places?")

    GIVEN: ClassVar[tuple[str, ...]] = ("given_on", "how", "site")

    def __init__(
        self, *args: Any, actor: Actor, was: ReadingSaid | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        mine = sites_where(actor, Permission.CHANGE_PEOPLE)
        if was:
            how = self.fields["how"]
            assert isinstance(how, nhs.ChoiceField)
            if was.how not in dict(BY_A_WORKER):
                how.choices = [*BY_A_WORKER, (was.how, HowGiven(was.how).label)]
            mine = mine | Site.objects.filter(id=was.site_id)
        self.offer(site=mine.distinct().order_by("name"))


class DeskForm(GivenForm, AnswersForm):
    """A reading, as a worker writes it down with the person or from their paper."""

    def said(self) -> ReadingSaid:
        typed = self.cleaned_data
        return self._said(typed["given_on"], typed["how"], typed["site"].id)

    @staticmethod
    def drawn_from(said: ReadingSaid) -> dict[str, Any]:
        return _given(said) | {f"item_{number}": answer for number, answer in said.answers}


class TotalForm(GivenForm):
    """What a reading came to, when nobody here has the answers."""

    words = nhs.LongTextField(label="Anything they want to say about it?", required=False, rows=2)
    reading_id = nhs.UUIDField(required=False)
    last: tuple[str, ...] = ("words",)

    def __init__(self, *args: Any, measure: Measure, **options: Any) -> None:
        super().__init__(*args, **options)
        self.measure = measure
        self.asked = []
        for score in measure.scores:
            if score.scorer is Scorer.TABLE:
                continue  # it is looked up by the sum that stands beside it
            name = f"total_{score.key}"
            self.fields[name] = nhs.TextField(
                label=score.name if len(measure.scores) > 1 else "What did it come to?",
                help_text=f"A number from {plain(score.lowest)} to {plain(score.highest)}",
                required=False, width="5",
            )  # fmt: skip
            self.asked.append(name)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for name in self.asked:
            if typed.get(name) and exact(typed[name]) is None:
                self.add_error(name, "Write a number, like 12")
        return typed

    def said(self) -> ReadingSaid:
        typed = self.cleaned_data
        totals = tuple(
            (name.removeprefix("total_"), typed[name].strip()) for name in self.asked if typed[name]
        )
        return ReadingSaid(
            self.measure.slug, typed["given_on"], typed["how"], typed["site"].id, totals=totals,
            words=typed["words"],
        )  # fmt: skip

    @staticmethod
    def drawn_from(said: ReadingSaid) -> dict[str, Any]:
        return _given(said) | {f"total_{key}": value for key, value in said.totals}


def _given(said: ReadingSaid) -> dict[str, Any]:
    return {
        "given_on": said.given_on, "how": said.how, "site": said.site_id, "words": said.words,
        "came_for": [str(number) for number in said.came_for], "stamp": said.stamp,
    }  # fmt: skip


def _question(measure: Measure, number: int, item: Item) -> nhs.ChoiceField:
    words = measure.words
    asked = words.items.get(number, "") if words else ""
    answers = words.answers.get(number, {}) if words else {}
    about = f": {item.about}" if item.about else ""
    choices = [
        (str(one), f"{one}: {answers[one]}" if one in answers else str(one))
        for one in range(item.lowest, item.highest + 1)
    ]
    label = f"{number}. {asked}" if asked else f"Question {number}{about}"
    is_long = len(choices) > MOST_CHOICES
    nothing = ("", NO_ANSWER)
    field = nhs.ChoiceField(
        [nothing, *choices] if is_long else [*choices, nothing],
        label=label,
        required=False,
        as_select=is_long,
        help_text="" if asked else _how_to(measure),
    )
    field.no_answer = NO_ANSWER  # type: ignore[attr-defined]  # a tapped radio cannot be untapped
    return field


def _how_to(measure: Measure) -> str:
    return (
        "The number printed beside the box"
        if measure.answers_are.value == "scored"
        else "The number of the box that was ticked"
    )
