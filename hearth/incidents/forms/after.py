"""What was typed after an incident: who it was, who is told, what is to be done and learned."""

import datetime
from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.foundation.actors import Actor
from hearth.incidents.forms.happened import chosen_id, offer_team
from hearth.incidents.queries.after import LessonSaid, ToldRow
from hearth.people.forms.told import StampedForm
from hearth.people.queries.listing import PersonRow
from hearth.places.models import Site

A_WEEK = datetime.timedelta(days=7)


class HurtForm(StampedForm):
    """Who was hurt or upset: a person who was found by name, or somebody of the team."""

    person = nhs.ChoiceField([], label="Which of them was it?", required=False)
    worker = nhs.ChoiceField([], label="Or somebody who works here", as_select=True, required=False)
    words = nhs.LongTextField(
        label="How were they, and what was done for them?",
        help_text="About this person alone: they may read it",
        required=False,
        rows=3,
    )

    def __init__(
        self, *args: Any, found: tuple[PersonRow, ...], site: Site, today: datetime.date,
        **options: Any,
    ):  # fmt: skip
        super().__init__(*args, **options)
        offer_team(self, "worker", site=site, today=today, first="Nobody who works here")
        field = self.fields["person"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [(str(row.id), row.known_as) for row in found]
        if not found:
            del self.fields["person"]

    def person_id(self) -> UUID | None:
        return chosen_id(self.cleaned_data.get("person", ""))

    def worker_id(self) -> UUID | None:
        return chosen_id(self.cleaned_data["worker"])


class MustTellForm(StampedForm):
    """Who outside must be told."""

    must = nhs.ManyField([], label="Who must be told?", required=False)
    why = nhs.LongTextField(
        label="If you take somebody off: why?",
        help_text="What was written of them stays, with this",
        called="why",
        required=False,
        rows=2,
    )
    drawn = nhs.HiddenField(required=False)

    def __init__(self, *args: Any, told: list[ToldRow], **options: Any):
        must = [row.body.code for row in told if row.must]
        options["initial"] = {"must": must, "drawn": " ".join(must)}
        super().__init__(*args, **options)
        field = self.fields["must"]
        assert isinstance(field, nhs.ManyField)
        field.choices = [(row.body.code, row.body.name) for row in told]
        field.hints = {row.body.code: f"{row.body.when} {row.body.limit}" for row in told}

    def drawn_with(self) -> set[str]:
        """Return the codes that the page showed as chosen."""
        return set(self.cleaned_data["drawn"].split())


class ToldForm(StampedForm):
    """That they were told."""

    note = nhs.LongTextField(
        label="Whom did you speak to?",
        help_text="And the number they gave you, if they did",
        required=False,
        rows=2,
    )


class StepForm(StampedForm):
    """Something to do, by whom and by when."""

    what = nhs.LongTextField(label="What is to be done?", called="what is to be done", rows=2)
    doer = nhs.ChoiceField([], label="Who will do it?", as_select=True)
    due_on = nhs.DateField(label="By when?", called="the day", short_years=True)
    step_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, actor: Actor, site: Site, today: datetime.date, **options: Any):
        usual = {"doer": str(actor.id), "due_on": today + A_WEEK}
        options["initial"] = usual | options.get("initial", {})
        super().__init__(*args, **options)
        offer_team(self, "doer", site=site, today=today)


class CarryOnForm(StampedForm):
    """To which day a step is carried on."""

    due_on = nhs.DateField(label="Until when?", called="the day", short_years=True)


class HandOnForm(StampedForm):
    """To whom a step is handed on."""

    doer = nhs.ChoiceField([], label="Who does it from now on?", as_select=True)

    def __init__(self, *args: Any, site: Site, today: datetime.date, **options: Any):
        super().__init__(*args, **options)
        offer_team(self, "doer", site=site, today=today)


class LessonForm(StampedForm):
    """What we learned, without names."""

    learned = nhs.LongTextField(
        label="What did we learn?",
        help_text="Without names: what made it possible, not whose fault it was",
        called="what we learned",
        rows=4,
    )
    changed = nhs.LongTextField(label="What did we change?", required=False, rows=3)
    tell_team = nhs.CheckField(
        label="Tell the team",
        help_text="Everybody who works at this place can then read it on What we learned",
    )

    def said(self) -> LessonSaid:
        return LessonSaid(self.cleaned_data["learned"], self.cleaned_data["changed"])
