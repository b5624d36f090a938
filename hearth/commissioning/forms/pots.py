"""What was typed of a pot, and of what was decided about it."""

from typing import Any
from uuid import UUID

from hearth.commissioning.forms.amounts import AmountField
from hearth.commissioning.forms.kept import MoneyForm
from hearth.commissioning.queries.pots import DecisionSaid, PotSaid
from hearth.design import nhs
from hearth.places.queries import organisations


class PotForm(MoneyForm):
    """Money that several partners decide about together."""

    name = nhs.TextField(label="What is it called?", called="what it is called", width="full")
    amount = AmountField(label="How much is in it?", called="how much is in it", prefix="£")
    from_on = nhs.DateField(label="From when?", called="its first day")
    until_on = nhs.DateField(label="Until when?", called="its last day")
    purpose = nhs.LongTextField(label="What is it for?", required=False, rows=3)
    partners = nhs.ManyField(
        [], label="Who decides about it?", help_text="They see it, and what was decided"
    )
    pot_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, **options: Any):
        super().__init__(*args, **options)
        field = self.fields["partners"]
        assert isinstance(field, nhs.ManyField)
        field.choices = [(str(one.id), one.name) for one in organisations()]

    def said(self) -> PotSaid:
        typed = self.cleaned_data
        return PotSaid(
            typed["name"], typed["amount"], typed["from_on"], typed["until_on"], typed["purpose"],
            tuple(UUID(one) for one in typed["partners"]),
        )  # fmt: skip


class DecisionForm(MoneyForm):
    """What was decided, by whom, and what anybody declared."""

    decided_on = nhs.DateField(label="When was it decided?", called="the day")
    what = nhs.LongTextField(label="What was decided?", called="what was decided", rows=3)
    amount = AmountField(
        label="How much does it spend?",
        help_text="Leave this empty if it spends nothing",
        prefix="£",
        required=False,
    )
    who = nhs.LongTextField(
        label="Who decided?",
        called="who decided",
        help_text="The board, and who of it was there",
        rows=2,
    )
    none_declared = nhs.CheckField(label="Everybody was asked, and nobody had anything to declare")
    conflicts = nhs.LongTextField(
        label="Did anybody have a stake in it?",
        help_text="Who, what, and what was done about it: they left the room, say",
        required=False,
        rows=3,
    )
    decision_id = nhs.UUIDField(required=False)

    def said(self) -> DecisionSaid:
        typed = self.cleaned_data
        return DecisionSaid(**{name: typed[name] for name in DecisionSaid.__dataclass_fields__})
