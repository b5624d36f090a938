"""What was typed of going somewhere alone, and of what was done."""

import datetime
from typing import Any

from django.utils import timezone

from hearth.accounts.models import User
from hearth.design import nhs
from hearth.diary.queries.visits import How
from hearth.people.forms.told import ToldForm

PLAN = (
    "Ring me. If I do not answer within 5 minutes, ring again and ring the hub manager. "
    "If nobody can reach me, ring 999 and say where I went."
)
HOW = {
    How.BACK: "They are back, and well",
    How.STILL_OUT: "They are well, and still out",
    How.NOT_FOUND: "Nobody has reached them yet: keep it loud",
}


class GoForm(ToldForm):
    """Where, to whom, back by when, and who watches."""

    whom = nhs.TextField(
        label="Whom are you going to see?",
        help_text="A name, or words. Or what for, such as: a walk by the river",
        called="whom you are going to see",
        width="full",
    )
    where = nhs.LongTextField(
        label="Where are you going?",
        help_text="So that somebody could find you",
        called="where you are going",
        rows=2,
    )
    back_by = nhs.TimeField(
        label="By what time will you be back?",
        called="the time",
        help_text="Such as 3pm or 15:30",
        width="10",
    )
    buddy = nhs.ChoiceField([], label="Who watches?", called="who watches", as_select=True)
    plan = nhs.LongTextField(
        label="What do they do if you are not back?",
        help_text="Agree it with them now",
        called="what they do",
        initial=PLAN,
        rows=4,
    )
    louder_after = nhs.ChoiceField(
        [("5", "5 minutes"), ("10", "10 minutes"), ("15", "15 minutes"), ("30", "30 minutes")],
        label="The hub manager is told too, if you are late by",
        initial="15",
        as_select=True,
    )
    visit_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, team: list[User], has_name: bool, **options: Any):
        super().__init__(*args, **options)
        offer(self, team)
        if has_name:
            del self.fields["whom"]

    def back_by_moment(self, now: datetime.datetime) -> datetime.datetime:
        """
        Return the next time that the clock says so: after midnight, if that is sooner.

        When the clocks go back an hour comes twice: the second of it counts too.
        """
        at: datetime.time = self.cleaned_data["back_by"]
        today = timezone.localdate(now)
        tomorrow = today + datetime.timedelta(days=1)
        moments = [_moment(today, at), _moment(today, at.replace(fold=1)), _moment(tomorrow, at)]
        return next(moment for moment in moments if moment > now)


class DoneForm(ToldForm):
    """What somebody who watches did, and how it goes on."""

    words = nhs.LongTextField(
        label="What did you do?",
        help_text="Such as: rang, all well",
        called="what you did",
        rows=2,
    )
    how = nhs.ChoiceField(
        [(how.value, words) for how, words in HOW.items()], label="And how is it now?"
    )
    minutes = nhs.NumberField(
        label="If they are still out: back in how many minutes?",
        called="the minutes",
        suffix="minutes",
        required=False,
        min_value=5,
        max_value=240,
    )


class AfterForm(ToldForm):
    """What is to be added once they are back."""

    words = nhs.LongTextField(
        label="Add what was done, or what should be known",
        help_text="Only until it is forgotten, two weeks after they came back",
        called="what was done",
        rows=2,
    )


class BuddyForm(ToldForm):
    """Who watches from now on."""

    buddy = nhs.ChoiceField([], label="Who watches now?", called="who watches", as_select=True)

    def __init__(self, *args: Any, team: list[User], **options: Any):
        super().__init__(*args, **options)
        offer(self, team)


class LongerForm(nhs.Form):
    """When the page showed that they were expected."""

    back_by = nhs.HiddenField()

    def moment(self) -> datetime.datetime | None:
        try:
            return datetime.datetime.fromisoformat(self.cleaned_data["back_by"])
        except ValueError:
            return None


def offer(form: nhs.Form, team: list[User]) -> None:
    """Offer who can watch."""
    field = form.fields["buddy"]
    assert isinstance(field, nhs.ChoiceField)
    field.choices = [("", "Choose"), *((str(worker.id), worker.name) for worker in team)]


def _moment(day: datetime.date, at: datetime.time) -> datetime.datetime:
    there = datetime.datetime.combine(day, at, tzinfo=timezone.get_current_timezone())
    return there.astimezone(datetime.UTC)
