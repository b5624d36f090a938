"""What was typed of who must not read it, and of whom it was not about."""

from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.people.forms.told import ToldForm


class KeptFromForm(ToldForm):
    """Who works here and must not read it."""

    workers = nhs.ManyField(
        [], label="Who must not read it?", required=False,
        help_text="Somebody it is about, perhaps, or who is close to them",
    )  # fmt: skip
    why = nhs.LongTextField(
        label="Why?", called="why", help_text="Those who still read it can read this", rows=2
    )
    stamp = nhs.HiddenField(required=False)

    def __init__(self, *args: Any, readers: list[tuple[UUID, str]], **options: Any) -> None:
        """:param readers: those who could come to read it, and those from whom it is kept"""
        super().__init__(*args, **options)
        field: Any = self.fields["workers"]
        field.choices = [(str(one), name) for one, name in readers]

    def chosen(self) -> set[UUID]:
        return {UUID(one) for one in self.cleaned_data["workers"]}


class WhyForm(ToldForm):
    """Why it is kept in confidence from now on, or not any more."""

    why = nhs.LongTextField(label="Why?", called="why", rows=2)
    to = nhs.HiddenField(required=False)


class NotThemForm(ToldForm):
    """That it is not about whose record it is on."""

    about = nhs.TextField(
        label="Whom is it about, as far as you know?", called="whom it is about", width="full",
        help_text="A name, or how to know them",
    )  # fmt: skip
    why = nhs.LongTextField(label="How do you know that it is not them?", called="why", rows=2)
