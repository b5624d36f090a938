"""What the other side of an introduction types: a code, and an answer."""

from typing import Any

from hearth.design import nhs
from hearth.introductions.models import Fitted, Reply
from hearth.introductions.queries import ReplySaid
from hearth.people.forms.told import ToldForm

REPLIES = [
    (Reply.YES.value, "Yes, they can come"),
    (Reply.NOT_NOW.value, "Not now"),
    (Reply.ASKS.value, "We need to know something first"),
    (Reply.CAME.value, "They have been here already"),
]
HINTS = {
    Reply.YES.value: "Say when, below",
    Reply.NOT_NOW.value: "Say when to try again, or what to try instead",
    Reply.ASKS.value: "Write it below. We ask them",
}
LONGEST = 1000


class CodeForm(ToldForm):
    """The code that came to their address."""

    code = nhs.TextField(
        label="What is the code?", help_text="It has 6 figures", max_length=20, width="10",
        autocomplete="one-time-code",
    )  # fmt: skip


class ReplyForm(ToldForm):
    """What they say: yes and when, not now, or what they need to know."""

    reply = nhs.ChoiceField(REPLIES, label="What is your answer?", hints=HINTS)
    words = nhs.LongTextField(
        label="In your own words", required=False, rows=3, max_length=LONGEST,
        help_text="The person may read what you write",
    )  # fmt: skip
    on = nhs.DateField(
        label="For which day?", called="the day", short_years=True, required=False,
        help_text="If you can say: when they can come, or when to try again",
    )  # fmt: skip
    line_id = nhs.UUIDField(required=False)

    def said(self) -> ReplySaid:
        typed = self.cleaned_data
        return ReplySaid(typed["reply"], typed["words"], typed["on"])


class FittedReplyForm(ToldForm):
    """Whether it fitted, once they have met."""

    fitted = nhs.EnumField(Fitted, label="Did it fit?")
    words = nhs.LongTextField(
        label="In your own words", required=False, rows=3, max_length=LONGEST,
        help_text="The person may read what you write",
    )  # fmt: skip
    line_id = nhs.UUIDField(required=False)

    def said(self) -> ReplySaid:
        typed: dict[str, Any] = self.cleaned_data
        return ReplySaid(Reply.FITTED.value, typed["words"], None, typed["fitted"].value)
