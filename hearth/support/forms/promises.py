"""What was typed of a promise."""

import datetime
from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.foundation.actors import Actor
from hearth.people.forms.told import StampedForm
from hearth.support.queries.workers import workers_alongside

THE_PERSON = "person"
A_WEEK = datetime.timedelta(days=7)


class PromiseForm(StampedForm):
    """What, who and by when."""

    what = nhs.LongTextField(label="What is promised?", rows=2)
    who = nhs.ChoiceField([], label="Who will do it?", as_select=True)
    due_on = nhs.DateField(label="By when?", called="the day", short_years=True)
    promise_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, actor: Actor, known_as: str, today: datetime.date, **more: Any):
        usual = {"due_on": today + A_WEEK, "who": str(actor.id)}
        more["initial"] = usual | more.get("initial", {})
        super().__init__(*args, **more)
        _offer(self, actor=actor, known_as=known_as, today=today)

    def promised_by(self) -> UUID | None:
        return _chosen(self)


class CarryOnForm(StampedForm):
    """To which day a promise is carried on, and who does it then."""

    due_on = nhs.DateField(label="Until when?", called="the day", short_years=True)
    who = nhs.ChoiceField([], label="Who will do it?", as_select=True)

    def __init__(
        self, *args: Any, actor: Actor, known_as: str, today: datetime.date,
        was_by: tuple[UUID, str] | None, due_on: datetime.date, stamp: str, **more: Any,
    ):  # fmt: skip
        """
        :param was_by: the worker who said that they would; nobody, if the person did
        :param stamp: of the promise as it stands
        """
        who = str(was_by[0]) if was_by else THE_PERSON
        more["initial"] = {"due_on": max(due_on, today), "who": who, "stamp": stamp}
        super().__init__(*args, **more)
        _offer(self, actor=actor, known_as=known_as, today=today, was_by=was_by)

    def promised_by(self) -> UUID | None:
        return _chosen(self)


def _offer(
    form: nhs.Form, *, actor: Actor, known_as: str, today: datetime.date,
    was_by: tuple[UUID, str] | None = None,
) -> None:  # fmt: skip
    """Offer the worker themselves first, then the person, then the others of the team."""
    team = dict(workers_alongside(actor, today=today).values_list("id", "name"))
    if was_by:
        team.setdefault(*was_by)
    mine = [(str(actor.id), f"I will ({actor.label})")]
    others = [(str(key), f"{name} will") for key, name in team.items() if key != actor.id]
    field = form.fields["who"]
    assert isinstance(field, nhs.ChoiceField)
    field.choices = [*mine, (THE_PERSON, f"{known_as} will"), *others]


def _chosen(form: nhs.Form) -> UUID | None:
    who = form.cleaned_data["who"]
    return None if who == THE_PERSON else UUID(who)
