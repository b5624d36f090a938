"""What a connector writes of their own work."""

import datetime
from collections.abc import Sequence
from typing import Any

from hearth.accounts.models import User
from hearth.design import nhs
from hearth.directory.models import Facet, Outing, Term


class OutingForm(nhs.Form):
    """Something that a connector did. One tap and a few letters are enough."""

    did = nhs.EnumField(Outing.Did, label="What did you do?", initial=Outing.Did.SPOKE)
    whom = nhs.TextField(
        label="With whom, or where?",
        help_text="An organisation, a place or a neighbourhood",
        required=False, max_length=200, width="full", spellcheck=False,
    )  # fmt: skip
    minutes = nhs.NumberField(
        label="How many minutes?", required=False, min_value=1, max_value=1440, width="4"
    )
    note = nhs.LongTextField(
        label="What is worth knowing?",
        help_text="For the other connectors. Nothing about anybody who comes in",
        required=False, rows=2, max_length=1000, called="note",
    )  # fmt: skip
    on = nhs.DateField(label="Which day?", help_text="Leave it empty for today", required=False)

    def __init__(self, *args: Any, today: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"] = nhs.DateField(
            label="Which day?", help_text="Leave it empty for today", called="the day",
            required=False, short_years=True, latest=today,
            earliest=today - datetime.timedelta(days=366),
        )  # fmt: skip


class CoverForm(nhs.Form):
    """Who looks after a neighbourhood or a group of people."""

    neighbourhood = nhs.ChoiceField(
        [], label="A neighbourhood", as_select=True, required=False, called="neighbourhood"
    )
    who = nhs.RecordField(label="Or a group of people", empty_label="None", required=False)
    worker = nhs.RecordField(label="Who looks after it?", empty_label="I do", required=False)

    def __init__(
        self,
        *args: Any,
        places: Sequence[str],
        workers: Any,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        neighbourhood = self.fields["neighbourhood"]
        assert isinstance(neighbourhood, nhs.ChoiceField)
        neighbourhood.choices = [("", "None"), *((name, name) for name in places)]
        self.offer(
            who=Term.objects.filter(taxonomy__slug="hub", facet=Facet.WHO).order_by("name"),
            worker=workers if workers is not None else User.objects.none(),
        )
        if workers is None:
            del self.fields["worker"]


class LayersForm(nhs.Form):
    """Which layers of a connector's map to show."""

    hubs = nhs.CheckField(label="Hubs and satellites")
    needs = nhs.CheckField(label="Needs that were not met")
    gaps = nhs.CheckField(label="Gaps in the offer")
    outings = nhs.CheckField(label="Where connectors have been")
    uncovered = nhs.CheckField(label="What nobody looks after")
