"""What was typed of what somebody wrote to a hub, and of an answer."""

from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.frontdoor.models import HowToday
from hearth.letterbox.models import LetterKind
from hearth.letterbox.queries.said import LetterSaid
from hearth.people.forms.told import ToldForm

IS_DONE = (("no", "Yes: I keep it in hand"), ("yes", "No: nothing more is needed for now"))


class WriteForm(ToldForm):
    """What somebody says to the hub, as a worker writes it down for them."""

    kind = nhs.EnumField(LetterKind, label="What is it?")
    words = nhs.LongTextField(
        label="What do they say?", called="what they say", help_text="In their own words",
        required=False,
    )  # fmt: skip
    times = nhs.TextField(
        label="When could they?", required=False, width="full",
        help_text="Only for an offer of help",
    )  # fmt: skip
    reach = nhs.TextField(
        label="How can we reach them about this?", called="how to reach them", required=False,
        width="full",
    )  # fmt: skip
    letter_id = nhs.UUIDField(required=False)

    def said(self) -> LetterSaid:
        typed = self.cleaned_data
        return LetterSaid(
            typed["kind"].value, words=typed["words"], reach=typed["reach"], times=typed["times"]
        )


class AnswerForm(ToldForm):
    """An answer, and whether there is more to do."""

    words = nhs.LongTextField(
        label="Your answer", called="your answer", required=False,
        help_text="They read all of this, with your name",
    )  # fmt: skip
    is_done = nhs.ChoiceField(IS_DONE, label="Is there more to do?", initial="no")
    line_id = nhs.UUIDField(required=False)


class HandOnForm(ToldForm):
    """To whom it is handed on."""

    to = nhs.ChoiceField([], label="Who has it from now on?", called="who has it", as_select=True)
    words = nhs.LongTextField(
        label="What should they know?", required=False, rows=2,
        help_text="The person reads this too",
    )  # fmt: skip

    def __init__(self, *args: Any, readers: list[tuple[UUID, str]], me: UUID, **more: Any):
        super().__init__(*args, **more)
        field: Any = self.fields["to"]
        field.choices = [
            (str(key), "Me" if key == me else name)
            for key, name in sorted(readers, key=lambda each: each[0] != me)
        ]


class HowForm(ToldForm):
    """How somebody says they are, as they told a worker."""

    how = nhs.EnumField(HowToday, label="How do they say they are?")
    words = nhs.LongTextField(
        label="What do they say of it?", required=False, rows=2, help_text="In their own words"
    )
    how_id = nhs.UUIDField(required=False)
