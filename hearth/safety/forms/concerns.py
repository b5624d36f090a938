"""What was typed of a safety concern."""

import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict

from hearth.design import nhs
from hearth.people.forms.told import ToldForm
from hearth.safety.forms.shared import OwnedForm
from hearth.safety.models import Knows
from hearth.safety.models.concerns import WRITTEN_BY_WORKERS
from hearth.safety.queries.concerns import ConcernSection, kinds
from hearth.safety.queries.owners import Owner


class WithSection(ToldForm):
    """The parts of a concern that can be put right later, with the person."""

    kinds = nhs.ManyField(
        (), label="What may it be?", required=False,
        help_text="All that fit, or none. It is not for us to prove",
    )  # fmt: skip
    wish = nhs.LongTextField(
        label="What do they want to happen?", required=False, rows=2,
        help_text="In their own words. If nobody could ask yet, leave it empty",
    )  # fmt: skip
    knows = nhs.EnumField(
        Knows, label="Do they know that we write this down?", called="whether they know",
        hints={
            Knows.DANGER.value: "Then it is left out of what they can ask to see, for as long as "
            "this is chosen"
        },
    )  # fmt: skip
    knows_note = nhs.LongTextField(
        label="What were they told; or why not yet?", required=False, rows=2
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["kinds"]
        field.choices = kinds()

    def section(self) -> ConcernSection:
        typed = self.cleaned_data
        return ConcernSection(
            tuple(typed["kinds"]), typed["wish"], typed["knows"].value, typed["knows_note"]
        )


class ConcernForm(OwnedForm, WithSection):
    """A new safety concern."""

    about = nhs.TextField(
        label="Whom is it about?", called="whom it is about", width="full",
        help_text="A name, or how to know them",
    )  # fmt: skip
    seen = nhs.LongTextField(
        label="What did you see, or what were you told?", called="what you saw",
        help_text="What happened, where and when. What you saw apart from what you think",
        rows=4,
    )  # fmt: skip
    words = nhs.LongTextField(
        label="What did they say themselves?", required=False, rows=3,
        help_text="In their own words, as near as you can",
    )  # fmt: skip
    noticed_at = nhs.DateTimeField(
        label="When did you notice?", called="when you noticed", short_years=True
    )
    owner = nhs.ChoiceField(
        [], label="Who answers for it from now on?", called="who answers for it", as_select=True,
        required=False,
    )  # fmt: skip
    look_on = nhs.DateField(
        label="By when do they look at it next?", called="the day", short_years=True
    )
    concern_id = nhs.UUIDField(required=False)
    field_order = (
        "about", "seen", "words", "wish", "knows", "knows_note", "kinds", "noticed_at", "owner",
        "look_on", "not_for", "concern_id",
    )  # fmt: skip

    def __init__(
        self, *args: Any, owners: list[Owner], readers: list[tuple[UUID, str]], is_known: bool,
        **options: Any,
    ) -> None:  # fmt: skip
        """:param is_known: whom it is about was chosen on the list already"""
        super().__init__(*args, **options)
        self.offer_owners(owners)
        self.offer_readers(readers)
        if is_known:
            del self.fields["about"]

    def said(self) -> dict[str, Any]:
        """Return the parts of actions.ConcernSaid."""
        typed = self.cleaned_data
        return {
            "seen": typed["seen"],
            "words": typed["words"],
            "about": typed.get("about", ""),
            "noticed_at": typed["noticed_at"],
            "section": self.section(),
            "not_for": self.kept_from(),
        }


class ChangeForm(WithSection):
    """What is put right in a concern."""

    stamp = nhs.HiddenField(required=False)

    @staticmethod
    def drawn_from(section: ConcernSection) -> dict[str, Any]:
        return {
            "kinds": list(section.kinds), "wish": section.wish, "knows": section.knows,
            "knows_note": section.knows_note, "stamp": section.stamp,
        }  # fmt: skip


class EntryForm(ToldForm):
    """Who was told, or what was done."""

    kind = nhs.ChoiceField(
        [(kind.value, kind.label) for kind in WRITTEN_BY_WORKERS],
        label="What happened?",
        called="what happened",
    )
    whom = nhs.TextField(
        label="Who was told?", called="who was told", required=False, width="full",
        help_text="A name, or whoever answered",
    )  # fmt: skip
    organisation = nhs.TextField(
        label="Of which organisation?", called="the organisation", required=False, width="full",
        help_text="Such as the council’s adult social care, the police, their GP",
    )  # fmt: skip
    said = nhs.LongTextField(
        label="What was done, or what did they say?", called="what was done", required=False,
        rows=3,
    )  # fmt: skip
    done_at = nhs.DateTimeField(label="When?", called="when it was", short_years=True)
    look_on = nhs.DateField(
        label="Look at it again by", called="the day", short_years=True, required=False
    )
    drawn_look_on = nhs.HiddenField(required=False)
    """The day that stood there when the page was drawn, as 2026-11-23."""
    entry_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, may_keep: bool, **options: Any) -> None:
        """:param may_keep: the worker answers for it, and says when to look again"""
        super().__init__(*args, **options)
        if not may_keep:
            del self.fields["look_on"], self.fields["drawn_look_on"]

    def drawn_on(self) -> datetime.date | None:
        drawn = self.cleaned_data.get("drawn_look_on")
        try:
            return datetime.date.fromisoformat(drawn) if drawn else None
        except ValueError:
            return None

    def draw_again(self, look_on: datetime.date | None) -> None:
        """Carry the day that stands there now: whoever saves again has been told of it."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["drawn_look_on"] = str(look_on or "")

    def entry(self) -> dict[str, Any]:
        """Return the parts of actions.Entry."""
        names = ("kind", "whom", "organisation", "said", "done_at")
        return {name: self.cleaned_data[name] for name in names}


class FinishForm(ToldForm):
    """That a concern is finished for now."""

    learned = nhs.LongTextField(
        label="What came of it, and what did we learn?", called="what came of it", rows=4,
        help_text="Did the person get what they wanted? What would we do another time?",
    )  # fmt: skip


class TakeUpForm(ToldForm):
    """Why a concern is taken up again, and when it is looked at."""

    why = nhs.LongTextField(label="Why is it taken up again?", called="why", rows=2)
    look_on = nhs.DateField(label="Look at it by", called="the day", short_years=True)
