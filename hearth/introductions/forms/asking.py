"""What is typed when the other side is asked in writing, for the first time or again."""

import datetime
from collections.abc import Iterator
from typing import Any

from hearth.design import nhs
from hearth.introductions.forms.going_on import A_WEEK
from hearth.introductions.forms.offering import offer_words
from hearth.people.forms.told import StampedForm

Told = tuple[tuple[str, str], ...]
LONGEST = 1000
MORE = "What else they tell you"
"""How the other side reads what is typed besides."""


class AskForm(StampedForm):
    """What they are told, how they are asked, and until when we wait."""

    shared = nhs.ManyField(
        (), label="What may we tell the other side?", called="what we tell them", required=False,
        help_text="What they were told already is ticked. What is new is read out on the next page",
    )  # fmt: skip
    more = nhs.LongTextField(
        label="What else may we tell them?", required=False, rows=2, max_length=LONGEST,
        help_text="Such as an answer to what they asked, in the person’s own words",
    )  # fmt: skip
    send_to = nhs.ChoiceField([], label="How do we ask the other side?")
    answer_by = nhs.DateField(
        label="Until when do we wait for an answer?", called="the day for the answer",
        short_years=True, help_text="After it, it comes back to whoever looks after it",
    )  # fmt: skip

    def __init__(
        self, *args: Any, today: datetime.date, ways: Told,
        tellable: tuple[tuple[str, str, str], ...], before: Told, **more: Any,
    ):  # fmt: skip
        self._before = before
        self._offered = (*tellable, *_besides(tellable, before))
        told = [key for key, *line in self._offered if tuple(line) in before]
        usual = {"answer_by": today + A_WEEK, "shared": told}
        more["initial"] = usual | more.get("initial", {})
        super().__init__(*args, **more)
        offer_words(
            self, "shared", ((key, f"{label}: {says}") for key, label, says in self._offered)
        )
        offer_words(self, "send_to", ways)

    def clean(self) -> dict[str, Any]:
        if "shared" in self.cleaned_data and not self.lines():
            self.add_error("shared", "Choose what we tell them")
        return self.cleaned_data

    def lines(self) -> Told:
        """Return what they are told from now on."""
        chosen = set(self.cleaned_data["shared"])
        ticked = tuple((label, says) for key, label, says in self._offered if key in chosen)
        more = self.cleaned_data.get("more", "").strip()
        return (*ticked, (MORE, more)) if more else ticked

    def says_nothing_new(self) -> bool:
        """Test if it is what they were told already: that was read out, and agreed to."""
        return self.lines() == self._before


def _besides(
    tellable: tuple[tuple[str, str, str], ...], before: Told
) -> Iterator[tuple[str, str, str]]:
    """Yield what they were told already that stands in no part of the record."""
    called = {label for _, label, _ in tellable}
    for number, (label, says) in enumerate(before):
        if label not in called:
            yield f"before-{number}", label, says
