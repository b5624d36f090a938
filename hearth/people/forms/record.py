"""A record, section by section: hello, details, ways to contact, choices, a death, a link."""

import datetime
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from hearth.design import nhs
from hearth.design.words import short_day
from hearth.people.forms.told import StampedForm
from hearth.people.models import ContactKind, Need, Person, Safe
from hearth.people.queries.sections import (
    DetailsSection,
    HelloSection,
    ListingSection,
    WaySection,
    died_of,
)
from hearth.people.telling import faults_in


class KnownAsForm(nhs.Form):
    """A name, which is all that it takes to be known."""

    known_as = nhs.TextField(label="What do they like to be called?")
    person_id = nhs.UUIDField()
    is_new = nhs.HiddenField(required=False)

    def show_who_is_like_them(self) -> None:
        """Let the next press of the button add them, now that those like them were shown."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["is_new"] = "yes"


class HelloForm(StampedForm):
    """How somebody likes to be greeted, and what they need."""

    known_as = nhs.TextField(label="What do they like to be called?")
    pronouns = nhs.TextField(
        label="Pronouns", help_text="Such as she/her or they/them", required=False, width="10"
    )
    welcome = nhs.LongTextField(
        label="How do they like to be welcomed?",
        help_text="In their own words. Everyone who greets them sees this",
        required=False,
        rows=3,
    )
    needs = nhs.ManyField(
        Need, label="What do they need?", help_text="Shown wherever their name is", required=False
    )
    needs_note = nhs.LongTextField(
        label="More about what they need",
        help_text="Such as which language, or where they like to sit",
        required=False,
        rows=2,
    )

    @staticmethod
    def drawn_from(section: HelloSection) -> dict[str, Any]:
        return {
            "known_as": section.known_as,
            "pronouns": section.pronouns,
            "welcome": section.welcome,
            "needs": list(section.needs),
            "needs_note": section.needs_note,
            "stamp": section.stamp,
        }

    def section(self) -> HelloSection:
        typed = self.cleaned_data
        return HelloSection(
            known_as=typed["known_as"],
            pronouns=typed["pronouns"],
            welcome=typed["welcome"],
            needs=tuple(need.value for need in typed["needs"]),
            needs_note=typed["needs_note"],
        )


class DetailsForm(StampedForm):
    """Who somebody is, as far as they have told us."""

    given_name = nhs.TextField(label="First names", required=False)
    family_name = nhs.TextField(label="Family name", required=False)
    other_names = nhs.LongTextField(
        label="Other names",
        help_text="Names they use or have used, each on a line of its own",
        required=False,
        rows=3,
    )
    born_on = nhs.DateField(
        label="Date of birth", help_text="For example, 3 5 1970", required=False
    )
    postcode = nhs.TextField(
        label="Postcode",
        help_text="The whole of it, or only the first half",
        required=False,
        width="10",
    )
    no_fixed_place = nhs.CheckField(label="They have no fixed place to stay")
    languages = nhs.LongTextField(
        label="Languages",
        help_text="Those they are at home in, the best one first, each on a line of its own",
        required=False,
        rows=2,
    )
    nhs_number = nhs.TextField(
        label="NHS number",
        help_text="10 digits, like 943 476 5919. Never needed to come in",
        required=False,
        width="20",
        inputmode="numeric",
    )

    @staticmethod
    def drawn_from(section: DetailsSection) -> dict[str, Any]:
        return {
            "given_name": section.given_name,
            "family_name": section.family_name,
            "other_names": "\n".join(section.other_names),
            "born_on": section.born_on,
            "postcode": section.postcode,
            "no_fixed_place": section.no_fixed_place,
            "languages": "\n".join(section.languages),
            "nhs_number": section.nhs_number_spaced,
            "stamp": section.stamp,
        }

    def section(self) -> DetailsSection:
        typed = self.cleaned_data
        return DetailsSection(
            given_name=typed["given_name"],
            family_name=typed["family_name"],
            other_names=tuple(typed["other_names"].splitlines()),
            born_on=typed["born_on"],
            postcode=typed["postcode"],
            no_fixed_place=typed["no_fixed_place"],
            languages=tuple(typed["languages"].splitlines()),
            nhs_number=typed["nhs_number"],
        )

    def clean(self) -> dict[str, Any]:
        """Show all that cannot be at once; what no date can be made of is not there to look at."""
        typed = self.cleaned_data
        nothing = dict.fromkeys(self.fields, "") | {"born_on": None, "no_fixed_place": False}
        self.cleaned_data = nothing | typed
        section = self.section()
        self.cleaned_data = typed
        for part, words in faults_in(section, timezone.localdate()).items():
            self.add_error(part, words)
        return typed


class WayForm(StampedForm):
    """A way to contact somebody, and whether it is safe to use."""

    kind = nhs.EnumField(ContactKind, label="What is it?")
    value = nhs.LongTextField(label="The number or address", rows=3)
    safe = nhs.EnumField(
        Safe,
        label="Is it safe to use?",
        help_text="Ask them. Nothing is sent unless they have said yes",
        initial=Safe.NOT_ASKED,
    )
    note = nhs.LongTextField(
        label="Anything to know before using it",
        help_text="Such as: never leave a message",
        required=False,
        rows=2,
    )

    @staticmethod
    def drawn_from(section: WaySection) -> dict[str, Any]:
        return {
            "kind": section.kind,
            "value": section.value,
            "safe": section.safe,
            "note": section.note,
            "stamp": section.stamp,
        }

    def section(self) -> WaySection:
        typed = self.cleaned_data
        return WaySection(typed["kind"].value, typed["value"], typed["safe"].value, typed["note"])


class ListingForm(StampedForm):
    """What somebody chooses about being found, and about being sent anything."""

    listed = nhs.YesNoField(
        label="May they be found by part of their name?",
        help_text=(
            "If not, they are on no list, and their own team finds them by no part of their name. "
            "They are found by their full name with their date of birth, or by a card that they "
            "carry: make one if we do not know their date of birth"
        ),
        yes="Yes, list them",
        no="No, keep them off lists",
    )
    messages = nhs.YesNoField(
        label="May we send them messages?",
        help_text="Only ever by ways that they have said are safe",
        yes="Yes",
        no="No, send nothing",
    )

    @staticmethod
    def drawn_from(section: ListingSection) -> dict[str, Any]:
        return {
            "listed": section.listed,
            "messages": not section.wants_no_messages,
            "stamp": section.stamp,
        }

    def section(self) -> ListingSection:
        typed = self.cleaned_data
        return ListingSection(typed["listed"], not typed["messages"])


class DiedForm(StampedForm):
    """That somebody has died."""

    died_on = nhs.DateField(
        label="When did they die?",
        help_text="Leave this empty if it is not known",
        required=False,
    )
    sure = nhs.CheckField(label="Yes, that is the day they died")
    source = nhs.TextField(
        label="Who told us?", help_text="So that it can be checked", width="full"
    )

    def __init__(self, *args: Any, came_on: datetime.date | None = None, **options: Any) -> None:
        """:param came_on: the last day on which it is written down that they came in"""
        super().__init__(*args, **options)
        self.came_on = came_on
        self.asks = False

    def clean(self) -> dict[str, Any]:
        """Ask once more about a day before one on which they came in."""
        died_on = self.cleaned_data.get("died_on")
        self.asks = bool(died_on and self.came_on and died_on < self.came_on)
        if self.asks and self.came_on and not self.cleaned_data.get("sure"):
            self.add_error(
                "sure",
                f"They came in on {short_day(self.came_on)}, after that day. "
                "Is it right? Change it, or tick the box and save again",
            )
        return self.cleaned_data

    @staticmethod
    def drawn_from(person: Person) -> dict[str, Any]:
        section = died_of(person)
        return {
            "died_on": section.died_on,
            "source": section.source,
            "stamp": section.stamp,
        }


class LinkForm(nhs.Form):
    """How we know that two records are the same person; asked twice if their birth dates differ."""

    why = nhs.TextField(
        label="How do we know?",
        help_text="Such as: they told us themselves",
        required=False,
        width="full",
    )
    sure = nhs.CheckField(label="They are the same person all the same")

    def __init__(self, *args: Any, born_on: tuple[datetime.date | None, ...], **options: Any):
        super().__init__(*args, **options)
        self.born_on = [day for day in born_on if day]
        if len(set(self.born_on)) < 2:
            del self.fields["sure"]

    @property
    def doubt(self) -> str:
        """What speaks against it, in words; none if nothing does."""
        if "sure" not in self.fields:
            return ""
        one, other = (short_day(day) for day in self.born_on)
        return f"One was born on {one}, the other on {other}"

    def clean_sure(self) -> bool:
        if not self.cleaned_data["sure"]:
            raise nhs.ValidationError(f"{self.doubt}. Tick the box if they are one person")
        return True


class LookForm(nhs.Form):
    """Part of a name, or a date of birth, to look for."""

    q = nhs.TextField(label="Find somebody", kind="search", required=False)
