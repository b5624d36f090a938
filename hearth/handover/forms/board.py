"""What is typed of a handover board."""

import datetime
import re
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from hearth.design import nhs
from hearth.design.moments import time_from
from hearth.design.words import clock, day_of_year
from hearth.handover.forms.twice import MomentForm, which_field
from hearth.handover.models import LineKind
from hearth.handover.queries import Choosable, LineRow, LineSaid
from hearth.handover.turns import as_asked, which_of_two
from hearth.people.forms.told import ToldForm

EARLIEST = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""No board is older: nobody worked with Hearth then."""
OTHER = "other"
NOBODY = ("", "Nobody yet")
PLUS = re.compile(r"(T[0-9:.]+) ([0-9]{2}:?[0-9]{2})")


class AskedField(nhs.DateTimeField):
    """A moment in an address, in which somebody typed + as it stands: that is sent as a space."""

    def to_python(self, value: Any) -> datetime.datetime | None:
        return super().to_python(PLUS.sub(r"\1+\2", value) if isinstance(value, str) else value)


class AtForm(nhs.Form):
    """The moment at which a board is read: now, unless another is asked for."""

    at = AskedField(
        label="How did it stand at another time?", called="the time", required=False,
        short_years=True,
        help_text="Such as 3am of a night, to see what that shift knew, and who had it",
    )  # fmt: skip

    def clean_at(self) -> datetime.datetime | None:
        at: datetime.datetime | None = self.cleaned_data["at"]
        if at is not None and not EARLIEST <= at <= timezone.now():
            raise ValidationError("Choose a time gone by", code="day")
        return at


class LineForm(MomentForm):
    """
    A line for the next shift.

    By when is chosen as a moment, so that it stays the one that the page showed though the shift
    turned while somebody wrote.
    """

    kind = nhs.EnumField(LineKind, label="What is it?", initial=LineKind.TO_DO)
    what = nhs.LongTextField(
        label="What does the next shift need to know, or do?", called="what it is", rows=3
    )
    person = nhs.ChoiceField(
        [], label="About whom?", as_select=True, required=False,
        help_text="Who is in and shares their support with you. Then those read it who may read "
        "their support, and nobody else. If it is nobody’s, leave names out",
    )  # fmt: skip
    when = nhs.ChoiceField([], label="By when?")
    due_at = nhs.DateTimeField(
        label="If at another time: when?", called="the time", required=False, short_years=True
    )
    which = which_field()
    owner = nhs.ChoiceField([], label="Who has it?", as_select=True, required=False)
    line_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, offered: Choosable, **more: Any):
        more["initial"] = {"when": as_asked(offered.after.ends)} | more.get("initial", {})
        super().__init__(*args, now=offered.now, **more)
        self._ends = ends_in_words(offered)
        if self.data.get("when") == as_asked(offered.shift.begins):
            self._ends = {offered.shift.begins: "In the shift before"} | self._ends
        ends = [(as_asked(at), f"{words}: by {_at(at)}") for at, words in self._ends.items()]
        self._offer("when", [*ends, (OTHER, "At another time")])
        self._offer("owner", [NOBODY, *as_choices(offered.team)])
        self._offer("person", [("", "Nobody"), *as_choices(offered.people)])
        if not offered.people:
            del self.fields["person"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("when") != OTHER:
            self.errors.pop("due_at", None)
            typed["due_at"] = None
            return typed
        if not typed.get("due_at") and "due_at" not in self.errors:
            self.add_error("due_at", "Enter a day and a time")
        self.tell_which()
        return typed

    def said(self) -> LineSaid:
        typed = self.cleaned_data
        ends = {as_asked(at): at for at in self._ends}
        return LineSaid(
            typed["kind"].value, typed["what"], ends.get(typed["when"], typed["due_at"]),
            UUID(typed["owner"]) if typed["owner"] else None,
        )  # fmt: skip

    @property
    def person_id(self) -> UUID | None:
        """Whom it is about, if anybody."""
        chosen = self.cleaned_data.get("person")
        return UUID(chosen) if chosen else None


class PutRightForm(MomentForm):
    """What a line says, by when, and who has it; or only that it goes on."""

    what = nhs.LongTextField(label="What it says", called="what it is", rows=3)
    due_at = nhs.DateTimeField(label="By when?", called="the time", short_years=True)
    which = which_field()
    owner = nhs.ChoiceField([], label="Who has it?", as_select=True, required=False)
    seen = nhs.HiddenField(required=False)

    def __init__(
        self, *args: Any, row: LineRow, team: list[tuple[UUID, str]], now: datetime.datetime,
        **more: Any,
    ):  # fmt: skip
        owner = str(row.owner_id or "")
        drawn = {"what": row.what, "due_at": row.due_at, "owner": owner, "seen": row.times}
        more["initial"] = drawn
        super().__init__(*args, now=now, was=row.due_at, **more)
        self._row = row
        there = [(row.owner_id, row.owner)] if row.owner_id else []
        field = self.fields["owner"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [NOBODY, *as_choices(dict([*there, *team]).items())]

    def clean(self) -> dict[str, Any]:
        self.tell_which()
        return self.cleaned_data

    def said(self) -> LineSaid:
        typed = self.cleaned_data
        was: datetime.datetime = self._row.due_at
        same = typed["due_at"] == was.replace(second=0, microsecond=0)
        return LineSaid(
            self._row.kind, typed["what"], was if same else typed["due_at"],
            UUID(typed["owner"]) if typed["owner"] else None,
        )  # fmt: skip


class HandOverForm(ToldForm):
    """To whom the board is handed over, and which lines go to them."""

    to = nhs.ChoiceField([], label="Who comes on?", called="who comes on", as_select=True)
    lines = nhs.ManyField(
        (), label="What goes to them?", called="what goes to them", required=False,
        help_text="Yours, and what nobody has. What you leave out stays as it is",
    )  # fmt: skip
    handed_id = nhs.UUIDField(required=False)

    def __init__(
        self, *args: Any, team: list[tuple[UUID, str]], rows: tuple[LineRow, ...], **more: Any
    ):
        ids = [str(row.id) for row in rows]
        more["initial"] = {"lines": ids} | more.get("initial", {})
        super().__init__(*args, **more)
        to, lines = self.fields["to"], self.fields["lines"]
        assert isinstance(to, nhs.ChoiceField)
        assert isinstance(lines, nhs.ManyField)
        to.choices = [("", "Choose"), *as_choices(team)]
        lines.choices = [(str(row.id), line_in_words(row)) for row in rows]
        if not rows:
            del self.fields["lines"]

    @property
    def line_ids(self) -> list[UUID]:
        return [UUID(each) for each in self.cleaned_data.get("lines", [])]


class ShiftsForm(ToldForm):
    """At which times of the day the shifts change."""

    changes = nhs.TextField(
        label="At which times does one shift end and the next begin?", called="the times",
        width="full", help_text="With a comma between them, such as 8am, 8pm",
    )  # fmt: skip

    def clean_changes(self) -> list[datetime.time]:
        """
        Return the times that were typed.

        :raises ValidationError: if one of them is none
        """
        typed = str(self.cleaned_data["changes"]).replace(" and ", ",").split(",")
        return [at for each in typed if (at := time_from(each)) is not None]


def line_in_words(row: LineRow) -> str:
    """Return a line as one of several to choose from."""
    who = f"{row.known_as}: " if row.known_as else ""
    has = "" if row.has_owner else " (nobody has it)"
    return f"{who}{row.what}{has}"


def ends_in_words(offered: Choosable) -> dict[datetime.datetime, str]:
    """Return when this shift and the next end, in words."""
    return {offered.shift.ends: "In this shift", offered.after.ends: "In the next shift"}


def as_choices(pairs: Any) -> list[tuple[str, str]]:
    """Return ids and names as a form offers them."""
    return [(str(key), name) for key, name in pairs]


def _at(moment: datetime.datetime) -> str:
    there = timezone.localtime(moment)
    which = f" {of_two}" if (of_two := which_of_two(moment)) else ""
    return f"{clock(there)}{which} on {day_of_year(there)}"
