"""What is typed on the way of what was asked, and about each line of a copy."""

from collections.abc import Sequence

from django.utils import timezone

from hearth.design import nhs
from hearth.design.words import plural
from hearth.people.forms.told import ToldForm
from hearth.rights.models import Decided, HarmSaid, WhyNot
from hearth.rights.queries.packs import LinkedRecord
from hearth.rights.queries.said import Decision


class IdentityForm(ToldForm):
    """That they were asked who they are, because it was in doubt."""

    on = nhs.DateField(
        label="On which day did you ask them?", called="the day", short_years=True,
        latest=timezone.localdate,
    )  # fmt: skip
    words = nhs.LongTextField(label="Why was it in doubt?", rows=2)


class SeenForm(ToldForm):
    """By what we know who they are."""

    on = nhs.DateField(
        label="On which day?", called="the day", short_years=True, latest=timezone.localdate
    )
    words = nhs.LongTextField(label="By what do we know them?", rows=2)


class LongerForm(ToldForm):
    """Why it takes longer, as they were told."""

    words = nhs.LongTextField(label="Why, as you told them", rows=3)


class EndForm(ToldForm):
    """How it ended, if it was not done."""

    taken_back = nhs.YesNoField(
        label="Who ends it?", yes="They take it back", no="It is not done", inline=False
    )
    words = nhs.LongTextField(
        label="What did they say, or what were they told?", rows=3,
        help_text="If it is not done: why, and that they can complain to the ICO",
    )  # fmt: skip


class ReleaseForm(ToldForm):
    """That it was looked at a second time."""

    professional = nhs.TextField(
        label="Who was asked whether any of it would do serious harm to anybody?",
        called="who was asked", width="full",
        help_text="The health professional who knows them best: name, and what they are",
    )  # fmt: skip
    asked_on = nhs.DateField(
        label="When did they say so?", called="the day", short_years=True,
        latest=timezone.localdate,
    )  # fmt: skip
    answer = nhs.EnumField(HarmSaid, label="What did they say?", called="what they said")
    said = nhs.LongTextField(label="In their own words", rows=2, required=False)
    read = nhs.CheckField(
        label="I have read it as it would be given, and what is left out and why", required=True
    )


class SameForm(ToldForm):
    """How it is known that a linked record is the same person."""

    record = nhs.ChoiceField([], label="Which record?")
    words = nhs.LongTextField(
        label="How do you know?", rows=2, help_text="For example: they told us both names"
    )

    def offer_records(self, records: Sequence[LinkedRecord]) -> None:
        """Offer those of which nobody has said so yet."""
        field = self.fields["record"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [
            (str(one.id), f"{one.known_as}: {plural(one.lines, 'line')}")
            for one in records
            if not one.is_same
        ]


class BackForm(ToldForm):
    """What has to be looked at again."""

    words = nhs.LongTextField(label="What has to be looked at again?", rows=3)


class GiveForm(ToldForm):
    """How it was given."""

    words = nhs.LongTextField(
        label="How was it given, and to whom?", rows=2,
        help_text="For example: printed, and put into their own hand",
    )  # fmt: skip


class AgainForm(ToldForm):
    """That everything is gathered once more."""

    sure = nhs.CheckField(label="Yes, gather it again", required=True)


class StandsForm(ToldForm):
    """That it stands from today."""

    sure = nhs.CheckField(label="Yes, from today", required=True)


class DecidedForm(ToldForm):
    """What was decided on what they asked."""

    words = nhs.LongTextField(
        label="What was decided, and why? They read this on their own page", rows=3,
        help_text="What is erased or stopped, what is kept, and that they can complain to the ICO",
    )  # fmt: skip


class LiftForm(ToldForm):
    """Who said that it is lifted, and why."""

    words = nhs.LongTextField(
        label="Who said so, and why?", rows=3,
        help_text="If it was not the person: write that they were told before",
    )  # fmt: skip


class TakeAwayForm(ToldForm):
    """That they want their own words to stand there no more."""

    words = nhs.LongTextField(
        label="What did they say, and how?", rows=3,
        help_text="Nobody but the person takes their own words away",
    )  # fmt: skip


class WithToTell(ToldForm):
    """With whom it was shared: each is told."""

    to_tell = nhs.ManyField([], label="Who is told?", called="who is told", required=False)

    def offer_names(self, names: Sequence[str]) -> None:
        """Offer those with whom the person shares or shared something."""
        field = self.fields["to_tell"]
        assert isinstance(field, nhs.ManyField)
        field.choices = [(name, name) for name in names]
        self.initial.setdefault("to_tell", list(names))
        if not names:
            del self.fields["to_tell"]

    def clean(self) -> dict[str, object]:
        typed: dict[str, object] = super().clean() or {}
        return {"to_tell": []} | typed


class PutRightForm(WithToTell):
    """What was changed."""

    words = nhs.LongTextField(label="What was changed?", rows=3)
    field_order = ("words", "to_tell")


class StatementForm(WithToTell):
    """Why it is not changed, and what they say themselves."""

    why_not = nhs.LongTextField(label="Why not, as you told them", rows=3)
    statement = nhs.LongTextField(
        label="Their own words, to stand beside it", rows=4, required=False,
        help_text="Exactly as they say it",
    )  # fmt: skip
    field_order = ("why_not", "statement", "to_tell")


class DecideForm(ToldForm):
    """What becomes of one line, and why."""

    decided = nhs.EnumField(Decided, label="What becomes of it?")
    given = nhs.LongTextField(
        label="If words are taken out: what is left", rows=5, required=False,
        help_text="Put … wherever you take words out, and change nothing else. They read "
        "“[taken out]” there",
    )  # fmt: skip
    why = nhs.EnumField(
        WhyNot, label="If not all is given: on what ground?", required=False,
        no_answer="All of it is given",
    )  # fmt: skip
    reason = nhs.LongTextField(label="Why? For whoever looks a second time", rows=2, required=False)
    professional = nhs.TextField(
        label="For serious harm: which health professional was asked?",
        called="who was asked", width="full", required=False,
    )  # fmt: skip
    asked_professional_on = nhs.DateField(
        label="When did they say so?", called="the day", short_years=True, required=False,
        latest=timezone.localdate,
    )  # fmt: skip
    hidden = nhs.CheckField(
        label="Do not even say that something is left out: that alone would tell what it is"
    )

    def decision(self) -> Decision:
        """Return what was decided."""
        typed = self.cleaned_data
        return Decision(
            typed["decided"].value, typed["given"], typed["why"].value if typed["why"] else "",
            typed["reason"], typed["professional"], typed["asked_professional_on"],
            not typed["hidden"],
        )  # fmt: skip
