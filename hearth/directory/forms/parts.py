"""What is typed about where, when and for how much something is, who offers it, and so on."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from hearth.design import nhs
from hearth.directory.forms.kept import EntryForm
from hearth.directory.models import Facet, Frequency, TipState
from hearth.directory.queries.entries import HOW_ASKED
from hearth.directory.queries.terms import words_for
from hearth.directory.times import DAYS, day_names, which_names
from hearth.places import geo
from hearth.places.forms.kept import YesNoUnknownField
from hearth.places.models import Site
from hearth.places.versions import ChangedMeanwhile

ONCE, EVERY_WEEK, EVERY_OTHER, FEW_WEEKS, MONTHLY = "once", "1", "2", "few", "monthly"


class TimesForm(EntryForm):
    """When it is on, as people say it."""

    often = nhs.ChoiceField(
        [
            (EVERY_WEEK, "Every week"),
            (EVERY_OTHER, "Every other week"),
            (FEW_WEEKS, "Every few weeks"),
            (MONTHLY, "Once a month, such as the first Friday"),
            (ONCE, "Once, on one day"),
        ],
        label="How often is it?",
        called="how often it is",
    )
    days = nhs.ManyField(
        [], label="On which days?", help_text="Leave it empty for something that is once",
        required=False,
    )  # fmt: skip
    which = nhs.ManyField(
        [], label="Which one of the month?", help_text="Only for something monthly", required=False
    )
    weeks = nhs.NumberField(
        label="Every how many weeks?", help_text="Only for every few weeks", required=False,
        min_value=1, max_value=52, width="2", suffix="weeks", called="number of weeks",
    )  # fmt: skip
    opens = nhs.TimeField(
        label="From what time?", help_text="Such as 10am. Leave both empty for all day",
        required=False, called="time it begins",
    )  # fmt: skip
    closes = nhs.TimeField(label="Until what time?", required=False, called="time it ends")
    begins_on = nhs.DateField(
        label="When is the first one?",
        help_text="Needed for once, every other week and every few weeks",
        required=False,
        short_years=True,
        called="first day",
    )
    ends_on = nhs.DateField(
        label="When is the last one?", help_text="Leave it empty if it goes on",
        required=False, short_years=True, called="last day",
    )  # fmt: skip
    notes = nhs.TextField(
        label="Anything else?", help_text="Such as: not in the school holidays", required=False,
        width="full", max_length=200,
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "days", list(day_names().items()))
        _choices(self, "which", [(str(n), words) for n, words in which_names().items()])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        often, days = typed.get("often"), typed.get("days") or []
        if often and often != ONCE and not days and "days" not in self.errors:
            self.add_error("days", "Choose the days")
        if often == MONTHLY and not typed.get("which") and "which" not in self.errors:
            self.add_error("which", "Choose which one of the month")
        if often == FEW_WEEKS and not typed.get("weeks") and "weeks" not in self.errors:
            self.add_error("weeks", "Enter number of weeks")
        if often in (ONCE, EVERY_OTHER, FEW_WEEKS) and not (
            typed.get("begins_on") or "begins_on" in self.errors
        ):
            self.add_error("begins_on", "Enter the first day")
        return typed

    def tell(self, refusal: Exception) -> None:
        """Show a refusal; of the days, which are no box of their own, say that they changed."""
        super().tell(refusal)
        if isinstance(refusal, ChangedMeanwhile) and {"freq", "byday", "interval"} & set(
            refusal.changed
        ):
            self.add_error("days", "Somebody else has changed the days. The form still has yours")

    def facts(self) -> dict[str, Any]:
        """Return the times as a schedule has them."""
        typed = self.cleaned_data
        often = typed["often"]
        days = [code for code in DAYS if code in typed["days"]]
        byday = [] if often == ONCE else days
        if often == MONTHLY:
            which = [number for number in which_names() if str(number) in typed["which"]]
            byday = [f"{number}{code}" for number in which for code in days]
        freq = {ONCE: Frequency.ONCE, MONTHLY: Frequency.MONTHLY}.get(often, Frequency.WEEKLY)
        weeks = {EVERY_OTHER: 2, FEW_WEEKS: typed.get("weeks") or 1}.get(often, 1)
        return {
            "freq": freq.value,
            "byday": byday,
            "interval": weeks,
            "begins_on": typed["begins_on"],
            "ends_on": None if often == ONCE else typed["ends_on"],
            "opens": typed["opens"],
            "closes": typed["closes"],
            "notes": typed["notes"],
        }


def times_typed(facts: dict[str, Any]) -> dict[str, Any]:
    """Return a schedule's facts as the boxes of the form have them."""
    weekly = {1: EVERY_WEEK, 2: EVERY_OTHER}.get(facts["interval"], FEW_WEEKS)
    often = {"": ONCE, "MONTHLY": MONTHLY}.get(facts["freq"], weekly)
    return {
        "often": often,
        "days": sorted({code[-2:] for code in facts["byday"]}),
        "which": sorted({code[:-2] for code in facts["byday"] if code[:-2]}),
        "weeks": facts["interval"] if often == FEW_WEEKS else None,
        **{name: facts[name] for name in ("opens", "closes", "begins_on", "ends_on", "notes")},
    }


class DayForm(nhs.Form):
    """A day on which something is called off."""

    on = nhs.DateField(label="On which day is it called off?", short_years=True, called="the day")


class PriceField(nhs.TextField):
    """A sum in pounds; cleans to a Decimal."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value).replace("£", "").replace(",", "").strip()
        try:
            amount = Decimal(typed)
        except InvalidOperation as wrong:
            raise nhs.ValidationError("A price must be a sum of money, like 2.50") from wrong
        if not amount.is_finite() or amount != round(amount, 2):
            raise nhs.ValidationError("A price must be a sum of money, like 2.50")
        return amount


class PriceForm(nhs.Form):
    """One price."""

    amount = PriceField(label="Price", width="5", prefix="£", inputmode="decimal", max_length=12)
    option = nhs.TextField(
        label="For whom, or for what?", help_text="Such as: under 18s, or a hot meal",
        required=False, max_length=200,
    )  # fmt: skip


class PlaceForm(EntryForm):
    """A place where something is offered."""

    name = nhs.TextField(
        label="Name of the place", help_text="Such as: St Mark's church hall", required=False,
        width="full", max_length=200,
    )  # fmt: skip
    address = nhs.LongTextField(
        label="Address", help_text="Without town and postcode", required=False, rows=2,
        max_length=500,
    )  # fmt: skip
    town = nhs.TextField(label="Town or village", required=False, max_length=100)
    postcode = nhs.TextField(
        label="Postcode", help_text="Puts it on the map", required=False, width="10",
        spellcheck=False, max_length=10,
    )  # fmt: skip
    neighbourhood = nhs.TextField(
        label="Neighbourhood", help_text="Leave it empty and the postcode says it",
        required=False, max_length=100,
    )  # fmt: skip
    step_free = YesNoUnknownField(label="Can somebody get in without steps?", called="step-free")
    accessible_toilet = YesNoUnknownField(label="Is there an accessible toilet?")
    quiet_space = YesNoUnknownField(label="Is there a quiet space?")
    hearing_loop = YesNoUnknownField(label="Is there a hearing loop?")
    parking = nhs.TextField(label="Parking", required=False, width="full", max_length=300)
    nearest_bus = nhs.TextField(label="Nearest bus", required=False, width="full", max_length=300)
    access_note = nhs.LongTextField(
        label="Anything else about getting in?", required=False, rows=3, max_length=1000
    )

    def clean_postcode(self) -> str:
        typed: str = self.cleaned_data["postcode"]
        if typed and (geo.parse_postcode(typed) is None or geo.find(typed) is None):
            raise nhs.ValidationError("A postcode looks like YO1 7HH")
        return geo.parse_postcode(typed) or ""


class NewPlaceForm(PlaceForm):
    """A place where something is offered: one of ours, or another."""

    site = nhs.RecordField(
        label="Is it at one of our own places?", required=False, empty_label="No, somewhere else"
    )
    field_order = ("site",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer(site=Site.objects.order_by("name", "id"))


class ProviderForm(EntryForm):
    """An organisation or group that offers something."""

    name = nhs.TextField(label="Name", width="full", max_length=200)
    description = nhs.LongTextField(label="What it does", required=False, max_length=3000)
    phone = nhs.TextField(label="Phone number", required=False, kind="tel", max_length=40)
    email = nhs.TextField(
        label="Email address", help_text="One that anybody may see: not a person's own",
        required=False, kind="email", width="full", max_length=200, spellcheck=False,
    )  # fmt: skip
    website = nhs.TextField(
        label="Website", required=False, width="full", max_length=300, spellcheck=False
    )
    postcode = nhs.TextField(label="Postcode", required=False, width="10", max_length=10)
    charity_number = nhs.TextField(
        label="Charity number", help_text="Such as 1089464", required=False, width="10",
        spellcheck=False, max_length=20,
    )  # fmt: skip
    company_number = nhs.TextField(
        label="Company number", help_text="Such as 01234567", required=False, width="10",
        spellcheck=False, max_length=20,
    )  # fmt: skip


class KnownContactForm(nhs.Form):
    """Somebody at a provider."""

    name = nhs.TextField(label="Name", required=False, max_length=200)
    job = nhs.TextField(label="What they do there", required=False, max_length=200)
    email = nhs.TextField(
        label="Email address", required=False, kind="email", width="full", max_length=200,
        spellcheck=False,
    )  # fmt: skip
    phone = nhs.TextField(label="Phone number", required=False, kind="tel", max_length=40)
    confirms = nhs.CheckField(
        label="Send them links: to confirm their entries, and to answer introductions",
        help_text="They have said that this is fine",
    )


class ConfirmForm(forms.Form):
    """How a connector knows that an entry is right."""

    how = forms.ChoiceField(choices=[(how.value, how.label) for how in HOW_ASKED])


class DecideForm(nhs.Form):
    """What was made of a tip."""

    state = nhs.EnumField(TipState, label="What did you make of it?")
    answer = nhs.LongTextField(
        label="What shall we tell them?",
        help_text="A sentence or two. Leave it empty for our usual words. They only read it if "
        "they left an address",
        required=False,
        rows=3,
        max_length=2000,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        decisions = [each for each in TipState if each is not TipState.WAITING]
        _choices(self, "state", [(each.value, each.label) for each in decisions])


class DaysForm(forms.Form):
    """How often a kind of entry is confirmed."""

    days = forms.IntegerField(min_value=1, max_value=730)


class SynonymForm(nhs.Form):
    """What people say, and what they mean."""

    phrase = nhs.TextField(
        label="What do people say?", help_text="Such as: cant sleep", max_length=80,
        called="what people say",
    )  # fmt: skip
    term = nhs.ChoiceField([], label="What do they mean?", as_select=True, called="what they mean")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [
            (f"{facet.value}/{slug}", f"{name} ({facet.label.lower()})")
            for facet in (Facet.NEED, Facet.WHO, Facet.OFFER, Facet.LIKE)
            for slug, name in words_for(facet)
        ]
        _choices(self, "term", [("", "Choose"), *named])


class NotHereForm(nhs.Form):
    """Words of Hearth's that do not mean a term here."""

    not_here = nhs.TextField(
        label="Do some of these mean something else here?",
        help_text="Type or copy them just as they stand in the list.",
        max_length=200, called="the words",
    )  # fmt: skip


def _choices(form: nhs.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, nhs.EnumField | nhs.ChoiceField | nhs.ManyField)
    field.choices = choices
