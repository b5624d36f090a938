"""Somebody in a person's circle, as it was typed."""

from typing import Any

from hearth.design import nhs
from hearth.people.forms.told import StampedForm
from hearth.people.models import Bond, Layer
from hearth.people.queries.circle import MemberSection


class MemberForm(StampedForm):
    """Who somebody is to the person, and what they may know."""

    name = nhs.TextField(
        label="What are they called?", help_text="Such as: Mum, or Dee from next door"
    )
    bond = nhs.EnumField(Bond, label="Who are they to me?")
    number = nhs.TextField(label="Their phone number", required=False, kind="tel")
    agreed_on = nhs.DateField(
        label="When did they agree to be rung?",
        help_text=(
            "Ask them first. From that day they are in the stay-well plan, and whoever sees the "
            "plan sees their name and number. Leave it empty if they were not asked"
        ),
        required=False,
        called="the day",
        short_years=True,
    )
    may_know = nhs.ManyField(
        [(layer.value, layer.label) for layer in Layer],
        label="What may we talk about with them?",
        help_text="Nothing, unless it is ticked. It can be changed at any time",
        required=False,
    )
    note = nhs.LongTextField(
        label="Anything else",
        help_text="Such as: ring after six, or: never tell him where I am",
        required=False,
        rows=3,
    )

    @staticmethod
    def drawn_from(section: MemberSection) -> dict[str, Any]:
        return {
            "name": section.name,
            "bond": section.bond,
            "number": section.number,
            "agreed_on": section.agreed_on,
            "may_know": list(section.may_know),
            "note": section.note,
            "stamp": section.stamp,
        }

    def section(self) -> MemberSection:
        typed = self.cleaned_data
        return MemberSection(
            name=typed["name"],
            bond=typed["bond"].value,
            number=typed["number"],
            note=typed["note"],
            may_know=tuple(typed["may_know"]),
            agreed_on=typed["agreed_on"],
        )
