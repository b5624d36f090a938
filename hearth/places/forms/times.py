"""What is typed about opening times."""

import datetime
import re
from typing import Any

from django.utils import timezone

from hearth.design import nhs
from hearth.places import opening
from hearth.places.forms.kept import KeptForm
from hearth.places.models import BankHolidayRule
from hearth.places.opening.words import DAYS, time_in_words

NEEDS_AM_OR_PM = re.compile(r"(1[01]|[1-9])([:.][0-5][0-9])?")
"""A time that could be either, such as "5" or "5.30"; but not "05:30", "17" or "5pm"."""
EARLIEST_BARE_OPENING = 7
"""A place that "opens at 7" opens in the morning. One that "opens at 6" could be a café."""

TIME_HINT = "Such as 9am, 5:30pm, midday or midnight"


class SpellsForm(nhs.Form):
    """One or two spells of being open on a day. Fields come in pairs: opens and closes."""

    PAIRS = (("opens", "closes"), ("opens_again", "closes_again"))

    @property
    def opens_twice(self) -> bool:
        """Test if the second spell is answered, or answered wrongly."""
        return any(self[name].value() or self[name].errors for name in self.PAIRS[1])

    def _check_spells(self) -> None:
        """Read each pair that was typed into a spell, and say what is wrong with it."""
        self.spells: list[opening.Spell] = []
        for pair in self.PAIRS:
            if pair[0] not in self.fields or set(pair) & set(self.errors):
                continue
            opens, closes = (self.cleaned_data.get(name) for name in pair)
            if (opens is None) != (closes is None):
                missing = pair[opens is not None]
                at = "open" if missing == pair[0] else "close"
                self.add_error(missing, f"Enter when you {at}")
            elif opens is not None and closes is not None:
                self._check_spell(pair, opens, closes)

    def _check_spell(
        self, names: tuple[str, str], opens: datetime.time, closes: datetime.time
    ) -> None:
        spell = opening.Spell(opens, closes)
        morning_opening = opens.hour >= EARLIEST_BARE_OPENING
        if self._could_be_either(names[0]) and not morning_opening:
            self.add_error(names[0], _which(opens))
        elif self._could_be_either(names[1]) and (spell.overnight or not morning_opening):
            self.add_error(names[1], _which(closes))
        elif opens == closes and not spell.whole_day:
            self.add_error(
                names[1],
                "It opens and closes at the same time. For all day, type midnight in both boxes",
            )
        else:
            self.spells.append(spell)

    def _could_be_either(self, name: str) -> bool:
        return bool(NEEDS_AM_OR_PM.fullmatch(str(self.data.get(name, "")).strip()))


def _which(at: datetime.time) -> str:
    """Ask whether a time is in the morning or the evening."""
    other = at.replace(hour=(at.hour + 12) % 24)
    return f"Is that {time_in_words(at)} or {time_in_words(other)}? Type am or pm after it"


def _opens(label: str = "Opens at", **options: Any) -> nhs.TimeField:
    return nhs.TimeField(label=label, help_text=TIME_HINT, width="10", required=False, **options)


def _closes(label: str = "Closes at") -> nhs.TimeField:
    hint = "A time before the one it opens at means the next morning"
    return nhs.TimeField(label=label, help_text=hint, width="10", required=False)


class OpeningRuleForm(KeptForm, SpellsForm):
    """Whether a place is always open, and what it does on bank holidays."""

    always_open = nhs.ChoiceField(
        [("no", "At the times of its usual week"), ("yes", "Day and night, every day")],
        label="When is it open?",
    )
    bank_holidays = nhs.EnumField(
        BankHolidayRule,
        label="And on bank holidays?",
        help_text="Those of England. For one bank holiday only, add a different day instead",
    )
    opens = _opens("If at other times: opens at")
    closes = _closes()
    opens_again = _opens("Opens again at")
    closes_again = _closes("And closes at")

    def clean(self) -> dict[str, Any]:
        self._check_spells()
        own = self.cleaned_data.get("bank_holidays") == BankHolidayRule.OWN_HOURS
        if own and not self.spells and not self.errors:
            self.add_error("opens", "Enter when you open on bank holidays")
        return self.cleaned_data

    def rule(self) -> opening.BankHolidayRule:
        kind = opening.BankHolidays(self.cleaned_data["bank_holidays"].value)
        own = kind == opening.BankHolidays.OWN_HOURS
        return opening.BankHolidayRule(kind, tuple(self.spells) if own else ())


EVERY, SOME, ALTERNATE = "every", "some", "alternate"


class HoursForm(KeptForm, SpellsForm):
    """A line of the usual week: days, a time, and the weeks it holds for."""

    days = nhs.ManyField(
        [(number, name) for number, name in enumerate(DAYS)],
        label="Which days?",
        coerce=int,
        error_messages={"required": "Choose at least one day"},
    )
    opens = _opens(called="opening time")
    closes = _closes()
    weeks = nhs.ChoiceField(
        [
            (EVERY, "Every week"),
            (SOME, "Some weeks of the month"),
            (ALTERNATE, "Every other week, or further apart"),
        ],
        label="Which weeks?",
        initial=EVERY,
    )
    nth = nhs.ManyField(
        [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (5, "5th"), (-1, "Last")],
        label="If some weeks of the month, which?",
        coerce=int,
        required=False,
    )
    every = nhs.NumberField(
        label="If every other week: how many weeks from one to the next?",
        required=False,
        initial=2,
        min_value=2,
        max_value=12,
        width="2",
        called="number of weeks",
    )
    counted_from = nhs.DateField(
        label="And a day in a week when it is open",
        required=False,
        short_years=True,
        called="day in a week when it is open",
    )
    valid_from = nhs.DateField(
        label="First day", help_text="Leave it empty if it has begun", required=False,
        short_years=True, called="first day",
    )  # fmt: skip
    valid_until = nhs.DateField(
        label="Last day", help_text="Leave it empty if it goes on", required=False,
        short_years=True, called="last day",
    )  # fmt: skip

    @classmethod
    def initial_of(cls, hours: tuple[opening.Hours, ...]) -> dict[str, Any]:
        """Return what the form shows for a line that there is already."""
        first = hours[0]
        shown: dict[str, Any] = {
            "days": [line.weekday for line in hours],
            "opens": first.opens,
            "closes": first.closes,
            "valid_from": first.valid_from,
            "valid_until": first.valid_until,
        }
        match first.weeks:
            case opening.NthWeeks(nth=nth):
                shown |= {"weeks": SOME, "nth": sorted(nth)}
            case opening.AlternateWeeks(counted_from=counted_from, every=every):
                shown |= {"weeks": ALTERNATE, "counted_from": counted_from, "every": every}
        return shown

    def clean(self) -> dict[str, Any]:
        self._check_spells()
        typed = self.cleaned_data
        if not self.spells and not {"opens", "closes"} & set(self.errors):
            self.add_error("opens", "Enter when you open")
        if typed.get("weeks") == SOME and not typed.get("nth") and "nth" not in self.errors:
            self.add_error("nth", "Choose at least one week of the month")
        needs_a_week = typed.get("weeks") == ALTERNATE and not typed.get("counted_from")
        if needs_a_week and "counted_from" not in self.errors:
            self.add_error("counted_from", "Enter a day in a week when it is open")
        first, last = typed.get("valid_from"), typed.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "The last day must not be before the first day")
        return typed

    @property
    def is_unusual(self) -> bool:
        """Test if the less usual questions are answered, or answered wrongly."""
        asked = ("weeks", "nth", "every", "counted_from", "valid_from", "valid_until")
        if set(asked) & set(self.errors):
            return True
        values = {name: self[name].value() for name in asked}
        dates = ("counted_from", "valid_from", "valid_until")
        return values["weeks"] not in (EVERY, None, "") or any(
            any(self.fields[name].prepare_value(values[name])) for name in dates
        )

    def hours(self) -> list[opening.Hours]:
        """Return the line, one for each day."""
        typed = self.cleaned_data
        weeks: opening.Weeks = opening.EveryWeek()
        if typed["weeks"] == SOME:
            weeks = opening.NthWeeks(typed["nth"])
        elif typed["weeks"] == ALTERNATE:
            weeks = opening.AlternateWeeks(typed["counted_from"], typed.get("every") or 2)
        [spell] = self.spells
        return [
            opening.Hours(
                day, spell.opens, spell.closes, weeks, typed["valid_from"], typed["valid_until"]
            )
            for day in typed["days"]
        ]


CLOSED, OTHER_TIMES = "closed", "other"


class ExceptionForm(SpellsForm):
    """A date that is not as usual."""

    on = nhs.DateField(
        label="Which day?",
        short_years=True,
        earliest=timezone.localdate,
        latest=lambda: timezone.localdate() + datetime.timedelta(days=730),
        called="the day",
    )
    how = nhs.ChoiceField(
        [(CLOSED, "Closed all day"), (OTHER_TIMES, "Open at other times")],
        label="What is different?",
    )
    opens = _opens("If open: opens at")
    closes = _closes()
    opens_again = _opens("Opens again at")
    closes_again = _closes("And closes at")
    reason = nhs.TextField(
        label="Why?",
        help_text="Finish the sentence “Closed …”, such as: for training. Everybody can read it",
        required=False,
        width="full",
        max_length=100,
    )

    def clean(self) -> dict[str, Any]:
        self._check_spells()
        how = self.cleaned_data.get("how")
        if how == OTHER_TIMES and not self.spells and not self.errors:
            self.add_error("opens", "Enter when you open that day")
        if how == CLOSED and self.spells:
            self.add_error("how", "You chose closed all day, and gave times. Which is it?")
        return self.cleaned_data


class ClosureForm(nhs.Form):
    """A time for which a place is shut."""

    begins_at = nhs.DateTimeField(
        label="From when?",
        help_text="Leave it empty for from now on",
        required=False,
        short_years=True,
        called="day it closes",
    )
    ends_at = nhs.DateTimeField(
        label="When does it open again?",
        required=False,
        short_years=True,
        called="day it opens again",
    )
    no_end = nhs.CheckField(label="We don't know yet: closed until further notice")
    reason = nhs.TextField(
        label="Why?",
        help_text="Finish the sentence “Closed …”, such as: for repairs. Everybody can read it",
        width="full",
        max_length=100,
        called="why it is closed",
    )

    def __init__(self, *args: Any, now: datetime.datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now

    def clean_begins_at(self) -> datetime.datetime:
        begins: datetime.datetime = self.cleaned_data["begins_at"] or self.now
        if timezone.localdate(begins) < timezone.localdate(self.now):
            raise nhs.ValidationError("The day it closes must be today or later", code="day")
        return begins

    def clean(self) -> dict[str, Any]:
        begins, ends = self.cleaned_data.get("begins_at"), self.cleaned_data.get("ends_at")
        if begins and ends and ends <= begins:
            self.add_error("ends_at", "It must open again after it closes")
        elif not ends and "ends_at" not in self.errors and not self.cleaned_data.get("no_end"):
            self.add_error("ends_at", "Say when it opens again, or tick that you don't know yet")
        elif ends and self.cleaned_data.get("no_end"):
            self.add_error("no_end", "You said when it opens again, and that you don't know yet")
        return self.cleaned_data
