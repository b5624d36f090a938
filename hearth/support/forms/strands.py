"""What was typed of strands: a hub's own list, and how one stands for a person."""

import datetime
from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.foundation.actors import Actor
from hearth.people.forms.told import StampedForm
from hearth.support.models import StrandKind, StrandState
from hearth.support.queries.strands import Ending, Offer, StrandSaid
from hearth.support.queries.workers import workers_alongside

STATES = [(state.value, state.label) for state in StrandState if state != StrandState.FINISHED]
WELCOME_BACK = "Come back on any day. You need no letter and no form, and nobody asks why."
NOBODY = ""


class KeepStrandsForm(StampedForm):
    """What a hub offers, and perhaps one more with a name of its own."""

    offered = nhs.ManyField([], label="What do you offer here?", required=False)
    new_name = nhs.TextField(
        label="Add one with a name of your own",
        help_text="Such as: Men’s walk and talk",
        required=False,
        width="full",
    )
    new_kind = nhs.EnumField(
        StrandKind, label="What kind of support is it?", required=False, as_select=True
    )

    def __init__(self, *args: Any, offers: list[Offer], **options: Any):
        options["initial"] = {"offered": [each.code for each in offers if each.is_offered]}
        super().__init__(*args, **options)
        field = self.fields["offered"]
        assert isinstance(field, nhs.ManyField)
        field.choices = [(each.code, each.label) for each in offers]


class StrandForm(StampedForm):
    """How a strand stands, and with whom."""

    state = nhs.ChoiceField(STATES, label="How does it stand?")
    with_worker = nhs.ChoiceField(
        [], label="With whom in our team?", required=False, as_select=True
    )
    with_who = nhs.TextField(
        label="With somebody elsewhere?",
        help_text="Their name, and where they work",
        required=False,
        width="full",
    )
    note = nhs.LongTextField(label="Anything to say about this change?", required=False, rows=2)

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        today: datetime.date,
        was_with: tuple[UUID, str] | None = None,
        **options: Any,
    ):
        super().__init__(*args, **options)
        team = dict(workers_alongside(actor, today=today).values_list("id", "name"))
        if was_with:
            team.setdefault(*was_with)
        field = self.fields["with_worker"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [(NOBODY, "Nobody yet"), *((str(key), name) for key, name in team.items())]

    @staticmethod
    def drawn_from(said: StrandSaid) -> dict[str, Any]:
        return {
            "state": said.state,
            "with_worker": said.with_worker_id or NOBODY,
            "with_who": said.with_who,
            "stamp": said.stamp,
        }

    def said(self) -> StrandSaid:
        typed = self.cleaned_data
        worker = UUID(typed["with_worker"]) if typed["with_worker"] else None
        return StrandSaid(typed["state"], worker, typed["with_who"])


class AddStrandForm(StrandForm):
    """A strand that is new to somebody."""

    which = nhs.ChoiceField([], label="Which support?")

    field_order = ("stamp", "which", "state", "with_worker", "with_who", "note")

    def __init__(self, *args: Any, offers: list[Offer], **options: Any):
        super().__init__(*args, **options)
        field = self.fields["which"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [(each.code, each.label) for each in offers]


class EndingForm(StampedForm):
    """What is agreed when support is coming to an end."""

    circle = nhs.LongTextField(
        label="Who is there for you?",
        help_text="The people you agreed on: family, friends, workers, groups",
        required=False,
        rows=3,
    )
    comes_next = nhs.LongTextField(label="What comes next?", required=False, rows=3)
    welcome_back = nhs.LongTextField(
        label="How do you know that you are welcome back?",
        help_text="What to say, whom to ask for, where to come. Change it to fit",
        initial=WELCOME_BACK,
        rows=3,
    )

    @staticmethod
    def drawn_from(agreed: Ending) -> dict[str, Any]:
        return {
            "circle": agreed.circle,
            "comes_next": agreed.comes_next,
            "welcome_back": agreed.welcome_back,
        }

    def ending(self) -> Ending:
        typed = self.cleaned_data
        return Ending(typed["circle"], typed["comes_next"], typed["welcome_back"])
