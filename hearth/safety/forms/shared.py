"""What forms of worries and of concerns have in common."""

from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.people.forms.told import ToldForm
from hearth.safety.queries.owners import Owner, answers_by_itself


class OwnedForm(ToldForm):
    """A form that asks who looks after it, and whether somebody who works here must not read it."""

    not_for = nhs.ChoiceField(
        [], label="Is there somebody who works here who must not read this?",
        called="who must not read it", as_select=True, required=False,
        help_text="Somebody it is about, perhaps, or who is close to them. Whatever their role, it "
        "is not there for them, and they are not told",
    )  # fmt: skip

    def offer_readers(self, readers: list[tuple[UUID, str]]) -> None:
        """Offer those from whom it can be kept: nobody unless somebody is chosen."""
        field: Any = self.fields["not_for"]
        field.choices = [("", "Nobody"), *((str(one), name) for one, name in readers)]

    def kept_from(self) -> tuple[UUID, ...]:
        chosen = self.cleaned_data["not_for"]
        return (UUID(chosen),) if chosen else ()

    def offer_owners(self, owners: list[Owner]) -> None:
        """Offer these owners: the manager unless somebody else is chosen."""
        field: Any = self.fields["owner"]
        first = answers_by_itself(owners)
        nobody = [("", first.words if first else "Choose")]
        field.choices = nobody + [
            (str(one.id), one.words) for one in owners if not first or one.id != first.id
        ]
        field.required = first is None

    def owner_id(self) -> UUID | None:
        chosen = self.cleaned_data["owner"]
        return UUID(chosen) if chosen else None
