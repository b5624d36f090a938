"""What was typed of a welcoming conversation, part by part."""

from typing import Any

from hearth.design import nhs
from hearth.people.forms.told import StampedForm
from hearth.people.queries.layers import PassageSection
from hearth.support.queries.conversation import PartSaid


class PartForm(StampedForm):
    """One part: what they said, and what the worker adds."""

    words = nhs.LongTextField(
        label="In their own words",
        help_text="Type what they say as they say it. Leave it empty if they would rather not",
        required=False,
        rows=7,
    )
    note = nhs.LongTextField(
        label="Your own note",
        help_text="Kept apart from what they said. They may read both",
        required=False,
        rows=3,
    )

    @staticmethod
    def drawn_from(said: PartSaid) -> dict[str, Any]:
        return {"words": said.words, "note": said.note, "stamp": said.stamp}

    def said(self, part: str) -> PartSaid:
        return PartSaid(part, self.cleaned_data["words"], self.cleaned_data["note"])


class AboutMeForm(StampedForm):
    """What goes into About me, as the person wants it to stand there."""

    words = nhs.LongTextField(label="What About me will say", rows=9)

    @staticmethod
    def drawn_from(now: PassageSection, said: str) -> dict[str, Any]:
        has_it = said in now.words
        words = now.words if has_it else "\n\n".join(each for each in (now.words, said) if each)
        return {"words": words, "stamp": now.stamp}
