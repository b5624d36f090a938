"""What somebody is looking for: one box, and what may be asked besides."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hearth.design import nhs
from hearth.directory.finding.asking import Asked, understand
from hearth.directory.finding.facts import NOTHING, Fact
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.finding.parts import Part
from hearth.directory.finding.within import Asks, within
from hearth.virtualhub.nearby import ASKED_NEAR, AskedNear, near_of

DAYS = [
    ("", _("Any day")), ("today", _("Today")), ("tomorrow", _("Tomorrow")),
    ("0", _("Mondays")), ("1", _("Tuesdays")), ("2", _("Wednesdays")), ("3", _("Thursdays")),
    ("4", _("Fridays")), ("5", _("Saturdays")), ("6", _("Sundays")),
]  # fmt: skip
PARTS = [
    ("", _("Any time")),
    ("MORNING", _("In the morning")),
    ("AFTERNOON", _("In the afternoon")),
    ("EVENING", _("In the evening")),
    ("NIGHT", _("At night")),
]
MILES = [
    ("", _("Any distance")), ("1", _("Within 1 mile")), ("3", _("Within 3 miles")),
    ("5", _("Within 5 miles")), ("10", _("Within 10 miles")), ("20", _("Within 20 miles")),
]  # fmt: skip
WAYS = [
    ("", _("Any way")),
    ("IN_PERSON", _("In person")),
    ("ONLINE", _("Online")),
    ("PHONE", _("By phone")),
    ("HOME", _("They come to me")),
]
AN_AGE = _("Type an age from 0 to 120, in numbers, or leave it empty")
TO_COME = [("", _("Either")), ("TURN_UP", _("Just turn up")), ("BOOK", _("Book first"))]


class FindForm(nhs.Form):
    """What cannot be read is passed over, and said where it was typed: a search always answers."""

    day = nhs.ChoiceField(DAYS, label=_("When"), as_select=True, required=False)
    part = nhs.ChoiceField(PARTS, label=_("Time of day"), as_select=True, required=False)
    miles = nhs.ChoiceField(MILES, label=_("How far"), as_select=True, required=False)
    way = nhs.ChoiceField(WAYS, label=_("In person or online"), as_select=True, required=False)
    come = nhs.ChoiceField(TO_COME, label=_("Turn up or book"), as_select=True, required=False)
    age = nhs.NumberField(
        label=_("Age"), required=False, min_value=0, max_value=120, width="3",
        error_messages=dict.fromkeys(["invalid", "min_value", "max_value"], AN_AGE),
    )  # fmt: skip
    free = nhs.CheckField(label=_("Free"))
    step_free = nhs.CheckField(label=_("No steps"))

    def __init__(self, query: QueryDict, *, now: datetime) -> None:
        super().__init__(query)
        self.now = now
        self.words = " ".join(query.get("q", "").replace("\0", " ").split())[:300]
        self.near: AskedNear = near_of(query)
        self.is_valid()
        self.read: dict[str, Any] = {
            name: value for name, value in self.cleaned_data.items() if value not in ("", None)
        }
        for name in self.errors.keys() - {"age"}:  # the others are chosen, and never typed
            del self.errors[name]

    def asked(self) -> Asked:
        """Return what is asked for: the words, and the choices beside them."""
        asked = understand(self.words, lexicon=lexicon(), now=self.now, near=self.near.spot)
        facts = asked.facts | self._facts()
        days, parts = asked.days, asked.parts
        stretch = asked.within
        if day := self.read.get("day"):
            stretch = within(Asks(day.upper()), self.now) if not day.isdigit() else None
            days = frozenset({stretch.day.weekday() if stretch else int(day)})
        if part := self.read.get("part"):
            parts = frozenset({Part[part]})
            stretch = stretch.whole_day() if stretch else None
        return replace(
            asked,
            days=days,
            parts=parts,
            within=stretch,
            facts=facts,
            miles=float(self.read["miles"]) if self.read.get("miles") else asked.miles,
            age=self.read.get("age", asked.age),
        )

    def _facts(self) -> Fact:
        facts = NOTHING
        if self.read.get("free"):
            facts |= Fact.FREE
        if self.read.get("step_free"):
            facts |= Fact.STEP_FREE
        for name in ("way", "come"):
            if chosen := self.read.get(name):
                facts |= Fact[chosen]
        return facts

    @property
    def is_filtered(self) -> bool:
        """Test if anything was chosen beside the words and the place."""
        return any(self.read.values())

    @property
    def chosen(self) -> list[str]:
        """Return what was chosen beside the words and the place, as the fields say it."""
        words = []
        for name, value in self.read.items():
            field = self.fields[name]
            if isinstance(field, nhs.ChoiceField):
                words.append(str(dict(field.choices)[value]))  # type: ignore[arg-type]
            elif value is not False:
                label = str(field.label)
                words.append(label if value is True else f"{label} {value}")
        return words

    def said(self) -> dict[str, str]:
        """Return all that was asked, to go in an address; never where a phone said it is."""
        whole = {"q": self.words, "near": self.near.typed}
        whole |= {
            name: "on" if value is True else str(value)
            for name, value in self.read.items()
            if value is not False
        }
        return {name: value for name, value in whole.items() if value}


ASKED_IN_FULL = ("q", *ASKED_NEAR, *FindForm.base_fields)
"""What a search reads of an address."""
