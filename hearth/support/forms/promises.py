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
        team = workers_alongside(actor, today=today).values_list("id", "name")
        mine = [(str(actor.id), f"I will ({actor.label})")]
        others = [(str(key), f"{name} will") for key, name in team if key != actor.id]
        field = self.fields["who"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [*mine, (THE_PERSON, f"{known_as} will"), *others]

    def promised_by(self) -> UUID | None:
        who = self.cleaned_data["who"]
        return None if who == THE_PERSON else UUID(who)


class CarryOnForm(StampedForm):
    """To which day a promise is carried on."""

    due_on = nhs.DateField(label="Until when?", called="the day", short_years=True)
