"""What was typed of an incident. In two minutes, on a phone: what happened is all that must be."""

import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from hearth.design import nhs
from hearth.foundation.actors import Actor, Permission
from hearth.incidents.models import IncidentKind
from hearth.incidents.queries.happened import IncidentSaid
from hearth.incidents.queries.owners import team_of
from hearth.people.forms.told import StampedForm
from hearth.places.models import Site
from hearth.places.queries import sites_where


class IncidentForm(StampedForm):
    """An incident, as somebody writes it down or puts it right."""

    kind = nhs.EnumField(IncidentKind, label="Did it happen, or nearly?")
    what = nhs.LongTextField(
        label="What happened?",
        help_text="In plain words, as you would tell a colleague. What you saw, not what you guess",
        called="what happened",
        rows=5,
    )
    who = nhs.LongTextField(
        label="Who was hurt or upset?",
        help_text="In words, workers too. You can choose names from the list afterwards",
        required=False,
        rows=2,
    )
    done = nhs.LongTextField(label="What did you do at once?", required=False, rows=2)
    today_to_do = nhs.LongTextField(
        label="What still needs doing today?",
        help_text="The hub manager gets this as the first thing to do",
        required=False,
        rows=2,
    )
    where = nhs.TextField(
        label="Where in the hub, or near it?",
        help_text="Such as: the kitchen, or the car park",
        required=False,
        width="full",
    )
    happened_at = nhs.DateTimeField(label="When was it?", called="when it was", short_years=True)
    site = nhs.RecordField(label="At which place?", empty_label="Choose", called="the place")
    incident_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, actor: Actor, kept: IncidentSaid | None = None, **options: Any):
        if kept:
            options["initial"] = _drawn_from(kept)
        super().__init__(*args, **options)
        if kept:
            del self.fields["site"], self.fields["today_to_do"], self.fields["incident_id"]
            return
        mine = sites_where(actor, Permission.WRITE_INCIDENT)
        self.only = list(mine[:2])
        if len(self.only) == 1:
            del self.fields["site"]
        else:
            self.offer(site=mine)

    def chosen_site(self) -> Site:
        chosen: Site = self.cleaned_data.get("site") or self.only[0]
        return chosen

    def said(self) -> IncidentSaid:
        typed = self.cleaned_data
        return IncidentSaid(
            typed["kind"].value, typed["happened_at"], typed["where"], typed["what"],
            typed["who"], typed["done"],
        )  # fmt: skip


class OwnerForm(StampedForm):
    """Who owns an incident from now on."""

    owner = nhs.ChoiceField([], label="Who looks after this from now on?", as_select=True)

    def __init__(self, *args: Any, site: Site, today: datetime.date, **options: Any):
        super().__init__(*args, **options)
        offer_team(self, "owner", site=site, today=today)


class SettleForm(StampedForm):
    """Perhaps a day on which to look whether what was changed has helped."""

    look_again_on = nhs.DateField(
        label="Look again on",
        help_text="If you like: a day to see whether what we changed has helped. Empty for none",
        called="the day",
        required=False,
        short_years=True,
    )


def offer_team(
    form: nhs.Form, name: str, *, site: Site, today: datetime.date, first: str = "",
    permission: Permission = Permission.WRITE_INCIDENT,
) -> None:  # fmt: skip
    """Let a field of a form offer the team of a site."""
    field = form.fields[name]
    assert isinstance(field, nhs.ChoiceField)
    team = team_of(site, permission=permission, today=today).values_list("id", "name")
    people: list[tuple[Any, str]] = [(str(key), called) for key, called in team]
    field.choices = [("", first), *people] if first else people


def chosen_id(words: str) -> UUID | None:
    return UUID(words) if words else None


def now_to_the_minute() -> datetime.datetime:
    return timezone.localtime().replace(second=0, microsecond=0)


def _drawn_from(said: IncidentSaid) -> dict[str, Any]:
    return {
        "kind": said.kind, "happened_at": said.happened_at, "where": said.where,
        "what": said.what, "who": said.who, "done": said.done, "stamp": said.stamp,
    }  # fmt: skip
