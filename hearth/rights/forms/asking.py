"""What somebody asked, as it is written down."""

import datetime
from collections.abc import Sequence
from typing import Any

from hearth.design import nhs
from hearth.people.forms.told import ToldForm
from hearth.places.models import Site
from hearth.rights.models import AskedBy, AskedHow, Asks, Part
from hearth.rights.queries.said import Asked

HOW = [
    (AskedHow.SAID.value, AskedHow.SAID.label), (AskedHow.WRITTEN.value, AskedHow.WRITTEN.label),
]  # fmt: skip
"""What a worker can write down. On their own page they do it themselves."""


class AskForm(ToldForm):
    """What, who, when and where."""

    rights_id = nhs.UUIDField(required=False)
    asks = nhs.EnumField(
        Asks, label="What do they ask?",
        hints={
            "ACCESS": "We have a month to give it to them",
            "CORRECTION": "It is put right, or their own words stand beside it",
            "RESTRICTION": "From today we send nothing and share nothing new",
            "OBJECTION": "From today no count of people has them in it",
            "ERASURE": "Nothing goes yet: one worker asks it on “Erasing”, and another decides",
        },
    )  # fmt: skip
    part = nhs.EnumField(
        Part, label="Which part is wrong?", required=False, as_select=True,
        no_answer="Nothing is to be put right",
    )  # fmt: skip
    words = nhs.LongTextField(
        label="What did they say?", required=False, rows=3,
        help_text="In their own words. They need not say why they want to know",
    )  # fmt: skip
    asked_on = nhs.DateField(
        label="On which day did they ask?", called="the day", short_years=True,
        help_text="The month runs from this day, whoever it was that they asked",
    )  # fmt: skip
    asked_how = nhs.ChoiceField(HOW, label="How did they ask?", initial=AskedHow.SAID.value)
    asked_by = nhs.EnumField(
        AskedBy, label="Who asked?", as_select=True, initial=AskedBy.PERSON.value
    )
    asker = nhs.TextField(
        label="If somebody asked for them: who, and what shows that they may?",
        called="who asked", width="full", required=False,
    )  # fmt: skip
    site = nhs.ChoiceField([], label="Where?", as_select=True)

    def __init__(
        self, *args: Any, sites: Sequence[Site], today: datetime.date, **more: Any
    ) -> None:
        more["initial"] = {"asked_on": today} | more.get("initial", {})
        super().__init__(*args, **more)
        self.sites = {str(site.id): site for site in sites}
        field = self.fields["site"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [(key, site.name) for key, site in self.sites.items()]

    def where(self) -> Site:
        """Return where it was asked."""
        return self.sites[self.cleaned_data["site"]]

    def said(self) -> Asked:
        """Return what was asked."""
        typed = self.cleaned_data
        return Asked(
            typed["asks"].value, typed["asked_on"], typed["asked_by"].value, typed["asked_how"],
            typed["asker"], typed["words"], typed["part"].value if typed["part"] else "",
        )  # fmt: skip
