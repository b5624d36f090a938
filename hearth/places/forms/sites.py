"""What is typed about a site."""

from typing import Any

from hearth.design import nhs
from hearth.places import geo, registers
from hearth.places.forms.kept import KeptForm, LinesField, YesNoUnknownField
from hearth.places.models import OrganisationKind, SiteKind, SiteStatus, Tier
from hearth.places.queries import hubs, organisations

TIER_HINTS = {
    Tier.UNIVERSAL: "Information and signposting, where people go for other things",
    Tier.TARGETED: "Advice, peer support and groups, where people naturally meet",
    Tier.SPECIALIST: "Clinical help as well",
}


class FindSitesForm(nhs.Form):
    """Which of the sites to show."""

    near = nhs.TextField(label="Near this postcode", required=False, width="10", spellcheck=False)
    kind = nhs.EnumField(SiteKind, label="Kind of place", required=False, as_select=True)
    tier = nhs.EnumField(Tier, label="Tier", required=False, as_select=True)
    open_now = nhs.CheckField(label="Open now")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("kind", "tier"):
            field = self.fields[name]
            assert isinstance(field, nhs.EnumField)
            field.choices = [("", "Any"), *field.choices]  # type: ignore[misc]

    def clean_near(self) -> geo.Spot | None:
        return _placed(self.cleaned_data["near"])


def _placed(typed: str) -> geo.Spot | None:
    """Return where a postcode is; None for nothing typed."""
    if not typed:
        return None
    if geo.parse_postcode(typed) is None:
        raise nhs.ValidationError("A postcode looks like YO1 7HH")
    spot = geo.find(typed)
    if spot is None:
        raise nhs.ValidationError("There is no postcode in Great Britain that starts like that")
    return spot


def _postcode() -> nhs.TextField:
    return nhs.TextField(
        label="Postcode",
        help_text="Puts it on the map. Leave it empty for somewhere that has none",
        required=False,
        width="10",
        spellcheck=False,
    )


def _usual_postcode(typed: str) -> str:
    """Return a postcode in its usual form, or nothing if none was typed."""
    _placed(typed)
    return geo.parse_postcode(typed) or ""


class BasicsForm(KeptForm):
    """Where a site is and what it is like."""

    about = nhs.LongTextField(
        label="What is this place like?",
        help_text="A few warm sentences for somebody who has never been",
        required=False,
        max_length=2000,
    )
    address = nhs.LongTextField(
        label="Address", help_text="Without the postcode", required=False, rows=3, max_length=500
    )
    postcode = _postcode()
    phone = nhs.TextField(label="Phone number", required=False, kind="tel", max_length=30)
    neighbourhoods = LinesField(
        label="Neighbourhoods it is for",
        help_text="One on each line, such as Acomb",
        required=False,
        max_length=2000,
    )
    primary_care_networks = LinesField(
        label="Primary care networks it serves",
        help_text="One on each line. They are groups of GP practices",
        required=False,
        max_length=2000,
    )

    def clean_postcode(self) -> str:
        return _usual_postcode(self.cleaned_data["postcode"])


class AccessForm(KeptForm):
    """What a site has, and how easy it is to get in and about."""

    step_free = YesNoUnknownField(
        label="Can somebody get in and about without steps?", called="step-free"
    )
    toilet = YesNoUnknownField(label="Is there a toilet?")
    accessible_toilet = YesNoUnknownField(label="Is there an accessible toilet?")
    quiet_space = YesNoUnknownField(label="Is there a quiet space?")
    private_rooms = nhs.NumberField(
        label="How many rooms are there to talk in private?",
        help_text="Leave it empty if you don't know",
        required=False,
        min_value=0,
        max_value=100,
        width="3",
        called="number of rooms",
    )
    hearing_loop = YesNoUnknownField(label="Is there a hearing loop?")
    kettle = YesNoUnknownField(label="Is there a kettle for anyone to use?")
    wifi = YesNoUnknownField(label="Is there free wifi?")
    parking = nhs.TextField(
        label="Parking",
        help_text="Such as: free at the back, 2 blue badge spaces",
        required=False,
        width="full",
        max_length=300,
    )
    nearest_bus = nhs.TextField(
        label="Nearest bus",
        help_text="Such as: 1 and 5 to Front Street, 2 minutes' walk",
        required=False,
        width="full",
        max_length=300,
    )
    access_note = nhs.LongTextField(
        label="Anything else about getting in?",
        help_text="Such as: ring the bell, the door is heavy",
        required=False,
        max_length=1000,
    )


class WelcomeForm(KeptForm):
    """What the public reads of a site, in words for somebody who has never been."""

    welcome_words = nhs.LongTextField(
        label="What happens when somebody walks in?",
        help_text="Such as: You don't have to say anything. Somebody will offer you a hot drink",
        required=False,
        max_length=1500,
    )
    who_you_may_meet = nhs.LongTextField(
        label="Who may they meet?",
        help_text="Such as: Volunteers who have been through it too, and a nurse on Tuesdays",
        required=False,
        max_length=1500,
    )
    by_bus = nhs.LongTextField(
        label="How do people get there by bus?",
        help_text="Such as: Get off the number 5 at Front Street. Walk back to the church",
        required=False,
        max_length=1000,
    )
    on_foot = nhs.LongTextField(
        label="How do people find the door on foot?",
        help_text="Such as: Down the lane beside the chemist. It is the blue door with a bell",
        required=False,
        max_length=1000,
    )


class WaitingForm(KeptForm):
    """How long people may wait."""

    wait_limit_minutes = nhs.NumberField(
        label="How long may somebody wait to talk?",
        help_text=(
            "When someone who would like to talk has waited this long, the Today board says so "
            "loudly. Between 1 minute and 240 minutes (4 hours)"
        ),
        min_value=1,
        max_value=240,
        width="3",
        suffix="minutes",
        called="longest wait",
    )


class KeptPlaceForm(KeptForm):
    """What a site is in the network, and who runs it: what its hub manager keeps of that."""

    name = nhs.TextField(label="Name", width="full", max_length=200)
    kind = nhs.EnumField(
        SiteKind,
        label="What kind of place is it?",
        hints={
            SiteKind.HUB: "The main place of a neighbourhood",
            SiteKind.SATELLITE: "A smaller place that belongs to a hub",
            SiteKind.OUTREACH: "Somewhere the team goes to, such as a village hall",
            SiteKind.CAFE: "Open in the evening or at the weekend",
        },
    )
    tier = nhs.EnumField(
        Tier, label="Tier", help_text="Leave it if you don't use tiers", required=False,
        hints=TIER_HINTS, empty_value="",
    )  # fmt: skip
    run_by = nhs.RecordField(label="Who runs it?")
    part_of = nhs.RecordField(
        label="Which hub is it part of?",
        help_text="Only for a satellite, an outreach stop or a café",
        required=False,
        empty_label="None",
    )
    opened_on = nhs.DateField(
        label="When did it open?",
        help_text="Leave it empty if it is planned, or you don't know",
        required=False,
        called="opening day",
    )
    target = nhs.TextField(
        label="When should it open?",
        help_text="Only if it is planned, such as: spring 2027",
        required=False,
        max_length=100,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer(run_by=organisations(), part_of=hubs())


class PlaceInTheNetworkForm(KeptPlaceForm):
    """The same, and whether it has opened, for whoever leads the network."""

    status = nhs.EnumField(SiteStatus, label="Is it open yet?", inline=True)
    field_order = ("name", "kind", "tier", "run_by", "part_of", "status")


class OpenSiteForm(PlaceInTheNetworkForm):
    """A new site."""

    address = nhs.LongTextField(label="Address", required=False, rows=3, max_length=500)
    postcode = _postcode()

    def clean_postcode(self) -> str:
        return _usual_postcode(self.cleaned_data["postcode"])


class OrganisationForm(KeptForm):
    """A partner organisation."""

    name = nhs.TextField(label="Name", width="full", max_length=200)
    kind = nhs.EnumField(OrganisationKind, label="What kind of organisation is it?", as_select=True)
    ods_code = nhs.TextField(
        label="ODS code",
        help_text="The NHS knows some organisations by one, such as RX4 or B82098",
        required=False,
        width="10",
        spellcheck=False,
    )
    charity_number = nhs.TextField(
        label="Charity number",
        help_text="Such as 1089464, in Scotland SC012345, in Northern Ireland NIC100123",
        required=False,
        width="10",
        spellcheck=False,
    )
    company_number = nhs.TextField(
        label="Company number",
        help_text="Such as 01234567, or CE012345 for a charitable incorporated organisation",
        required=False,
        width="10",
        spellcheck=False,
    )
    website = nhs.TextField(
        label="Website", required=False, width="full", max_length=300, spellcheck=False
    )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        self._check("ods_code", lambda text: registers.ods_code(text, kind=typed.get("kind") or ""))
        self._check("charity_number", registers.charity_number)
        self._check("company_number", registers.company_number)
        self._check("website", registers.website)
        return typed

    def _check(self, name: str, checked: Any) -> None:
        if name in self.cleaned_data:
            try:
                self.cleaned_data[name] = checked(self.cleaned_data[name])
            except registers.NotANumber as refusal:
                self.add_error(name, str(refusal))
