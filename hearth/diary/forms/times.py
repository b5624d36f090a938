"""What was typed of when a worker can be booked."""

from typing import Any

from hearth.design import nhs
from hearth.design.words import DAYS
from hearth.foundation.actors import Actor, Permission
from hearth.people.forms.told import ToldForm
from hearth.places.queries import sites_where

HINT = "Such as 9am or 14:30"


class _SpellForm(ToldForm):
    begins = nhs.TimeField(label="From", called="the time it begins", help_text=HINT, width="10")
    ends = nhs.TimeField(label="To", called="the time it ends", help_text=HINT, width="10")
    site = nhs.RecordField(label="At which hub?", called="the hub", empty_label=None)

    def __init__(self, *args: Any, actor: Actor, **options: Any):
        super().__init__(*args, **options)
        self.offer(site=sites_where(actor, Permission.CHANGE_PEOPLE))


class WeeklyForm(_SpellForm):
    """A spell of every week."""

    weekday = nhs.ChoiceField(
        [(str(number), name) for number, name in enumerate(DAYS)],
        label="Every",
        called="the day",
        as_select=True,
    )
    field_order = ("weekday", "begins", "ends", "site")


class DayForm(_SpellForm):
    """A spell of one day."""

    on = nhs.DateField(label="Which day?", called="the day", short_years=True)
    field_order = ("on", "begins", "ends", "site")


class OffForm(ToldForm):
    """A day off."""

    on = nhs.DateField(label="Which day?", called="the day", short_years=True)


class RemoveForm(nhs.Form):
    """Which spell, or day off, goes."""

    time_id = nhs.UUIDField()
