"""What was typed of a new hub's steps."""

from typing import Any

from hearth.commissioning.forms.months import MonthField
from hearth.commissioning.models import Stage
from hearth.design import nhs
from hearth.foundation.identifiers import uuid7
from hearth.people.forms.told import ToldForm
from hearth.places.queries import hubs


class MilestoneForm(ToldForm):
    """A step of a new hub's."""

    site = nhs.RecordField(label="Which hub?", called="the hub")
    stage = nhs.ChoiceField(Stage.choices, label="What kind of step is it?")
    what = nhs.TextField(
        label="What is to be reached?", called="what is to be reached", width="full"
    )
    target = MonthField(label="By which month?", called="the month")
    milestone_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, **options: Any):
        options["initial"] = {"milestone_id": uuid7()} | options.get("initial", {})
        super().__init__(*args, **options)
        self.offer(site=hubs())


class PutOffForm(ToldForm):
    """To which month a step is put off, and why."""

    to = MonthField(label="By which month is it meant now?", called="the month")
    why = nhs.LongTextField(label="Why?", called="why", rows=3)
    slip_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, **options: Any):
        options["initial"] = {"slip_id": uuid7()} | options.get("initial", {})
        super().__init__(*args, **options)


class ReachedForm(ToldForm):
    """In which month a step was reached."""

    on = MonthField(
        label="In which month was it reached?",
        called="the month",
        help_text="Like March 2026. Leave this empty if it was not reached after all",
        required=False,
    )
