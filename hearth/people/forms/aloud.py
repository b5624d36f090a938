"""What somebody answered when it was read out to them what can be shared."""

from collections.abc import Sequence
from typing import Any

from hearth.design import nhs
from hearth.people.queries.aloud import Answer, ToAsk

MAY_THEY = {
    False: "May our team read that?",
    True: "Our team may read that today. May they go on?",
}
"""The question, and how it is asked where it stands already."""


class AloudForm(nhs.Form):
    """One question for each part, as it is asked; none has an answer before it is given."""

    def __init__(self, *args: Any, asked: Sequence[ToAsk]) -> None:
        super().__init__(*args)
        self.asked = asked
        for each in asked:
            self.fields[each.layer.lower()] = nhs.ChoiceField(
                [(answer.value, answer.label) for answer in Answer],
                label=f"{each.said.name}. {each.said.line} {MAY_THEY[each.stands]}",
                called=f"what they said to: {each.said.name.lower()}",
            )

    def answers(self) -> dict[str, str]:
        """Return what they said, by layer."""
        return {each.layer: self.cleaned_data[each.layer.lower()] for each in self.asked}
