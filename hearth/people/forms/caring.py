"""Whom somebody lets read, and what: typed by them, or by a worker to whom they said so."""

from collections.abc import Sequence
from typing import Any

from hearth.design import nhs
from hearth.people.forms.told import ToldForm
from hearth.people.models import Agreed, Reads

LASTS = [("30", "One month"), ("91", "Three months"), ("365", "A year")]
HOWS = [(how.value, how.label) for how in (Agreed.SAID, Agreed.SIGNED)]


class LetReadForm(ToldForm):
    """What somebody who cares for a person may read, and for how long."""

    reads = nhs.ManyField(
        [(part.value, part.label) for part in Reads],
        label="What may they read?",
        called="what they may read",
        help_text="Only what is ticked. Never a worker’s notes, nor who else may read",
    )
    days = nhs.ChoiceField(LASTS, label="For how long?", called="for how long")


class LetReadByWorkerForm(LetReadForm):
    """The same, written down by a worker."""

    how = nhs.ChoiceField(HOWS, label="How did they say so?", called="how they said so")


class LetReadMyselfForm(LetReadForm):
    """The same, on their own pages."""

    member = nhs.ChoiceField([], label="Who may read?", called="who may read")
    field_order = ["member", "reads", "days"]

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["member"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = list(members)


class CodeForm(ToldForm):
    """The code that a carer was given."""

    code = nhs.TextField(
        label="The code that you were given",
        called="the code that you were given",
        help_text="Twelve letters and numbers",
        max_length=40,
    )
