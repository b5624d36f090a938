"""Beginning an introduction, in each of the three ways, and today; and what comes of it soon."""

import datetime
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils import timezone

from hearth.design import nhs
from hearth.introductions.forms.asking import LONGEST, MORE
from hearth.introductions.forms.begun import MISSING, NOT_WHOSE, RANG, BeginForm, asked_of
from hearth.introductions.forms.going_on import WithNext
from hearth.introductions.forms.offering import offer_words
from hearth.introductions.models import Way
from hearth.introductions.queries.said import IntroductionSaid, NobodyYes
from hearth.people.forms.told import StampedForm

HOPE = "hope"
THEIR_HOPE = "What they hope for"
"""How the other side reads what the person hopes for."""
TODAY = "TODAY"
"""The fourth choice on the page that asks in which way: help that is needed today."""


class Sharing(BeginForm):
    """What the other side may be told."""

    shared = nhs.ManyField(
        (), label="What may we tell the other side?", called="what we tell them", required=False,
        help_text="You read it out to them on the next page. Only what they agree to is told",
    )  # fmt: skip
    more = nhs.LongTextField(
        label="What else may we tell them?", required=False, rows=2, max_length=LONGEST,
        help_text="In the person’s own words. It is read out to them too",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        told = [(key, f"{label}: {says}") for key, label, says in self._begin.tellable]
        offer_words(self, "shared", [*told, (HOPE, "What they hope for, as you wrote it above")])

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return what may be told, word for word."""
        typed = self.cleaned_data
        chosen, hope = set(typed.get("shared", ())), typed["hope"].strip()
        told = self._begin.tellable
        lines = [(label, says) for key, label, says in told if key in chosen]
        lines += [(THEIR_HOPE, hope)] if HOPE in chosen and hope else []
        more = typed.get("more", "").strip()
        return (*lines, (MORE, more)) if more else tuple(lines)


class Accompanied(BeginForm):
    """Who goes along with them, and when."""

    goes_with = nhs.ChoiceField([], label="Who goes along?", required=False, as_select=True)
    goes_at = nhs.DateTimeField(
        label="When do they go?", called="when they go", short_years=True, required=False,
        help_text="If you know it already",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        may_go = [(str(key), name) for key, name in self._begin.goers]
        offer_words(self, "goes_with", [("", "Whoever looks after it"), *may_go])

    def said(self) -> IntroductionSaid:
        goes, at = self.cleaned_data["goes_with"], self.cleaned_data["goes_at"]
        return replace(super().said(), goes_with_id=UUID(goes) if goes else None, goes_at=at)


class TellForm(Sharing):
    """Told about it: they go by themselves. Only a hub of ours can be told, if they agree."""

    way = Way.TOLD.value
    upcoming = "Ask how it was"

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        if not self._begin.to.site_id:
            del self.fields["shared"], self.fields["more"]


class PutInTouchForm(Sharing):
    """Put in touch: the other side is asked first, and silence comes back to the owner."""

    way = Way.IN_TOUCH.value
    upcoming = "Pass on what the other side says"

    answer_by = nhs.DateField(
        label="Until when do we wait for an answer?", called="the day for the answer",
        short_years=True, required=False, help_text="After it, it comes back to you",
    )  # fmt: skip
    send_to = nhs.ChoiceField(
        [], label="How do we ask the other side?", required=False, as_select=True,
        help_text="A link shows nothing of them until a code is typed, which we send to the same "
        "address",
    )  # fmt: skip

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        offer_words(self, "send_to", asked_of(self._begin.to.asked))
        if not self._begin.to.asked:
            del self.fields["send_to"]

    def said(self) -> IntroductionSaid:
        return replace(super().said(), answer_by=self.cleaned_data["answer_by"])


class GoAlongForm(Accompanied, Sharing):
    """Going along: somebody goes with them."""

    way = Way.ALONG.value
    upcoming = "Go along together"

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.fields["next_on"].help_text = "If you leave this day, it is the day on which they go"

    def said(self) -> IntroductionSaid:
        """Return what is said: what is next is next on the day on which they go, unless changed."""
        said = super().said()
        left = said.next_on == self.get_initial_for_field(self.fields["next_on"], "next_on")
        if said.goes_at and left:
            return replace(said, next_on=timezone.localdate(said.goes_at))
        return said


class TodayForm(Accompanied, Sharing):
    """Help needed today: ring first, and write who there said yes, or whom you rang in vain."""

    way = Way.IN_TOUCH.value
    """Unless they say how they meet."""
    upcoming = "Ask about getting there"
    within = datetime.timedelta()

    accepted_by = nhs.TextField(
        label="Who there said yes?", required=False, width="full",
        help_text="Ring them first. It is never left to a link",
    )  # fmt: skip
    rang = nhs.TextField(
        label=RANG, required=False, width="full",
        help_text="Then what you begin here is the next idea",
    )  # fmt: skip
    needed = nhs.TextField(label=MISSING, required=False, width="full", help_text=NOT_WHOSE)
    made_by = nhs.EnumField(Way, label="How do they meet?", initial=Way.IN_TOUCH)

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        self.fields["goes_with"].help_text = "Only if somebody goes with them"

    def said(self) -> IntroductionSaid:
        typed = self.cleaned_data
        return replace(
            super().said(), way=typed["made_by"].value, needed_today=True,
            accepted_by=typed["accepted_by"],
        )  # fmt: skip

    def nobody(self) -> NobodyYes | None:
        return nobody_said_yes(self.cleaned_data)


def nobody_said_yes(typed: dict[str, Any]) -> NobodyYes | None:
    """Return whom they rang in vain; None if somebody said yes, or nobody was rung."""
    if typed["accepted_by"].strip() or not typed["rang"].strip():
        return None
    return NobodyYes(typed["rang"], typed["needed"])


BEGIN: dict[str, type[BeginForm]] = {
    Way.TOLD.value: TellForm,
    Way.IN_TOUCH.value: PutInTouchForm,
    Way.ALONG.value: GoAlongForm,
    TODAY: TodayForm,
}
"""The form of each way, by what the address calls it."""


class UrgentForm(WithNext):
    """It has become urgent: who there said yes on the telephone, or nobody."""

    accepted_by = nhs.TextField(
        label="Who there said yes?", required=False, width="full", help_text="Ring first"
    )
    rang = nhs.TextField(label=RANG, required=False, width="full")
    needed = nhs.TextField(label=MISSING, required=False, width="full", help_text=NOT_WHOSE)
    field_order = ("stamp", "accepted_by", "rang", "needed", "next_step", "next_on")

    def nobody(self) -> NobodyYes | None:
        return nobody_said_yes(self.cleaned_data)


class AlongForm(StampedForm):
    """Who goes along with them, and when."""

    goes_with = nhs.ChoiceField([], label="Who goes along?", as_select=True)
    goes_at = nhs.DateTimeField(
        label="When do they go?", called="when they go", short_years=True, required=False,
        help_text="Leave it empty as long as nobody knows",
    )  # fmt: skip

    def __init__(self, *args: Any, team: list[tuple[UUID, str]], **more: Any):
        super().__init__(*args, **more)
        offer_words(self, "goes_with", ((str(key), name) for key, name in team))
