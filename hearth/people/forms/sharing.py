"""What was typed about sharing, and about opening a record without it."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from hearth.accounts.models import User
from hearth.accounts.queries import Workplace, get_active_worker
from hearth.accounts.roles import MAY_BE_SHARED_WITH, SUPPORTING, Role
from hearth.design import nhs
from hearth.people.forms.told import StampedForm
from hearth.people.models import Agreed, Basis, Decider, Layer
from hearth.people.queries.shared import LAYER_LINES
from hearth.places.queries import organisations

HOW = [
    (Agreed.SAID.value, "They said so"),
    (Agreed.SIGNED.value, "They signed a paper"),
]
"""What a worker can write down. On their own page they do it themselves."""
UNTIL = [("STOP", "Until they say stop"), ("DAY", "Until a day")]
TEAM, ORGANISATION, WORKER = "team", "organisation", "worker"
WITH = {TEAM: "Our team", ORGANISATION: "An organisation", WORKER: "One worker"}


class WhomForm(nhs.Form):
    """What is shared, with whom and until when. With whom is chosen first, on the page itself."""

    layers = nhs.ManyField(
        [(layer.value, layer.short) for layer in Layer],
        label="What is shared?",
        called="what is shared",
        hints={layer.value: line for layer, line in LAYER_LINES.items()},
        help_text="Whoever may read any of it also reads the hello",
    )
    site = nhs.RecordField(label="Which team?", called="which team", empty_label=None)
    roles = nhs.ManyField(
        [(role.value, f"{Role(role).label}s") for role in MAY_BE_SHARED_WITH],
        label="Who in the team?",
        called="who in the team",
        initial=list(SUPPORTING),
    )
    organisation = nhs.RecordField(
        label="Which organisation?",
        called="which organisation",
        help_text="Everybody who works for it here may read it",
    )
    worker = nhs.ChoiceField([], label="Which worker?", called="which worker", as_select=True)
    until = nhs.ChoiceField(UNTIL, label="For how long?", initial="STOP", required=False)
    until_on = nhs.DateField(
        label="The last day",
        called="the last day",
        help_text="Only if it is until a day. For example, 3 3 2027",
        short_years=True,
        required=False,
    )

    def __init__(
        self, *args: Any, kind: str, sites: Any, workers: Sequence[Workplace], **options: Any
    ) -> None:
        """
        :param kind: with what kind of whom it is shared (see WITH)
        :param sites: the sites whose teams can be chosen
        :param workers: the workers who can be chosen
        """
        super().__init__(*args, **options)
        kept = {TEAM: ["site", "roles"], ORGANISATION: ["organisation"], WORKER: ["worker"]}[kind]
        for name in {"site", "roles", "organisation", "worker"} - set(kept):
            del self.fields[name]
        if kind == TEAM:
            self.offer(site=sites)
        elif kind == ORGANISATION:
            self.offer(organisation=organisations())
        else:
            field = self.fields["worker"]
            assert isinstance(field, nhs.ChoiceField)
            field.choices = [("", "Choose"), *((str(one.id), one.said) for one in workers)]

    def clean(self) -> dict[str, Any]:
        """A day without saying so is a day all the same; saying so without one is not enough."""
        typed = self.cleaned_data
        if typed.get("until") == "DAY" and "until_on" in typed and not typed["until_on"]:
            self.add_error("until_on", "Write the last day")
        return typed

    def whom(self) -> dict[str, Any]:
        """Return the parts of actions.Whom."""
        typed = self.cleaned_data
        return {
            "organisation": typed.get("organisation"),
            "site": typed.get("site"),
            "roles": tuple(typed.get("roles") or ()),
            "worker": _worker(typed.get("worker")),
        }

    def chosen(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["layers"])

    @property
    def last_day(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["until_on"]
        return day


class DecisionForm(nhs.Form):
    """Who decided, and how they said so."""

    how = nhs.ChoiceField(
        HOW, label="How did they say so?", called="how they said so", initial=Agreed.SAID.value
    )
    decided_by = nhs.EnumField(
        Decider, label="Who decided?", called="who decided", initial=Decider.PERSON
    )
    note = nhs.LongTextField(
        label="If it was not the person alone: who, and why they may",
        help_text=(
            "Their name, and the paper they showed. For a young person: who judged that they can "
            "decide this, and why"
        ),
        required=False,
        rows=3,
    )

    def decision(self) -> dict[str, str]:
        """Return the parts of actions.Decision."""
        typed = self.cleaned_data
        return {"by": typed["decided_by"].value, "how": typed["how"], "note": typed["note"]}


class ShareForm(DecisionForm, WhomForm):
    """Sharing something as it was agreed."""

    field_order = (
        "layers", "site", "roles", "organisation", "worker", "until", "until_on", "how",
        "decided_by", "note",
    )  # fmt: skip


class ShareAnywayForm(WhomForm):
    """Sharing something without agreement."""

    basis = nhs.EnumField(
        Basis, label="Why does it have to be shared?", called="why it has to be shared"
    )
    reason = nhs.LongTextField(
        label="The reason, in a few sentences",
        called="the reason",
        help_text="What happened, who may come to harm, and why it cannot be done otherwise",
        rows=4,
    )
    told = nhs.LongTextField(
        label="What were they told?",
        called="what they were told",
        help_text="Or that they were not told yet, and why not",
        rows=3,
    )
    danger = nhs.CheckField(label="Telling them would put somebody in danger", required=False)
    held_back_why = nhs.LongTextField(
        label="If so: who could come to harm, and how?",
        called="who could come to harm, and how",
        help_text="They cannot read this sharing until the day below. Your name is kept with it",
        required=False,
        rows=2,
    )
    held_back_until = nhs.DateField(
        label="If so: when do you look at that again?",
        called="the day to look again",
        help_text=(
            "The last day on which they are not told, within a year. From a week before it stands "
            "on Today for you"
        ),
        short_years=True,
        required=False,
    )
    field_order = (
        "basis", "reason", "layers", "site", "roles", "organisation", "worker", "until_on", "told",
        "danger", "held_back_why", "held_back_until",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["until"]
        self.fields["until_on"].required = True
        self.fields["until_on"].help_text = "It can be shared again then, if it must be"

    def why(self) -> dict[str, str]:
        """Return the parts of actions.WithoutAgreement."""
        typed = self.cleaned_data
        return {"basis": typed["basis"].value, "reason": typed["reason"], "told": typed["told"]}

    def clean(self) -> dict[str, Any]:
        """A reason or a day for not telling them, without saying so, is no longer certain."""
        typed = super().clean()
        said = typed.get("held_back_why") or typed.get("held_back_until")
        if said and not typed.get("danger"):
            self.add_error("danger", "Tick this if they must not be told, or empty the two below")
        return typed

    def held_back(self) -> dict[str, Any] | None:
        """Return the parts of actions.HeldBackFromThem; None if they may read it at once."""
        typed = self.cleaned_data
        if not typed["danger"]:
            return None
        return {"why": typed["held_back_why"], "until_on": typed["held_back_until"]}


class HoldSharingForm(StampedForm):
    """Why somebody is not told of a sharing yet, and until when."""

    why = nhs.LongTextField(
        label="Why?", called="why", help_text="Who could come to harm if they read it now", rows=3
    )
    until_on = nhs.DateField(
        label="Until when?",
        called="the last day",
        help_text="The last day, within a year",
        short_years=True,
    )


class StopForm(DecisionForm):
    """Who decided that sharing stops, and how they told us."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["how"].label = "How did they tell us?"
        self.fields["decided_by"].label = "Who decided that it stops?"
        self.fields["decided_by"].help_text = "The person always may, whoever decided before"

    def stopped(self) -> dict[str, str]:
        """Return who decided and how they told us, as the action calls it."""
        said = self.decision()
        return {"how": said["how"], "decided_by": said["by"], "note": said["note"]}

    @staticmethod
    def drawn_from(decided_by: str, note: str) -> dict[str, str]:
        """Return what the form says at first: whoever decided that it is shared."""
        if decided_by in ("", Decider.PERSON):
            return {}
        return {"decided_by": decided_by, "note": note}


class OpenForm(nhs.Form):
    """Why a record has to be opened now."""

    site = nhs.RecordField(label="Where are you?", empty_label=None)
    reason = nhs.LongTextField(
        label="What is happening, and what do you need to know?",
        called="the reason",
        help_text="Write it in a sentence. They can read it, and so can those who look at it later",
        rows=4,
    )

    def __init__(self, *args: Any, sites: Any, **options: Any) -> None:
        """:param sites: those at which the worker may find anybody"""
        super().__init__(*args, **options)
        self.offer(site=sites)


class ReviewForm(nhs.Form):
    """What came of looking at an opening."""

    note = nhs.LongTextField(
        label="What did you find?",
        called="what you found",
        help_text="Such as: I spoke with them both. It was right to look",
        rows=3,
    )


class HoldBackForm(nhs.Form):
    """Which lines are held back, why, and until when."""

    lines = nhs.ManyField([], label="What is held back?", called="what is held back")
    reason = nhs.LongTextField(
        label="Why?", called="why", help_text="What could happen if they read it now", rows=3
    )
    until_on = nhs.DateField(
        label="Until when?",
        called="the last day",
        help_text="The last day, within a year",
        short_years=True,
    )

    def __init__(self, *args: Any, lines: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["lines"]
        assert isinstance(field, nhs.ManyField)
        field.choices = lines

    def line_ids(self) -> list[UUID]:
        return [UUID(line) for line in self.cleaned_data["lines"]]


class WorksHereForm(nhs.Form):
    """Who somebody is among the workers."""

    worker = nhs.ChoiceField(
        [], label="Which worker are they?", called="which worker they are", as_select=True
    )
    sure = nhs.CheckField(
        label="I have asked them, and this is them",
        required=True,
        error_messages={"required": "Ask them first, then tick the box"},
    )

    def __init__(self, *args: Any, workers: Sequence[Workplace], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["worker"]
        assert isinstance(field, nhs.ChoiceField)
        field.choices = [("", "Choose"), *((str(one.id), one.said) for one in workers)]


def _worker(chosen: str | None) -> User | None:
    return get_active_worker(UUID(chosen)) if chosen else None
