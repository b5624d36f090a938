"""What was typed of an agreement for coming in safely: their words and the hub's, apart."""

import datetime
from typing import Any

from hearth.design import nhs
from hearth.foundation.actors import Actor, Permission
from hearth.incidents.forms.happened import offer_team
from hearth.incidents.models import HowIn
from hearth.incidents.queries.agreements import AgreementSaid
from hearth.people.forms.told import StampedForm
from hearth.people.models import Person
from hearth.places.models import Site
from hearth.places.queries import sites_where

FOUR_WEEKS = datetime.timedelta(days=28)


AT_A_COLLEAGUES_DOOR = (
    "They work here too, so the door does not show it: whoever welcomes them reads it once they "
    "opened the record for a reason. Agree together who at the door is told"
)


class AgreementForm(StampedForm):
    """What a person and a hub agree."""

    theirs = nhs.LongTextField(
        label="What they say, in their own words",
        help_text="If they would rather say nothing, write that",
        called="what they say",
        rows=4,
    )
    why = nhs.LongTextField(
        label="Why do we need this? In our words",
        help_text="What happened or could happen, without blame",
        called="why it is needed",
        rows=3,
    )
    how = nhs.EnumField(HowIn, label="How do they come in, for now?")
    still_helped = nhs.LongTextField(
        label="How are they helped meanwhile?",
        help_text=(
            "Needed where they are not in the building for now: by phone, at another hub, outside"
        ),
        required=False,
        rows=2,
    )
    hub_will = nhs.LongTextField(label="What will the hub do?", called="what it will do", rows=3)
    they_will = nhs.LongTextField(label="What will they do?", required=False, rows=3)
    door = nhs.TextField(
        label="What may the door say?",
        help_text=(
            "One calm sentence that greeters read when they welcome them. Agree it together: "
            "Please ring Tariq when I come, and I will wait in the porch"
        ),
        called="what the door may say",
        width="full",
    )
    who_agreed = nhs.TextField(
        label="Who agreed this?", called="who agreed this", width="full",
        help_text="Such as: Jo, Tariq and Hal, on Monday in the garden",
    )  # fmt: skip
    look_again_on = nhs.DateField(
        label="Look at it again by",
        help_text="Within half a year; within four weeks if they are not in the building for now",
        called="the day",
        short_years=True,
    )
    site = nhs.RecordField(label="At which place?", empty_label="Choose", called="the place")
    owner = nhs.ChoiceField([], label="Who looks after it?", as_select=True)
    agreement_id = nhs.UUIDField(required=False)

    def __init__(
        self, *args: Any, actor: Actor, person: Person, today: datetime.date,
        kept: AgreementSaid | None = None, at: Site | None = None, owner: str = "",
        **options: Any,
    ):  # fmt: skip
        usual: dict[str, Any] = {"look_again_on": today + FOUR_WEEKS}
        if kept:
            usual = _drawn_from(kept) | {"owner": owner}
        options["initial"] = usual | options.get("initial", {})
        super().__init__(*args, **options)
        if person.worker_id:
            self.fields["door"].help_text = AT_A_COLLEAGUES_DOOR
        if at:
            del self.fields["site"], self.fields["agreement_id"]
            permission = Permission.AGREE_COMING_IN
            offer_team(self, "owner", site=at, today=today, permission=permission)
            return
        del self.fields["owner"]
        mine = sites_where(actor, Permission.AGREE_COMING_IN).filter(id__in=person.known_at)
        self.only = list(mine[:2])
        if len(self.only) == 1:
            del self.fields["site"]
        else:
            self.offer(site=mine)

    def chosen_site(self) -> Site:
        chosen: Site = self.cleaned_data.get("site") or self.only[0]
        return chosen

    def said(self) -> AgreementSaid:
        typed = self.cleaned_data
        return AgreementSaid(
            typed["how"].value, typed["theirs"], typed["why"], typed["hub_will"],
            typed["they_will"], typed["still_helped"], typed["door"], typed["who_agreed"],
            typed["look_again_on"].isoformat(),
        )  # fmt: skip


class LookAgainForm(StampedForm):
    """How it goes, and when it is looked at next."""

    theirs = nhs.LongTextField(
        label="How do they say it goes?",
        help_text="In their own words",
        called="how they say it goes",
        rows=3,
    )
    note = nhs.LongTextField(label="How do we say it goes?", required=False, rows=3)
    look_again_on = nhs.DateField(label="Look at it again by", called="the day", short_years=True)


class StopForm(StampedForm):
    """Why it is not needed any more."""

    note = nhs.LongTextField(
        label="Why is it not needed any more?", called="why it is not needed", rows=2
    )
    theirs = nhs.LongTextField(
        label="What do they say?", help_text="In their own words", required=False, rows=2
    )


def _drawn_from(said: AgreementSaid) -> dict[str, Any]:
    return {
        "how": said.how, "theirs": said.theirs, "why": said.why, "hub_will": said.hub_will,
        "they_will": said.they_will, "still_helped": said.still_helped, "door": said.door,
        "who_agreed": said.who_agreed, "look_again_on": said.again_on, "stamp": said.stamp,
    }  # fmt: skip
