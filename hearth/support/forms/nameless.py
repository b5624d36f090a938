"""What was typed of a contact with somebody who has no name."""

from django.utils import timezone

from hearth.design import nhs
from hearth.people.forms.told import StampedForm
from hearth.support.models import HowMet
from hearth.support.queries.nameless import NamelessSaid


class NamelessForm(StampedForm):
    """A contact with no name: how, and who it was as far as anybody knows."""

    how = nhs.EnumField(HowMet, label="How did you meet?")
    who = nhs.TextField(
        label="Who was it, as far as you know?",
        called="who it was",
        help_text="Such as: a young man who rang from the station",
        width="full",
    )
    minutes = nhs.NumberField(
        label="How long was it?",
        called="the minutes",
        suffix="minutes",
        required=False,
        min_value=1,
        max_value=24 * 60,
    )
    words = nhs.LongTextField(label="What they said, in their own words", required=False, rows=4)
    note = nhs.LongTextField(
        label="Your own note", help_text="Kept apart from what they said", required=False, rows=3
    )
    happened_on = nhs.DateField(
        label="Which day was it?", called="the day", short_years=True, latest=timezone.localdate
    )
    contact_id = nhs.UUIDField(required=False)

    def said(self) -> NamelessSaid:
        typed = self.cleaned_data
        return NamelessSaid(
            how=typed["how"].value,
            happened_on=typed["happened_on"],
            who=typed["who"],
            minutes=typed["minutes"],
            words=typed["words"],
            note=typed["note"],
        )
