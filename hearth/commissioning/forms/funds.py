"""What was typed of a fund, a hub's share of it, and what a funder is to be told."""

from typing import Any

from hearth.commissioning.forms.amounts import AmountField
from hearth.commissioning.forms.kept import MoneyForm
from hearth.commissioning.models import FundKind, Renewal
from hearth.commissioning.queries.funds import FundSaid
from hearth.design import nhs
from hearth.foundation.identifiers import uuid7
from hearth.people.forms.told import ToldForm


class FundForm(MoneyForm):
    """A grant or a contract."""

    name = nhs.TextField(label="What is it called?", called="what it is called", width="full")
    funder = nhs.TextField(label="Who gives it?", called="who gives it", width="full")
    kind = nhs.ChoiceField(FundKind.choices, label="What is it?", initial=FundKind.GRANT.value)
    from_on = nhs.DateField(label="From when?", called="its first day")
    until_on = nhs.DateField(label="Until when?", called="its last day")
    only_for = nhs.LongTextField(
        label="What may it be spent on?",
        help_text="Leave this empty if it may be spent on anything",
        required=False,
        rows=2,
    )
    renewal = nhs.ChoiceField(
        Renewal.choices, label="Does it go on after that?", initial=Renewal.NOT_ASKED.value
    )
    renewal_note = nhs.LongTextField(
        label="What is known about that?",
        help_text="About the money: who was asked, when they decide, what would have to stop",
        required=False,
        rows=3,
    )
    fund_id = nhs.UUIDField(required=False)

    def said(self) -> FundSaid:
        return FundSaid(**{name: self.cleaned_data[name] for name in FundSaid.__dataclass_fields__})


class ShareForm(ToldForm):
    """How much of a fund one hub has."""

    amount = AmountField(
        label="How much is for this hub?",
        called="how much is for this hub",
        help_text="Over all of its time. Leave this empty if it does not pay for this hub",
        prefix="£",
        required=False,
    )


class ReportForm(ToldForm):
    """What a funder is to be told, and by when."""

    what = nhs.TextField(label="What are they to be told?", called="what", width="full")
    due_on = nhs.DateField(label="By when?", called="the day", short_years=True)
    report_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, **options: Any):
        options["initial"] = {"report_id": uuid7()} | options.get("initial", {})
        super().__init__(*args, **options)
