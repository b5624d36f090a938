"""A moment to come, on the night when the clocks go back: a time of that hour comes twice."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError

from hearth.design import nhs
from hearth.design.words import clock
from hearth.handover.turns import twin_of
from hearth.people.forms.told import ToldForm

FIRST, SECOND = "first", "second"


def which_field() -> nhs.ChoiceField:
    """Return the field that asks which of the two is meant."""
    return nhs.ChoiceField(
        [(FIRST, "The first: before the clocks go back"),
         (SECOND, "The second: an hour later, after they went back")],
        label="The clock shows that time twice that night. Which one?", required=False,
    )  # fmt: skip


class MomentForm(ToldForm):
    """
    A form of something that is due (due_at), and which of two it is (which).

    It asks which only where both are to come, or one of them is what was said before; else the
    one that is to come is meant.
    """

    def __init__(
        self, *args: Any, now: datetime.datetime, was: datetime.datetime | None = None, **more: Any
    ):
        super().__init__(*args, **more)
        was = was.replace(second=0, microsecond=0) if was else None
        typed = self._typed() if self.is_bound else was
        twin = twin_of(typed) if typed else None
        both = sorted((typed, twin)) if typed and twin else []
        self._two = [moment for moment in both if moment > now or moment == was]
        if not self._is_asked:
            del self.fields["which"]
        elif not self.is_bound:
            self.initial["which"] = FIRST if was == self._two[0] else SECOND

    @property
    def _is_asked(self) -> bool:
        return len(self._two) > 1

    def _typed(self) -> datetime.datetime | None:
        field = self.fields["due_at"]
        try:
            raw = field.widget.value_from_datadict(self.data, self.files, "due_at")
            typed: datetime.datetime | None = field.clean(raw)
        except ValidationError:
            return None
        return typed

    def tell_which(self) -> None:
        """Put the moment that is meant among what was typed, or ask which it is."""
        if not self._two:
            return
        meant = self._two[-1]
        if self._is_asked:
            which = self.cleaned_data.get("which")
            if not which:
                at = clock(meant)
                self.add_error("which", f"The clock shows {at} twice that night. Choose which one")
            elif which == FIRST:
                meant = self._two[0]
        self.cleaned_data["due_at"] = meant
