"""What was typed of the value of an hour."""

from hearth.commissioning.forms.amounts import AmountField
from hearth.commissioning.forms.months import MonthField
from hearth.commissioning.models import HourLevel
from hearth.design import nhs
from hearth.people.forms.told import ToldForm


class HourForm(ToldForm):
    """What an hour of a volunteer's is worth from a month on."""

    level = nhs.ChoiceField(
        HourLevel.choices,
        label="Which value is it?",
        hints={
            "LOW": "The least that anybody may be paid: the National Living Wage",
            "CENTRAL": "What somebody would be paid who did the same work",
            "HIGH": "The pay that half of all employees are under, and half over",
        },
    )
    value = AmountField(label="What is an hour worth?", called="what an hour is worth", prefix="£")
    from_on = MonthField(label="From which month?", called="the month")
    source = nhs.TextField(
        label="Where is this value from?", called="where this value is from", width="full"
    )
    year = nhs.TextField(
        label="Of which year is the price?", called="the year", help_text="Like 2025-26", width="10"
    )
    confirmed = nhs.CheckField(label="I have looked at the source, and it says so")
