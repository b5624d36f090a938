"""What is typed on the way of an introduction."""

import datetime
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone

from hearth.design import nhs
from hearth.introductions.forms.offering import offer_words
from hearth.introductions.models import Fitted, State, WhyNot
from hearth.introductions.queries.fitting import Asked
from hearth.introductions.queries.said import Missing
from hearth.people.forms.told import StampedForm, ToldForm

A_WEEK = datetime.timedelta(days=7)
SAID = [
    (State.YES.value, "Yes"),
    (State.NOT_NOW.value, "Not now: try again later"),
    (State.ASKS.value, "They need to know something"),
]


class WithNext(StampedForm):
    """What is next, by when."""

    next_step = nhs.LongTextField(
        label="What is next?", rows=2, help_text="They can read this on their own page"
    )  # fmt: skip
    next_on = nhs.DateField(label="By when?", called="the day for what is next", short_years=True)

    def __init__(self, *args: Any, today: datetime.date, **more: Any):
        more["initial"] = {"next_on": today + A_WEEK} | more.get("initial", {})
        super().__init__(*args, **more)


class AnswerForm(WithNext):
    """What the other side said."""

    answer = nhs.ChoiceField(SAID, label="What did they say?")
    words = nhs.LongTextField(
        label="In their words", required=False, rows=2,
        help_text="When they can meet, or what they need to know",
    )  # fmt: skip
    field_order = ("stamp", "answer", "words", "next_step", "next_on")


class NextForm(WithNext):
    """What is next, by when, and who looks after it."""

    owner = nhs.ChoiceField([], label="Who looks after it?", as_select=True)

    def __init__(
        self, *args: Any, team: list[tuple[UUID, str]], owner: tuple[UUID, str], **more: Any
    ):
        more["initial"] = {"owner": str(owner[0])} | more.get("initial", {})
        super().__init__(*args, **more)
        offer_words(self, "owner", ((str(key), name) for key, name in dict([*team, owner]).items()))


class CouldNotForm(WithNext):
    """Why it could not happen, what was needed, and the next idea."""

    why = nhs.EnumField(WhyNot, label="Why could it not happen?")
    words = nhs.LongTextField(label="What happened?", required=False, rows=2)
    needed = nhs.TextField(
        label="What was needed?", called="what was needed", width="full",
        help_text="For the map of what is missing here. Leave out whose need it was",
    )  # fmt: skip
    kind = nhs.ChoiceField(
        [], label="What kind of thing is that?", called="what kind of thing", as_select=True,
        required=False,
    )  # fmt: skip
    field_order = ("stamp", "why", "words", "needed", "kind", "next_step", "next_on")

    def __init__(self, *args: Any, kinds: Iterable[tuple[UUID, str]], **more: Any):
        """:param kinds: to choose from; none, where the kind is known"""
        super().__init__(*args, **more)
        self.fields["next_step"].label = "What is the next idea?"
        offered = [(str(key), name) for key, name in kinds]
        offer_words(self, "kind", [("", "Something else"), *offered])
        if not offered:
            del self.fields["kind"]

    def kind_id(self) -> UUID | None:
        kind = self.cleaned_data.get("kind", "")
        return UUID(kind) if kind else None


class MetForm(ToldForm):
    """The day on which they met."""

    met_on = nhs.DateField(
        label="On which day did they meet?", called="the day", short_years=True,
        latest=timezone.localdate,
    )  # fmt: skip
    asks_them = nhs.CheckField(label="Ask the other side whether it fitted")

    def __init__(self, *args: Any, asked: Asked | None = None, **more: Any):
        more["initial"] = {"asks_them": True} | more.get("initial", {})
        super().__init__(*args, **more)
        if asked is None:
            del self.fields["asks_them"]
        elif asked.contact:
            self.fields["asks_them"].help_text = "By email, to the address that our link went to"
        else:
            self.fields["asks_them"].help_text = "In their inbox here"


class KnowForm(ToldForm):
    """That one knows it did not fit; and what was missing, if anything was."""

    needed = nhs.TextField(
        label="What was missing?", required=False, width="full",
        help_text="For the map of what is missing here. Leave out whose need it was. Leave it "
        "empty if nothing was missing",
    )  # fmt: skip
    why = nhs.EnumField(
        WhyNot, label="Why did it not fit?", called="why it did not fit", as_select=True,
        initial=WhyNot.NOT_RIGHT, required=False,
    )  # fmt: skip

    def missing(self) -> Missing | None:
        """Return what was missing; None if nothing was."""
        typed = self.cleaned_data
        why = typed["why"] or WhyNot.NOT_RIGHT
        return Missing(typed["needed"], why.value) if typed["needed"].strip() else None


class FittedForm(StampedForm):
    """Whether it was right for them, as one side says."""

    fitted = nhs.EnumField(Fitted, label="Did it fit?")
    words = nhs.LongTextField(label="In their words", required=False, rows=2)


class StopForm(StampedForm):
    """Why the person stopped it, if they wish to say."""

    words = nhs.LongTextField(
        label="What do they say?", required=False, rows=2, help_text="They need not say why"
    )
