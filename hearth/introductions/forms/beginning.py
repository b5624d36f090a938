"""Beginning an introduction, with all that is asked in one go: who goes along, and what failed."""

from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.introductions.forms.begun import BeginForm
from hearth.introductions.forms.going_on import WithNext
from hearth.introductions.models import WhyNot
from hearth.introductions.queries.said import IntroductionSaid, Missing, NobodyYes
from hearth.people.forms.told import StampedForm

RANG = "Did nobody say yes? Write whom you rang"
MISSING = "What was needed?"
NOT_WHOSE = "For the map of what is missing here. Leave out whose need it was"


class BeginAllForm(BeginForm):
    """One introduction; who goes along; and what failed before it, or was rung in vain."""

    rang = nhs.TextField(
        label=RANG, required=False, width="full",
        help_text="Only if it is needed today. Then what you begin here is the next idea",
    )  # fmt: skip
    needed = nhs.TextField(label=MISSING, required=False, width="full", help_text=NOT_WHOSE)
    goes_with = nhs.ChoiceField(
        [], label="Who goes along?", required=False, as_select=True,
        help_text="Only if somebody goes with them",
    )  # fmt: skip
    goes_at = nhs.DateTimeField(
        label="When do they go?", called="when they go", short_years=True, required=False,
        help_text="If you know it already",
    )  # fmt: skip
    instead_why = nhs.EnumField(
        WhyNot, label="Why did the other one not work?", initial=WhyNot.NO_ANSWER
    )
    instead_needed = nhs.TextField(
        label="What was needed there?", called="what was needed", width="full", help_text=NOT_WHOSE
    )

    def __init__(self, *args: Any, unanswered: bool = False, **more: Any):
        super().__init__(*args, **more)
        self._offer(
            "goes_with",
            [("", "Whoever looks after it"), *((str(key), name) for key, name in self._begin.team)],
        )
        if not unanswered:
            del self.fields["instead_why"], self.fields["instead_needed"]
        names = list(self.fields)
        for name, after in (
            ("goes_with", "way"), ("goes_at", "goes_with"), ("rang", "accepted_by"),
            ("needed", "rang"),
        ):  # fmt: skip
            names.remove(name)
            names.insert(names.index(after) + 1, name)
        first = [name for name in names if name.startswith("instead_")]
        self.order_fields([*first, *(name for name in names if name not in first)])

    def said(self) -> IntroductionSaid:
        typed, goes = self.cleaned_data, self.cleaned_data["goes_with"]
        with_them = {"goes_with_id": UUID(goes) if goes else None, "goes_at": typed["goes_at"]}
        return IntroductionSaid(**(super().said().__dict__ | with_them))

    def nobody(self) -> NobodyYes | None:
        """Return whom they rang in vain, of help needed today."""
        typed = self.cleaned_data
        if not typed["needed_today"] or typed["accepted_by"].strip() or not typed["rang"].strip():
            return None
        return NobodyYes(typed["rang"], typed["needed"])

    def missing(self) -> Missing | None:
        """Return what was missing, of the one that was not answered."""
        typed = self.cleaned_data
        if "instead_why" not in typed:
            return None
        return Missing(typed["instead_needed"], typed["instead_why"].value)


class UrgentForm(WithNext):
    """It has become urgent: who there said yes on the telephone, or nobody."""

    accepted_by = nhs.TextField(
        label="Who there said yes?", required=False, width="full", help_text="Ring first"
    )
    rang = nhs.TextField(label=RANG, required=False, width="full")
    needed = nhs.TextField(label=MISSING, required=False, width="full", help_text=NOT_WHOSE)
    field_order = ("stamp", "accepted_by", "rang", "needed", "next_step", "next_on")

    def nobody(self) -> NobodyYes | None:
        typed = self.cleaned_data
        if typed["accepted_by"].strip() or not typed["rang"].strip():
            return None
        return NobodyYes(typed["rang"], typed["needed"])


class AlongForm(StampedForm):
    """Who goes along with them, and when."""

    goes_with = nhs.ChoiceField([], label="Who goes along?", as_select=True)
    goes_at = nhs.DateTimeField(
        label="When do they go?", called="when they go", short_years=True, required=False,
        help_text="Leave it empty as long as nobody knows",
    )  # fmt: skip

    def __init__(self, *args: Any, team: list[tuple[UUID, str]], **more: Any):
        super().__init__(*args, **more)
        field = self.fields["goes_with"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [(str(key), name) for key, name in team]
