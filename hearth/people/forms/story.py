"""What somebody tells once, as it was typed: a passage, a plan looked at, an answer."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices

from hearth.design import nhs
from hearth.people.forms.told import StampedForm
from hearth.people.models import Heading
from hearth.people.queries.background import AnswerSection, Asked
from hearth.people.queries.layers import PassageSection, PlanShown

TWO_WEEKS = datetime.timedelta(days=14)

HINTS = {
    Heading.MATTERS: "Who and what is important to you? What makes a day a good one?",
    Heading.STRENGTHS: "What do you do well? What has got you through before?",
    Heading.KNOW: "What would you like people to know, so that you need not say it again?",
    Heading.HELP_ME: "What do people do that helps? What should they not do?",
    Heading.COMMUNICATE: "Slowly, in writing, sitting side by side, with somebody you trust?",
    Heading.SLIPPING: "What do you notice first? What do others notice?",
    Heading.WELL: "What do you do on a day when you are well, that keeps you so?",
    Heading.OK: "What helps to keep an OK day from getting worse?",
    Heading.NOT_GREAT: "What can you do by yourself? What can others do?",
    Heading.WORST_DAY: "What helps when it is at its worst, and who? What must nobody do?",
    Heading.WORSE: "Places, people, days of the year, things that are said?",
    Heading.PEOPLE_AND_PLACES: "Who is good to be with? Where are you all right?",
    Heading.SAFER: "What can be put away, or given to somebody? Where can you go? Who stays?",
}


class PassageForm(StampedForm):
    """What somebody says under one heading, and a worker's note beside it."""

    words = nhs.LongTextField(label="In their own words", required=False, rows=10)
    note = nhs.LongTextField(
        label="A worker’s note, kept apart",
        help_text="They can read this too",
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, heading: Heading, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heading = heading
        self.fields["words"].help_text = HINTS[heading]

    @staticmethod
    def drawn_from(section: PassageSection) -> dict[str, Any]:
        return {"words": section.words, "note": section.note, "stamp": section.stamp}

    def section(self) -> PassageSection:
        typed = self.cleaned_data
        return PassageSection(self.heading.value, typed["words"], typed["note"])


class WhenAgain(TextChoices):
    """When a plan is looked at again."""

    HALF_YEAR = "HALF_YEAR", "In half a year"
    AFTER_GOOD = "AFTER_GOOD", "In two weeks: it has been a good time, and we want to know why"
    AFTER_BAD = "AFTER_BAD", "In two weeks: it has been a hard time, and the plan may need more"
    ON_A_DAY = "ON_A_DAY", "On a day we choose"


AFTER = {WhenAgain.AFTER_GOOD: "After a good time", WhenAgain.AFTER_BAD: "After a hard time"}


class LookedAtForm(StampedForm):
    """That a plan was looked at together, and when to look again."""

    when = nhs.EnumField(
        WhenAgain, label="When shall we look at it again?", initial=WhenAgain.HALF_YEAR
    )
    on = nhs.DateField(
        label="The day, if you chose one", required=False, called="the day", short_years=True
    )
    why = nhs.TextField(
        label="Why then?",
        help_text="Such as: after the move, before Christmas. It can stay empty",
        required=False,
        width="full",
        max_length=300,
    )
    on_hubs_device = nhs.YesNoField(
        label="May the hub keep the plan on a device of its own?",
        help_text=(
            "So that the team can read it when there is no signal. Nothing is kept there unless "
            "they say yes"
        ),
        yes="Yes, they agreed",
        no="No",
    )

    @staticmethod
    def drawn_from(plan: PlanShown) -> dict[str, Any]:
        return {
            "on_hubs_device": plan.on_hubs_device,
            "when": WhenAgain.HALF_YEAR,
            "stamp": plan.said.stamp,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the day, if one was to be chosen."""
        typed = self.cleaned_data
        chosen = typed.get("when") == WhenAgain.ON_A_DAY
        if chosen and "on" not in self.errors and not typed.get("on"):
            self.add_error("on", nhs.ValidationError("Enter the day", code="day"))
        return typed

    def look_again_on(self, today: datetime.date) -> datetime.date | None:
        """Return the day; None means in half a year."""
        when = self.cleaned_data["when"]
        if when == WhenAgain.ON_A_DAY:
            chosen: datetime.date = self.cleaned_data["on"]
            return chosen
        return today + TWO_WEEKS if when in AFTER else None

    def look_again_why(self) -> str:
        """Return why, in words: theirs, or those of the choice."""
        typed: str = self.cleaned_data["why"]
        return typed or AFTER.get(self.cleaned_data["when"], "")


class BackgroundForm(StampedForm):
    """One question about somebody's background, and any of its answers."""

    def __init__(self, *args: Any, asked: Asked, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        what: dict[str, Any] = {
            "label": asked.words,
            "help_text": asked.why,
            "required": False,
        }
        offered = [*asked.offered, ("", "Not asked yet")]
        field: nhs.ManyField | nhs.ChoiceField
        if asked.several:
            field = nhs.ManyField(asked.offered, **what)
        else:
            field = nhs.ChoiceField(offered, **what)
            field.no_answer = "Not asked yet"  # type: ignore[attr-defined]
        self.fields["codes"] = field

    @staticmethod
    def drawn_from(section: AnswerSection, *, several: bool) -> dict[str, Any]:
        one = section.codes[0] if section.codes else ""
        return {"codes": list(section.codes) if several else one, "stamp": section.stamp}

    def section(self) -> AnswerSection:
        typed: str | Iterable[str] = self.cleaned_data["codes"]
        codes = [typed] if isinstance(typed, str) else typed
        return AnswerSection(self.asked.question.value, tuple(code for code in codes if code))
