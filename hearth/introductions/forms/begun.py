"""Beginning an introduction: what may help, and what is asked in whichever way it is made."""

import datetime
from typing import Any, ClassVar
from uuid import UUID

from hearth.design import nhs
from hearth.introductions.forms.offering import offer_words
from hearth.introductions.models import WhyNot
from hearth.introductions.queries.begin import ToBegin
from hearth.introductions.queries.said import IntroductionSaid, Missing, NobodyYes, Whereto
from hearth.people.forms.told import ToldForm

RING = ("", "We ring them, or go there")
A_WEEK = datetime.timedelta(days=7)
"""What the boxes for a day say at first: our own choice, as it is for most groups that meet."""
RANG = "Did nobody say yes? Write whom you rang"
MISSING = "What was needed?"
NOT_WHOSE = "For the map of what is missing here. Leave out whose need it was"


def asked_of(ways: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Return how the other side can be asked, as a form offers it."""
    return [RING, *ways]


class LookForm(nhs.Form):
    """What may help, in their words."""

    q = nhs.TextField(label="What may help?", required=False, width="full")


class BeginForm(ToldForm):
    """One introduction, as it is agreed with the person: what is asked in every way."""

    way: ClassVar[str]
    upcoming: ClassVar[str]
    """What is next, as the box says it at first."""
    within: ClassVar[datetime.timedelta] = A_WEEK

    hope = nhs.LongTextField(
        label="What do they hope for, in their own words?", required=False, rows=3
    )
    need = nhs.ChoiceField([], label="What is it for?", as_select=True, required=False)
    next_step = nhs.LongTextField(
        label="What is next?", rows=2, help_text="They can read this on their own page"
    )  # fmt: skip
    next_on = nhs.DateField(label="By when?", called="the day for what is next", short_years=True)
    owner = nhs.ChoiceField([], label="Who looks after it?", as_select=True)
    introduction_id = nhs.UUIDField(required=False)
    instead_why = nhs.EnumField(
        WhyNot, label="Why did the other one not work?", initial=WhyNot.NO_ANSWER
    )
    instead_needed = nhs.TextField(
        label="What was needed there?", called="what was needed", width="full", help_text=NOT_WHOSE
    )

    field_order = (
        "instead_why", "instead_needed", "accepted_by", "rang", "needed", "made_by", "goes_with",
        "goes_at", "hope", "need", "shared", "more", "send_to", "answer_by",
    )  # fmt: skip

    def __init__(
        self, *args: Any, begin: ToBegin, today: datetime.date, unanswered: bool = False,
        **more: Any,
    ):  # fmt: skip
        usual = {
            "owner": str(begin.me), "next_step": self.upcoming, "next_on": today + self.within,
            "answer_by": today + A_WEEK,
        }  # fmt: skip
        more["initial"] = usual | more.get("initial", {})
        super().__init__(*args, **more)
        self._begin = begin
        offer_words(self, "owner", ((str(key), name) for key, name in begin.team))
        offer_words(
            self, "need", [("", "Not said"), *((str(key), name) for key, name in begin.needs)]
        )
        if not unanswered:
            del self.fields["instead_why"], self.fields["instead_needed"]

    def said(self) -> IntroductionSaid:
        typed, to = self.cleaned_data, self._begin.to
        return IntroductionSaid(
            way=self.way,
            whereto=Whereto(to.service_id, to.site_id, to.colleague_id),
            from_site_id=self._begin.from_site_id,
            owner_id=UUID(typed["owner"]),
            next_step=typed["next_step"],
            next_on=typed["next_on"],
            need_id=UUID(typed["need"]) if typed["need"] else None,
            hope=typed["hope"],
        )

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return what the other side is told, word for word: nothing, unless a way asks for it."""
        return ()

    def nobody(self) -> NobodyYes | None:
        """Return whom they rang in vain, of help needed today."""
        return None

    def missing(self) -> Missing | None:
        """Return what was missing, of the one that was not answered."""
        typed = self.cleaned_data
        if "instead_why" not in typed:
            return None
        return Missing(typed["instead_needed"], typed["instead_why"].value)
