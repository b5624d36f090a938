"""What was typed of a goal."""

from typing import Any

from hearth.design import nhs
from hearth.people.forms.told import StampedForm, ToldForm
from hearth.support.models import GoalState
from hearth.support.queries.goals import MOST, GoalSaid, StepSaid

NEVER = "never"
ENDS = {0: "0: not begun yet", MOST: f"{MOST}: I am there"}


class GoalForm(StampedForm):
    """A goal, as the person says it."""

    words = nhs.LongTextField(
        label="What do you want, in your own words?",
        help_text="Such as: sleep through the night, or go to the choir again",
        rows=3,
    )
    why = nhs.LongTextField(label="Why does it matter to you?", required=False, rows=2)
    is_why_they_came = nhs.CheckField(label="This has to do with what brought you here")
    goal_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, why_they_came: str, **options: Any):
        super().__init__(*args, **options)
        if why_they_came:
            self.fields["is_why_they_came"].help_text = f"You said: {why_they_came}"
        else:
            del self.fields["is_why_they_came"]

    @staticmethod
    def drawn_from(said: GoalSaid) -> dict[str, Any]:
        return {
            "words": said.words,
            "why": said.why,
            "is_why_they_came": said.is_why_they_came,
            "stamp": said.stamp,
        }

    def said(self, state: str) -> GoalSaid:
        typed = self.cleaned_data
        return GoalSaid(typed["words"], typed["why"], state, typed.get("is_why_they_came", False))


class ChangeGoalForm(GoalForm):
    """A goal that is there already: it can be paused, or reached."""

    state = nhs.EnumField(GoalState, label="How does it stand?")

    field_order = ("stamp", "state", "words", "why", "is_why_they_came")

    @staticmethod
    def drawn_from(said: GoalSaid) -> dict[str, Any]:
        return GoalForm.drawn_from(said) | {"state": said.state}


def numbers() -> list[tuple[int, str]]:
    """Return 0 to 10 as they are offered."""
    return [(number, ENDS.get(number, str(number))) for number in range(MOST + 1)]


class StepForm(ToldForm):
    """How far along they say that they are."""

    how_far = nhs.ChoiceField(
        numbers(),
        label="How far along are you, from 0 to 10?",
        help_text="Up and down are both fine",
        as_select=True,
    )
    step_words = nhs.LongTextField(label="Anything to say about it?", required=False, rows=2)
    step_id = nhs.UUIDField(required=False)


class StepRightForm(StampedForm):
    """What a step should have said; or that it was never said."""

    how_far = nhs.ChoiceField(
        [*numbers(), (NEVER, "It was never said: take it back")],
        label="How far along were they, from 0 to 10?",
        as_select=True,
    )
    step_words = nhs.LongTextField(label="What did they say about it?", required=False, rows=2)

    @staticmethod
    def drawn_from(said: StepSaid) -> dict[str, Any]:
        how_far = NEVER if said.how_far is None else said.how_far
        return {"how_far": how_far, "step_words": said.words, "stamp": said.stamp}

    def said(self) -> StepSaid:
        how_far = self.cleaned_data["how_far"]
        return StepSaid(None if how_far == NEVER else int(how_far), self.cleaned_data["step_words"])
