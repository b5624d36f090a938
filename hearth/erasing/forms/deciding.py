"""What is typed about erasing and keeping."""

from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.erasing.models import AskedFor, Kind, WhyErase, WhyKeep
from hearth.people.forms.told import ToldForm


class AskForm(ToldForm):
    """Asking that something be erased."""

    asked_for = nhs.EnumField(AskedFor, label="Who wants it?")
    why = nhs.EnumField(WhyErase, label="Why?")
    words = nhs.LongTextField(
        label="What was asked, and how?", rows=3,
        help_text="In their words. It goes with the rest once it is erased",
    )  # fmt: skip
    holders = nhs.ManyField(
        (), label="Of which organisations?", called="of which", required=False,
        help_text="If you choose none, it is asked of all of them",
    )  # fmt: skip
    kinds = nhs.ManyField(
        Kind.choices, label="Which records?", called="which records", required=False,
        help_text="If you choose none, everything is to be erased",
    )  # fmt: skip

    def __init__(self, *args: Any, holders: list[tuple[UUID, str]], **more: Any):
        super().__init__(*args, **more)
        field = self.fields["holders"]
        assert isinstance(field, nhs.ManyField)
        field.choices = [(str(key), name) for key, name in holders]


class HoldForm(ToldForm):
    """Putting something on hold for the law."""

    holder = nhs.ChoiceField([], label="What which organisation holds?")
    reason = nhs.LongTextField(label="Why must it be kept?", rows=3)

    def __init__(self, *args: Any, holders: list[tuple[UUID, str]], **more: Any):
        super().__init__(*args, **more)
        field = self.fields["holder"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [(str(key), name) for key, name in holders]


class LiftForm(ToldForm):
    """Lifting a hold."""

    why = nhs.LongTextField(label="Why can it go again?", rows=3)


class WithdrawForm(ToldForm):
    """Taking back what was asked."""

    why = nhs.LongTextField(label="Why is it not asked any more?", rows=3)


class DecideForm(ToldForm):
    """What an organisation decides on what it holds."""

    decision = nhs.ChoiceField(
        [("ERASE", "Erase it now, for good"), ("KEEP", "Keep it, for a reason")],
        label="What is decided?",
    )  # fmt: skip
    why_keep = nhs.ChoiceField(
        WhyKeep.choices, label="If it is kept: the reason that the law gives", required=False
    )
    words = nhs.LongTextField(
        label="If it is kept: why, for the person to read", rows=3, required=False
    )
    look_again_on = nhs.DateField(
        label="If it is kept: until when, at the latest, do you look again?", called="the day",
        short_years=True, required=False,
    )  # fmt: skip


class RuleForm(ToldForm):
    """For how long one kind of record is kept."""

    kind = nhs.EnumField(Kind, label="What?")
    months = nhs.NumberField(
        label="For how many months after the last contact?", called="how many months",
        help_text="240 is 20 years",
    )  # fmt: skip
    months_after_death = nhs.NumberField(
        label="If they died: for how many months after that day?", required=False,
        called="how many months after a death", help_text="Leave it empty to count as for all",
    )  # fmt: skip
    child_until = nhs.NumberField(
        label="If they were a child at the last contact: at least until which birthday?",
        called="which birthday", required=False,
        help_text="25, say. It is a year longer if they were 17 then",
    )  # fmt: skip
    source = nhs.TextField(
        label="Where is that number from?", width="full",
        help_text="A page of a code of practice, a contract, what your board decided",
    )  # fmt: skip
    confirmed = nhs.CheckField(label="Whoever answers for our records confirmed it")


class LookForm(ToldForm):
    """What is to be done with something past its time."""

    decision = nhs.ChoiceField(
        [("KEEP", "Keep it longer, for a reason"), ("ASK", "Ask that it be erased")],
        label="You have looked. What now?",
    )  # fmt: skip
    words = nhs.LongTextField(label="Why?", rows=3)
    until = nhs.DateField(
        label="If it is kept: until when?", called="the day", short_years=True, required=False
    )
