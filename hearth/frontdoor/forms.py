"""What was typed at the front door, checked. Nothing is written here."""

import datetime
from typing import Any

from django.utils import timezone

from hearth.design import nhs
from hearth.frontdoor.asked import ASKED
from hearth.frontdoor.models import (
    Brought,
    Headcount,
    HowCame,
    HowToday,
    Otherwise,
    Visit,
    WorkingHere,
)

SAID_IN_CODES = {
    "how_today": HowToday.choices,
    "how_came": HowCame.choices,
    "otherwise": Otherwise.choices,
}

NOT_SAID = "Not said"

NO_LEAD = (
    "Welcome them like anyone. Nobody is named as safeguarding lead here: the hub manager and the "
    "team see it on every page, and please tell one of them yourself, now."
)


class AddForm(nhs.Form):
    """What may be added to a visit. Only what nobody has answered is asked."""

    how_today = nhs.EnumField(
        HowToday,
        label="How are they today?",
        help_text="Ask them to choose the word",
        required=False,
        no_answer=NOT_SAID,
    )
    brought = nhs.ManyField(Brought, label="What brought them in?", required=False)
    how_came = nhs.EnumField(
        HowCame, label="How did they come?", required=False, no_answer=NOT_SAID
    )
    came_with = nhs.TextField(
        label="Who did they come with?",
        help_text="Such as: her sister, a support worker",
        required=False,
        max_length=200,
        width="full",
    )
    otherwise = nhs.EnumField(
        Otherwise,
        label="If we were not here, where would they have gone?",
        required=False,
        no_answer=NOT_SAID,
    )
    note = nhs.LongTextField(
        label="A note for the team",
        help_text="Anyone on the team here can read it",
        required=False,
        max_length=2000,
        rows=3,
    )
    child_alone = nhs.CheckField(
        label="This is a child who came in alone",
        help_text="Welcome them like anyone. Whoever keeps people safe here is told at once.",
    )

    def __init__(self, *args: Any, visit: Visit, has_lead: bool, **options: Any) -> None:
        """:param has_lead: whether anybody is the safeguarding lead here, and so is told"""
        super().__init__(*args, **options)
        if not has_lead:
            self.fields["child_alone"].help_text = NO_LEAD
        self.too_late: list[str] = []
        """What was answered here, after somebody else had already answered it differently."""
        for name in list(self.fields):
            if name != "note" and (there := getattr(visit, name)):
                sent = self[name].value()
                if self.is_bound and sent and sent != there and name != "child_alone":
                    self.too_late.append(ASKED[name])
                del self.fields[name]

    def answers(self) -> dict[str, Any]:
        """Return what was answered, ready for the act."""
        return {name: answer for name, answer in self.cleaned_data.items() if answer}


class CorrectionForm(nhs.Form):
    """What every correction asks: when they came and left, and that the page is up to date."""

    arrived_at = nhs.DateTimeField(label="When did they come in?", called="the time they came in")
    left_at = nhs.DateTimeField(
        label="When did they leave?",
        help_text="Leave this empty if nobody saw them go. A time alone is on the day they came in",
        called="the time they left",
        day_of="arrived_at",
        required=False,
    )
    as_drawn = nhs.HiddenField()

    def changes(self, arrival: Visit | Headcount) -> dict[str, Any]:
        """
        Return what is to be something else than it is.

        A page shows minutes and a visit knows seconds: the same minute is no change.
        """
        typed = {name: value for name, value in self.cleaned_data.items() if name != "as_drawn"}
        for name in ("arrived_at", "left_at"):
            if _minute(typed[name]) == _minute(getattr(arrival, name)):
                del typed[name]
        if _minute(typed.get("left_at")) == _minute(arrival.arrived_at):
            typed["left_at"] = arrival.arrived_at
        for name in SAID_IN_CODES:
            if name in typed:
                typed[name] = typed[name] or ""
        if "brought" in typed:
            typed["brought"] = [choice.value for choice in Brought if choice in typed["brought"]]
        return typed


class CorrectVisitForm(CorrectionForm):
    """A visit, with all that was written down of it, to be put right."""

    how_today = nhs.EnumField(
        HowToday, label="How were they that day?", required=False, as_select=True
    )
    brought = nhs.ManyField(Brought, label="What brought them in?", required=False)
    how_came = nhs.EnumField(HowCame, label="How did they come?", required=False, as_select=True)
    came_with = nhs.TextField(
        label="Who did they come with?", required=False, max_length=200, width="full"
    )
    otherwise = nhs.EnumField(
        Otherwise,
        label="If we were not here, where would they have gone?",
        required=False,
        as_select=True,
    )
    note = nhs.LongTextField(label="The note for the team", required=False, max_length=2000)
    child_alone = nhs.CheckField(label="This is a child who came in alone")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, choices in SAID_IN_CODES.items():
            field = self.fields[name]
            assert isinstance(field, nhs.EnumField)
            field.choices = [("", "Nothing written down"), *choices]


class CorrectHeadcountForm(CorrectionForm):
    """A headcount, to be put right."""

    how_many = nhs.NumberField(label="How many were they?", min_value=1, max_value=5000)
    what = nhs.TextField(
        label="What was the group?",
        help_text="Such as: knitting group. Nobody's name",
        required=False,
        max_length=200,
        width="full",
    )

    field_order = ["how_many", "what", "arrived_at", "left_at"]


class WorkerForm(nhs.Form):
    """Somebody who works in the building comes in."""

    name = nhs.TextField(label="Name", max_length=200, called="their name", width="full")
    kind = nhs.EnumField(WorkingHere, label="They are", initial=WorkingHere.VOLUNTEER)
    presence_id = nhs.UUIDField()


class FullNameForm(nhs.Form):
    """Somebody who is not on this door's list, by what only they would say."""

    full_name = nhs.TextField(
        label="Full name",
        help_text="First name and family name",
        max_length=200,
        width="full",
        called="their full name",
    )
    born_on = nhs.DateField(
        label="Date of birth", called="their date of birth", latest=timezone.localdate
    )


class CardForm(nhs.Form):
    """Somebody who carries one of our cards."""

    card = nhs.TextField(
        label="The code on their card", max_length=40, width="10", called="the code on their card"
    )


def _minute(moment: datetime.datetime | None) -> datetime.datetime | None:
    return moment.replace(second=0, microsecond=0) if moment else None
