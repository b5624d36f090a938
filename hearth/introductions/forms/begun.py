"""Beginning an introduction: looking for what may help, and agreeing what is shared."""

import datetime
from typing import Any
from uuid import UUID

from hearth.design import nhs
from hearth.introductions.models import Way
from hearth.introductions.queries.begin import ToBegin
from hearth.introductions.queries.said import IntroductionSaid, Whereto
from hearth.people.forms.told import ToldForm

RING = ("", "We ring them, or go there")


def asked_of(ways: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Return how the other side can be asked, as a form offers it."""
    return [RING, *ways]


class LookForm(nhs.Form):
    """What may help, in their words."""

    q = nhs.TextField(label="What may help?", required=False, width="full")


class BeginForm(ToldForm):
    """One introduction, as it is agreed with the person."""

    way = nhs.EnumField(Way, label="In which way?")
    needed_today = nhs.CheckField(label="It is needed today: I rang, and somebody there said yes")
    accepted_by = nhs.TextField(
        label="Who there said yes?", required=False, width="full",
        help_text="Only if it is needed today",
    )  # fmt: skip
    hope = nhs.LongTextField(
        label="What do they hope for, in their own words?", required=False, rows=3
    )
    need = nhs.ChoiceField([], label="What is it for?", as_select=True, required=False)
    shared = nhs.ManyField(
        (), label="What may we tell the other side?", called="what we tell them", required=False,
        help_text="You read it out to them on the next page. Only what they agree to is told",
    )  # fmt: skip
    answer_by = nhs.DateField(
        label="Until when do we wait for an answer?", called="the day", short_years=True,
        required=False, help_text="Only where we put them in touch. After it, it comes back to you",
    )  # fmt: skip
    send_to = nhs.ChoiceField(
        [], label="How do we ask the other side?", required=False, as_select=True,
        help_text="A link shows nothing of them until a code is typed, which we send to the same "
        "address. Never for help that is needed today",
    )  # fmt: skip
    next_step = nhs.LongTextField(label="What is next?", rows=2)
    next_on = nhs.DateField(label="By when?", called="the day", short_years=True)
    owner = nhs.ChoiceField([], label="Who looks after it?", as_select=True)
    introduction_id = nhs.UUIDField(required=False)

    def __init__(self, *args: Any, begin: ToBegin, today: datetime.date, **more: Any):
        usual = {
            "owner": str(begin.me),
            "next_on": today + datetime.timedelta(days=7),
            "answer_by": today + datetime.timedelta(days=7),
        }
        more["initial"] = usual | more.get("initial", {})
        super().__init__(*args, **more)
        self._begin = begin
        self._offer("owner", [(str(key), name) for key, name in begin.team])
        self._offer("send_to", asked_of(begin.to.asked))
        if not begin.to.asked:
            del self.fields["send_to"]
        self._offer("need", [("", "Not said"), *((str(key), name) for key, name in begin.needs)])
        self._offer("shared", [(key, f"{label}: {says}") for key, label, says in begin.tellable])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, nhs.ChoiceField | nhs.ManyField)
        field.choices = choices

    def said(self) -> IntroductionSaid:
        typed = self.cleaned_data
        to = self._begin.to
        return IntroductionSaid(
            way=typed["way"].value,
            whereto=Whereto(to.service_id, to.site_id, to.colleague_id),
            from_site_id=self._begin.from_site_id,
            owner_id=UUID(typed["owner"]),
            next_step=typed["next_step"],
            next_on=typed["next_on"],
            need_id=UUID(typed["need"]) if typed["need"] else None,
            hope=typed["hope"],
            needed_today=typed["needed_today"],
            accepted_by=typed["accepted_by"],
            answer_by=typed["answer_by"],
        )

    def lines(self) -> tuple[tuple[str, str], ...]:
        """Return what may be told, as the page showed it."""
        chosen = set(self.cleaned_data["shared"])
        return tuple((label, says) for key, label, says in self._begin.tellable if key in chosen)
