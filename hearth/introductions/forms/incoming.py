"""What is typed of somebody who is introduced to a hub, and of what happened with them."""

import datetime
from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.introductions.forms.offering import offer_words
from hearth.introductions.models import HELLO_WITHIN, HowAgreed, MayHear, SafeWay, Stands, WhyNot
from hearth.people.forms.told import StampedForm, ToldForm

LONG, SHORT = 2000, 200
OF_PAPER = {
    "introducer": ("Who introduces them?", "A name, and where they work, as the paper says"),
    "reply_to": (
        "How can whoever introduces them be reached?", "A phone number or an email address",
    ),
    "may_hear": (
        "What may whoever introduces them hear?",
        "What the person agreed to. Without a tick they hear only that it arrived",
    ),
}  # fmt: skip
"""What is asked of a paper, or of what was told: a label, and a line of help."""


class BringInForm(ToldForm):
    """Who introduces whom to which hub, and what the person agreed to."""

    site = nhs.ChoiceField([], label="To which hub?", as_select=True)
    introducer = nhs.TextField(
        label="Who introduces them?", width="full", max_length=SHORT,
        help_text="A name, and where you work",
    )  # fmt: skip
    reply_to = nhs.TextField(
        label="How can we reach you?", width="full", required=False, max_length=SHORT,
        help_text="A phone number or an email address",
    )  # fmt: skip
    agreed_how = nhs.EnumField(HowAgreed, label="How did the person agree to this?")
    name = nhs.TextField(label="What do they like to be called?", width="full", max_length=SHORT)
    hope = nhs.LongTextField(
        label="What would help, in their own words?", required=False, rows=3, max_length=LONG,
        help_text="Only what they want us to know",
    )  # fmt: skip
    safe_way = nhs.EnumField(SafeWay, label="By which way is it safe to reach them?")
    where = nhs.TextField(
        label="The number or address that is safe", width="full", required=False,
        max_length=SHORT,
    )  # fmt: skip
    when = nhs.TextField(
        label="When is it safe, and what must we be careful of?", width="full", required=False,
        max_length=SHORT, help_text="Such as: after six. Do not leave a message",
    )  # fmt: skip
    may_hear = nhs.ManyField(
        MayHear.choices, label="What may we tell you afterwards?", called="what we may tell",
        required=False, help_text="Ask them. Without a tick you hear only that it arrived",
    )  # fmt: skip
    website = nhs.HiddenField(required=False)
    incoming_id = nhs.UUIDField(required=False)

    def __init__(
        self, *args: Any, hubs: list[tuple[UUID, str]], on_paper: bool = False, **more: Any
    ):
        super().__init__(*args, **more)
        offer_words(self, "site", [("", "Choose"), *((str(key), name) for key, name in hubs)])
        if on_paper:
            self._of_paper()

    def _of_paper(self) -> None:
        """Ask in words for whoever types in what somebody else wrote, or said."""
        for name, (label, help_text) in OF_PAPER.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text
        agreed = self.fields["agreed_how"]
        assert isinstance(agreed, nhs.EnumField)
        agreed.choices = [
            (code, "They wrote it together" if code == HowAgreed.TOGETHER else words)
            for code, words in HowAgreed.choices
        ]

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("website"):  # the box is drawn empty again
            self.add_error(None, "A box that people do not see was filled in. Send it once more")
        return self.cleaned_data


HAPPENED = [
    (Stands.TAKEN.value, "I take it"),
    (Stands.HELLO.value, "I said hello, in the way that is safe"),
    ("NEXT", "Something else is next"),
    ("WORK", "Something is in the way: how can we make it work?"),
    (Stands.WELCOMED.value, "They have been welcomed"),
    (Stands.RATHER_NOT.value, "They would rather not, for now"),
]


class WentOnForm(StampedForm):
    """What happened with somebody who was introduced to us, and what is next."""

    what = nhs.ChoiceField(
        HAPPENED,
        label="What happened?",
        hints={
            Stands.RATHER_NOT.value: "Only they can say so. Write below how they told you, and when"
        },
    )
    words = nhs.LongTextField(label="In a few words", required=False, rows=2, max_length=LONG)
    why = nhs.EnumField(
        WhyNot, label="What is in the way?", required=False, as_select=True,
        no_answer="Nothing", help_text="Only if something is. It goes on the map of unmet needs",
    )  # fmt: skip
    needed = nhs.TextField(
        label="What was needed that is not there?", called="what was needed", required=False,
        width="full", max_length=SHORT, help_text="Leave out whose need it was",
    )  # fmt: skip
    next_step = nhs.LongTextField(
        label="What is next?", required=False, rows=2, max_length=LONG,
        help_text="Until they are welcomed there is always a next step",
    )  # fmt: skip
    next_on = nhs.DateField(label="By when?", called="the day", short_years=True, required=False)
    owner = nhs.ChoiceField(
        [], label="Who looks after it from now on?", required=False, as_select=True
    )

    def __init__(
        self, *args: Any, today: datetime.date, team: list[tuple[UUID, str]] | None = None,
        is_theirs: bool = False, **more: Any,
    ):  # fmt: skip
        more["initial"] = {"next_on": today + HELLO_WITHIN} | more.get("initial", {})
        super().__init__(*args, **more)
        if is_theirs:  # what is in somebody's hands is not for them to take
            offer_words(self, "what", [one for one in HAPPENED if one[0] != Stands.TAKEN])
        offer_words(self, "owner", [(str(key), name) for key, name in team or []])


class TakeForm(StampedForm):
    """One tap: whoever sends it looks after it from now on."""


class HearForm(StampedForm):
    """What whoever introduced somebody may hear, by the person's word."""

    may_hear = nhs.ManyField(
        MayHear.choices, label="What may whoever introduced them hear?", required=False,
        help_text="Ask them. They can take it back. That it arrived was said already",
    )  # fmt: skip


class SendOnForm(StampedForm):
    """To which other hub of ours somebody is sent on, and why."""

    hub = nhs.ChoiceField([], label="To which hub?", as_select=True)
    reason = nhs.TextField(
        label="Why, for the team there", width="full", max_length=SHORT,
        help_text="Such as: it is nearer. Ask them first, by the way that is safe",
    )  # fmt: skip

    def __init__(self, *args: Any, hubs: list[tuple[UUID, str]], **more: Any):
        super().__init__(*args, **more)
        offer_words(self, "hub", [("", "Choose"), *((str(key), name) for key, name in hubs)])
