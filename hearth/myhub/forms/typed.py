"""What somebody types on their own pages, and a worker who offers them."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.validators import validate_email

from hearth.accounts.roles import MAY_BE_SHARED_WITH, SUPPORTING
from hearth.design import nhs
from hearth.introductions.models import Fitted
from hearth.myhub.models import Gives
from hearth.myhub.queries import SITE, Today
from hearth.people.forms.told import StampedForm, ToldForm
from hearth.people.models import Heading, Layer
from hearth.people.queries.layers import PassageSection
from hearth.people.queries.shared import LAYER_LINES, TEAM_LINES
from hearth.places.models import Site
from hearth.rights.models import AskedHow, Asks, Part
from hearth.rights.queries.said import Asked
from hearth.support.queries.goals import GoalSaid

WRONG = [
    (Part.HELLO.value, "My name, and how to welcome me"),
    (Part.DETAILS.value, "My full name, birth date, or where I live"),
    (Part.ABOUT.value, "What I told about myself"),
    (Part.CIRCLE.value, "The people round me"),
    (Part.PLAN.value, "My stay-well plan"),
    (Part.SUPPORT.value, "What we do together"),
]
"""The parts of a record, as somebody says them of their own."""


class AddressForm(nhs.Form):
    """The address that a link is to be sent to."""

    address = nhs.TextField(
        label="Your email address",
        called="your email address",
        help_text="The one that you showed us at a hub",
        kind="email",
        max_length=254,
    )

    def clean_address(self) -> str:
        """Whether it opens a page is told to nobody; that it is no address is."""
        typed: str = self.cleaned_data["address"]
        try:
            validate_email(typed)
        except nhs.ValidationError:
            raise nhs.ValidationError("An email address looks like name@example.org") from None
        return typed


class CodeForm(nhs.Form):
    """The code that a worker says at the hub, by which an address is shown to be theirs."""

    code = nhs.TextField(
        label="The code that the worker says",
        called="the code that the worker says",
        help_text="Six figures. You need it this once",
        max_length=20, width="10",
    )  # fmt: skip


class PaperForm(nhs.Form):
    """The code on a paper that somebody was given."""

    code = nhs.TextField(
        label="The code on your paper",
        called="the code on your paper",
        help_text="Twelve letters and numbers",
        max_length=40,
    )


class WordsForm(StampedForm):
    """What somebody says under one heading, themselves."""

    words = nhs.LongTextField(label="In your own words", required=False, rows=10)

    def __init__(self, *args: Any, heading: Heading, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heading = heading

    @staticmethod
    def drawn_from(section: PassageSection) -> dict[str, Any]:
        return {"words": section.words, "stamp": section.stamp}

    def section(self) -> PassageSection:
        return PassageSection(self.heading.value, self.cleaned_data["words"])


class HowFarForm(ToldForm):
    """How far along somebody says that they are."""

    how_far = nhs.ChoiceField(
        [("", "Choose"), *((str(number), str(number)) for number in range(11))],
        label="How far along are you today?",
        called="how far along you are",
        help_text="0 is not begun yet. 10 is there",
        as_select=True,
    )
    step_words = nhs.LongTextField(
        label="Anything you want to say about it", required=False, rows=2
    )
    goal_id = nhs.UUIDField(label="")
    step_id = nhs.UUIDField(label="")


class OwnGoalForm(ToldForm):
    """What somebody wants for themselves, as they say it."""

    words = nhs.LongTextField(
        label="What do I want, in my own words?", called="what you want", rows=3,
        help_text="Such as: sleep through the night, or go to the choir again",
    )  # fmt: skip
    why = nhs.LongTextField(label="Why does it matter to me?", required=False, rows=2)
    goal_id = nhs.UUIDField(required=False)

    def said(self) -> GoalSaid:
        return GoalSaid(self.cleaned_data["words"], why=self.cleaned_data["why"])


class ShareForm(ToldForm):
    """What somebody agrees to share, with the team of a hub or an organisation."""

    layers = nhs.ManyField(
        [(layer.value, layer.short) for layer in Layer],
        label="What may they read?",
        called="what they may read",
        hints={layer.value: line for layer, line in LAYER_LINES.items()},
        help_text="Whoever may read any of it also reads your name and how to welcome you",
    )
    whom = nhs.ChoiceField(
        [], label="Who may read it?", called="who may read it", as_select=True,
        help_text="Of a team, those whom you tick below. Of an organisation, all who work for it",
    )  # fmt: skip
    roles = nhs.ManyField(
        [(role.value, f"{role.label}s") for role in MAY_BE_SHARED_WITH],
        label="If it is a team: who in it?", called="who in the team", required=False,
        hints={role.value: line for role, line in TEAM_LINES.items()}, initial=list(SUPPORTING),
    )  # fmt: skip

    def __init__(self, *args: Any, whom: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["whom"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [("", "Choose"), *whom]

    def clean(self) -> dict[str, Any]:
        """A team is somebody in it."""
        typed = self.cleaned_data
        if typed.get("whom", "").startswith(f"{SITE} ") and not typed.get("roles"):
            self.add_error("roles", "Choose who in the team")
        return typed


class FittedForm(StampedForm):
    """Whether it was right for them, now that they have met."""

    fitted = nhs.EnumField(
        Fitted, label="Was it right for you?", called="whether it was right for you"
    )
    words = nhs.LongTextField(label="Anything you want to say about it", required=False, rows=2)


class IdeasForm(ToldForm):
    """What people can use and create here, one on each line, for each way to be today."""

    def __init__(self, *args: Any, todays: list[Today], **options: Any) -> None:
        initial = {
            f"{one.how}_{gives}".lower(): "\n".join(said)
            for one in todays
            for gives, said in ((Gives.USE, one.use), (Gives.CREATE, one.create))
        }
        super().__init__(*args, **{"initial": initial} | options)
        for one in todays:
            for gives in Gives:
                self.fields[f"{one.how}_{gives}".lower()] = nhs.LongTextField(
                    label=f"{one.words}: {gives.label[:1].lower()}{gives.label[1:]}",
                    required=False,
                    rows=3,
                )

    def said(self, todays: list[Today]) -> dict[tuple[str, str], list[str]]:
        """Return what was typed, by how somebody is and what it gives."""
        return {
            (one.how, gives.value): self.cleaned_data[f"{one.how}_{gives}".lower()].splitlines()
            for one in todays
            for gives in Gives
        }


class OwnAddressForm(ToldForm):
    """The address of somebody to whom own pages are offered, as they say it."""

    own_address = nhs.TextField(
        label="Their email address",
        called="their email address",
        help_text="One that only they read, and that is safe for them",
        kind="email",
        max_length=254,
    )


class RightsForm(ToldForm):
    """What somebody asks about what is kept of them."""

    asks = nhs.ChoiceField(
        [
            (Asks.ACCESS.value, "A copy of everything"),
            (Asks.CORRECTION.value, "Put something right"),
            (Asks.OBJECTION.value, "Stop a use of it"),
            (Asks.RESTRICTION.value, "Pause its use"),
            (Asks.ERASURE.value, "Take it away (erase)"),
        ],
        label="What do you ask?", called="what you ask",
        hints={
            "ACCESS": "Somebody reads it through first. Words about other people may be taken out",
            "CORRECTION": "Say what is wrong, and what is right",
            "OBJECTION": "Such as counting you in reports. Say which use",
            "RESTRICTION": "We keep it. We send you nothing and share nothing new until you say so",
            "ERASURE": "Two workers look at it, one after the other. The law may make us keep some",
        },
    )  # fmt: skip
    part = nhs.ChoiceField(
        [("", "Choose"), *WRONG], label="If something is wrong: in which part?",
        called="in which part", as_select=True, required=False,
    )  # fmt: skip
    words = nhs.LongTextField(
        label="In your own words", called="your own words", required=False, rows=3,
        help_text="You need not say why you ask",
    )  # fmt: skip
    hub = nhs.ChoiceField(
        [], label="Which hub is to answer you?", called="which hub", as_select=True
    )
    request_id = nhs.UUIDField(required=False)

    def offer_hubs(self, hubs: Sequence[Site]) -> None:
        field = self.fields["hub"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [(str(hub.id), hub.name) for hub in hubs]

    def said(self, today: datetime.date) -> Asked:
        """Return what they ask."""
        typed = self.cleaned_data
        return Asked(
            typed["asks"], today, asked_how=AskedHow.OWN_PAGE.value, words=typed["words"],
            part=typed["part"],
        )  # fmt: skip
