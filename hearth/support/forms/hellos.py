"""What was typed of keeping in touch."""

import datetime
from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.foundation.actors import Actor
from hearth.people.forms.told import StampedForm
from hearth.support.models import HowOften, TryAgain
from hearth.support.queries.hellos import KeepSaid
from hearth.support.queries.workers import workers_alongside

IN_PERSON = "in-person"


class KeepInTouchForm(StampedForm):
    """Who says hello, how, when, and what is agreed if there is no answer."""

    says_hello = nhs.ChoiceField([], label="Who says hello?", as_select=True)
    how = nhs.ChoiceField([], label="How?", help_text="Only what they have said is safe is here")
    next_on = nhs.DateField(label="When is the next hello?", called="the day", short_years=True)
    every_days = nhs.ChoiceField(HowOften.choices, label="And after that?", as_select=True)
    if_no_answer = nhs.LongTextField(
        label="What do we do if there is no answer?",
        help_text="Agree it now, in their words. Such as: ring my sister, or leave me be until I "
        "come in",
        rows=3,
    )
    try_again_days = nhs.ChoiceField(
        TryAgain.choices,
        label="When do we try once more?",
        initial=TryAgain.NEXT_DAY,
        as_select=True,
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        ways: list[tuple[UUID, str]],
        today: datetime.date,
        says_hello_was: tuple[UUID, str] | None = None,
        **options: Any,
    ):
        super().__init__(*args, **options)
        team = dict(workers_alongside(actor, today=today).values_list("id", "name"))
        if says_hello_was:
            team.setdefault(*says_hello_was)
        for name, choices in (
            ("says_hello", [(str(key), name) for key, name in team.items()]),
            ("how", [(IN_PERSON, "When they come in"), *((str(key), says) for key, says in ways)]),
        ):
            field = self.fields[name]
            assert isinstance(field, nhs.ChoiceField)
            field.choices = choices

    @staticmethod
    def drawn_from(said: KeepSaid, *, today: datetime.date) -> dict[str, Any]:
        """Return what the form begins with: a next hello that is past is offered for today."""
        return {
            "says_hello": said.says_hello_id,
            "how": IN_PERSON if said.in_person else said.way_id or "",
            "next_on": max(said.next_on, today) if said.next_on else None,
            "every_days": said.every_days,
            "if_no_answer": said.if_no_answer,
            "try_again_days": said.try_again_days,
            "stamp": said.stamp,
        }

    def said(self) -> KeepSaid:
        typed = self.cleaned_data
        in_person = typed["how"] == IN_PERSON
        return KeepSaid(
            UUID(typed["says_hello"]),
            in_person,
            None if in_person else UUID(typed["how"]),
            int(typed["every_days"]),
            typed["next_on"],
            typed["if_no_answer"],
            int(typed["try_again_days"]),
        )


class HelloForm(nhs.Form):
    """One tap: a hello was said, or there was no answer."""

    due = nhs.DateField(one_box=True)
    answered = nhs.YesNoField()
