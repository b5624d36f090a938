"""What was typed of a booking, or of a time that somebody asks for."""

import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from hearth.accounts.models import User
from hearth.design import nhs
from hearth.design.words import clock, day_of_year
from hearth.diary.models import MeetAt, WhatFor
from hearth.diary.queries.bookings import BookingSaid
from hearth.people.forms.told import ToldForm

NO_REMINDER = "none"
WHO = "Who is it?"
WHO_HINT = "No name is needed. Such as: somebody in a blue coat, or Mo’s sister"


class BookingForm(ToldForm):
    """When, with whom, what for and where."""

    who = nhs.TextField(label=WHO, help_text=WHO_HINT, called="who it is", width="full")
    worker = nhs.ChoiceField([], label="With whom?", as_select=True)
    begins_at = nhs.DateTimeField(label="When?", called="the day and time", short_years=True)
    minutes = nhs.NumberField(
        label="For how long?", called="the minutes", suffix="minutes", min_value=5, max_value=480
    )
    what_for = nhs.EnumField(WhatFor, label="What is it?")
    meet_at = nhs.EnumField(MeetAt, label="Where?")
    where = nhs.TextField(
        label="Where else, or by which number?",
        help_text="Only if it is not at the hub",
        required=False,
        width="full",
    )
    who_else = nhs.TextField(label="Who else comes?", required=False, width="full")
    remind = nhs.ChoiceField(
        [],
        label="Would they like to be reminded, the day before?",
        help_text="Only what they say is safe is here. It says when, and nothing of why",
    )
    all_the_same = nhs.CheckField(label="Book it all the same")
    stamp = nhs.HiddenField(required=False)
    booking_id = nhs.UUIDField(required=False)

    def __init__(
        self,
        *args: Any,
        team: list[User],
        ways: list[tuple[UUID, str]] | None,
        worker_was: tuple[UUID, str] | None = None,
        **options: Any,
    ):
        """
        :param ways: by which they can be reminded; None if there is no name
        """
        super().__init__(*args, **options)
        names = {worker.id: worker.name for worker in team}
        if worker_was:
            names.setdefault(*worker_was)
        self._offer("worker", [(str(key), name) for key, name in names.items()])
        if ways is None:
            del self.fields["remind"]
        else:
            safe = [(str(key), words) for key, words in ways]
            self._offer("remind", [(NO_REMINDER, "No reminder"), *safe])
            del self.fields["who"]
        self.is_taken = "all_the_same" in self.data

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = choices

    @staticmethod
    def drawn_from(said: BookingSaid) -> dict[str, Any]:
        return {
            "who": said.who,
            "worker": said.worker_id,
            "begins_at": said.begins_at,
            "minutes": said.minutes,
            "what_for": said.what_for,
            "meet_at": said.meet_at,
            "where": said.where,
            "who_else": said.who_else,
            "remind": said.remind_way_id or NO_REMINDER,
            "stamp": said.stamp,
        }

    def differs(self, theirs: BookingSaid) -> tuple[tuple[str, str], ...]:
        """
        Return what somebody else wrote meanwhile, where it is not what is typed here.

        :returns: what it is, and what they wrote, in words
        """
        written, typed = self.drawn_from(theirs), self.drawn_from(self.said())
        return tuple(
            (str(field.label), self._in_words(name, written[name]))
            for name, field in self.fields.items()
            if name in written and name != "stamp" and written[name] != typed[name]
        )

    def _in_words(self, name: str, value: Any) -> str:
        if isinstance(value, datetime.datetime):
            return f"{day_of_year(timezone.localtime(value))} at {clock(timezone.localtime(value))}"
        choices = getattr(self.fields[name], "choices", None)
        if choices is not None:
            return str(dict(choices).get(str(value), "Something that cannot be chosen any more"))
        return f"{value} minutes" if name == "minutes" else str(value) or "Nothing"

    def said(self) -> BookingSaid:
        typed = self.cleaned_data
        way = typed.get("remind", NO_REMINDER)
        return BookingSaid(
            UUID(typed["worker"]),
            typed["begins_at"],
            typed["minutes"],
            typed["what_for"].value,
            typed["meet_at"].value,
            typed["where"],
            typed.get("who", ""),
            typed["who_else"],
            None if way == NO_REMINDER else UUID(way),
        )


class AskForm(ToldForm):
    """What suits somebody who would like a time."""

    who = nhs.TextField(label=WHO, help_text=WHO_HINT, called="who it is", width="full")
    what_for = nhs.EnumField(WhatFor, label="What would they like?", initial=WhatFor.ONE_TO_ONE)
    suits = nhs.LongTextField(
        label="What suits them?",
        help_text="As they say it. Such as: mornings, not Fridays, after the school run",
        called="what suits them",
        rows=3,
    )
    wants = nhs.ChoiceField([], label="With whom?", required=False, as_select=True)
    meeting_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, team: list[User], has_name: bool, **options: Any):
        super().__init__(*args, **options)
        field = self.fields["wants"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [("", "Anybody"), *((str(worker.id), worker.name) for worker in team)]
        if has_name:
            del self.fields["who"]
