"""What was typed of a contact. In under a minute, on a phone: only how they met must be said."""

import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from hearth.design import nhs
from hearth.foundation.actors import Actor, Permission
from hearth.people.forms.told import StampedForm
from hearth.places.models import Site
from hearth.places.queries import sites_where
from hearth.support.models import HowMet
from hearth.support.queries.contacts import ContactSaid


class ContactForm(StampedForm):
    """A contact, as somebody writes it down or puts it right."""

    how = nhs.EnumField(HowMet, label="How did you meet?")
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
        label="Your own note",
        help_text="Kept apart from what they said. They may read both",
        required=False,
        rows=3,
    )
    happened_on = nhs.DateField(
        label="Which day was it?",
        called="the day",
        short_years=True,
        latest=timezone.localdate,
    )
    planned = nhs.CheckField(label="We had planned it")
    site = nhs.RecordField(
        label="At which of our places?", empty_label="None of them", required=False
    )
    where = nhs.TextField(
        label="Where else?",
        help_text="Such as: by the river, or on a bench in the park",
        required=False,
        width="full",
    )
    who_else = nhs.TextField(label="Who else was there?", required=False, width="full")
    contact_id = nhs.UUIDField(required=False)

    FIRST = ("how", "minutes", "words", "note")
    MORE = ("happened_on", "planned", "site", "where", "who_else")

    def __init__(self, *args: Any, actor: Actor, site_was: UUID | None = None, **options: Any):
        super().__init__(*args, **options)
        mine = sites_where(actor, Permission.CHANGE_PEOPLE)
        kept = Site.objects.filter(id=site_was) if site_was else Site.objects.none()
        self.offer(site=(mine | kept).distinct().order_by("name"))

    @property
    def more_is_open(self) -> bool:
        """Test if something is wrong with what is folded away."""
        return any(name in self.errors for name in self.MORE)

    @staticmethod
    def drawn_from(said: ContactSaid) -> dict[str, Any]:
        return {
            "how": said.how,
            "minutes": said.minutes,
            "words": said.words,
            "note": said.note,
            "happened_on": said.happened_on,
            "planned": said.planned,
            "site": said.site_id,
            "where": said.where,
            "who_else": said.who_else,
            "stamp": said.stamp,
        }

    def said(self) -> ContactSaid:
        typed = self.cleaned_data
        happened_on: datetime.date = typed["happened_on"]
        return ContactSaid(
            happened_on,
            typed["how"].value,
            typed["planned"],
            typed["minutes"],
            typed["site"].id if typed["site"] else None,
            typed["where"],
            typed["who_else"],
            typed["words"],
            typed["note"],
        )
