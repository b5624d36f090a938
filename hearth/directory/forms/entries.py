"""What is typed about an entry of the directory, a few facts at a time."""

from typing import Any

from hearth.accounts.models import User
from hearth.design import nhs
from hearth.directory.forms.kept import EntryForm
from hearth.directory.models import Booking, Facet, Group, Mode, ServiceStatus
from hearth.directory.queries.lists import Show, Wanted, neighbourhoods
from hearth.directory.queries.parts import provider_names
from hearth.directory.queries.people import keepers
from hearth.directory.queries.terms import offers, words_for
from hearth.places.forms.kept import LinesField, YesNoUnknownField

OFFER_HINT = "What kind of thing it is. It says how often somebody must confirm it"


class OfferField(nhs.RecordField):
    """What an entry is, group by group."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({Group(obj.group).label})" if obj.group else str(obj)


class WorkerField(nhs.RecordField):
    """A worker, by name."""

    def label_from_instance(self, obj: User) -> str:
        return str(obj.name)


class ProviderNameField(nhs.TextField):
    """Who runs it: picked from those that are known as one types, or typed anew."""

    list = "providers"
    """The id of the list that the page has of them."""


def _provider() -> ProviderNameField:
    return ProviderNameField(
        label="Who runs it?",
        help_text="An organisation or a group. Start typing to pick one that we know",
        width="full",
        max_length=200,
        called="who runs it",
    )


class NewEntryForm(nhs.Form):
    """Something new: the three things that an entry cannot be without."""

    name = nhs.TextField(
        label="What is it called?", width="full", max_length=200, called="what it is called"
    )
    provider_name = _provider()
    offer = OfferField(  # type: ignore[assignment]  # Django keeps fields apart from methods
        label="What is it?", called="what it is"
    )
    description = nhs.LongTextField(
        label="What happens there?",
        help_text="A few plain sentences. You can say more on the next page",
        required=False,
        max_length=5000,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        nhs.Form.offer(self, offer=offers())
        self.providers = provider_names()


class WhatForm(EntryForm):
    """What it is."""

    name = nhs.TextField(
        label="What is it called?", width="full", max_length=200, called="what it is called"
    )
    provider_name = _provider()
    offer = OfferField(  # type: ignore[assignment]
        label="What is it?", help_text=OFFER_HINT, called="what it is"
    )
    description = nhs.LongTextField(
        label="What happens there?",
        help_text="Plain words, as you would tell a neighbour",
        required=False,
        rows=6,
        max_length=5000,
    )
    status = nhs.EnumField(ServiceStatus, label="Is it running?")
    alert = nhs.TextField(
        label="Does anything matter just now?",
        help_text="Shown at the top of its page, such as: no session on 24 December",
        required=False,
        width="full",
        max_length=300,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        nhs.Form.offer(self, offer=offers())
        self.providers = provider_names()


class ContactForm(EntryForm):
    """How to reach it."""

    phone = nhs.TextField(label="Phone number", required=False, kind="tel", max_length=40)
    text_number = nhs.TextField(
        label="Number for text messages", required=False, kind="tel", max_length=40
    )
    email = nhs.TextField(
        label="Email address",
        help_text="One that anybody may see: not a person's own",
        required=False,
        kind="email",
        width="full",
        max_length=200,
        spellcheck=False,
    )
    url = nhs.TextField(
        label="Website", required=False, width="full", max_length=300, spellcheck=False
    )


class WhoForm(EntryForm):
    """Whom it is for, and what it helps with."""

    needs = nhs.ManyField(
        [], label="What does it help with?", help_text="Two to six say most", required=False
    )
    who = nhs.ManyField(
        [], label="Is it for some people above all?", help_text="Leave it if it is for anyone",
        required=False,
    )  # fmt: skip
    minimum_age = nhs.NumberField(
        label="From what age?", help_text="Leave it empty if it doesn't matter", required=False,
        min_value=0, max_value=120, width="3", suffix="years", called="youngest age",
    )  # fmt: skip
    maximum_age = nhs.NumberField(
        label="Up to what age?", required=False, min_value=0, max_value=120, width="3",
        suffix="years", called="oldest age",
    )  # fmt: skip
    languages = LinesField(
        label="Languages other than English",
        help_text="One on each line, such as Polish or British Sign Language",
        required=False,
        rows=3,
        max_length=1000,
    )
    areas = LinesField(
        label="Is it only for people of some neighbourhoods?",
        help_text="One on each line. Leave it empty if anyone may come",
        required=False,
        rows=3,
        max_length=2000,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_words(self, needs=Facet.NEED, who=Facet.WHO)


class JoiningForm(EntryForm):
    """How somebody joins."""

    booking = nhs.EnumField(
        Booking, label="How do people join?", required=False, empty_value="",
        no_answer="Nobody has said",
    )  # fmt: skip
    modes = nhs.ManyField(Mode, label="How is it offered?", required=False)
    how_to_book = nhs.LongTextField(
        label="How do they book, or get in touch?", required=False, rows=3, max_length=2000
    )
    first_time = nhs.LongTextField(
        label="What is the first time like?",
        help_text="Where the door is, whom to ask for, what happens then. "
        "Everybody can read it: a code word does not belong here",
        required=False,
        max_length=2000,
    )


class LikeForm(EntryForm):
    """What it is like there."""

    what_its_like = nhs.LongTextField(
        label="What is it like?",
        help_text="Quiet or lively? Can you just sit? Who comes?",
        required=False,
        max_length=2000,
    )
    like = nhs.ManyField([], label="In a word or two", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _offer_words(self, like=Facet.LIKE)


class CostForm(EntryForm):
    """What it costs."""

    is_free = YesNoUnknownField(label="Is it free?")
    fees = nhs.LongTextField(
        label="What does it cost, in words?",
        help_text="Such as: £2 with a hot drink, and nobody is turned away",
        required=False,
        rows=3,
        max_length=500,
    )


class KeepingForm(EntryForm):
    """Who keeps the entry true, and who may see it."""

    kept_by = WorkerField(
        label="Who keeps this entry true?", required=False, empty_label="Nobody yet"
    )
    internal = nhs.CheckField(
        label="Only for our own teams: never show it to the public, or pass it on"
    )
    place_is_secret = nhs.CheckField(
        label="Where it is, is secret: never write its place anywhere public, such as a refuge"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer(kept_by=keepers())


class FindEntriesForm(nhs.Form):
    """Which entries to show."""

    q = nhs.TextField(label="Name", required=False, max_length=200)
    show = nhs.ChoiceField(
        [
            (Show.ALL.value, "Every entry"),
            (Show.MINE.value, "Those I keep"),
            (Show.OVERDUE.value, "Overdue"),
            (Show.CRISIS.value, "Crisis help that is overdue"),
            (Show.TIPS.value, "Somebody told us something"),
        ],
        label="Which", required=False, as_select=True,
    )  # fmt: skip
    group = nhs.EnumField(Group, label="Group", required=False, as_select=True)
    status = nhs.EnumField(ServiceStatus, label="Running?", required=False, as_select=True)
    neighbourhood = nhs.ChoiceField([], label="Where", required=False, as_select=True)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._choices("group", [("", "Any"), *Group.choices])
        self._choices("status", [("", "Any"), *ServiceStatus.choices])
        named = [(name, name) for name in neighbourhoods()]
        self._choices("neighbourhood", [("", "Anywhere"), *named])

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, nhs.EnumField | nhs.ChoiceField)
        field.choices = choices

    def wanted(self) -> Wanted:
        """Return what to narrow the list to. What makes no sense narrows nothing."""
        chosen = self.cleaned_data if self.is_valid() else {}
        return Wanted(
            words=chosen.get("q") or "",
            show=Show(chosen.get("show") or Show.ALL),
            group=chosen.get("group") or "",
            status=chosen.get("status") or "",
            neighbourhood=chosen.get("neighbourhood") or "",
        )


def _offer_words(form: nhs.Form, **facets: Facet) -> None:
    for name, facet in facets.items():
        field = form.fields[name]
        assert isinstance(field, nhs.ManyField)
        field.choices = words_for(facet)
