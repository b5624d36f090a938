"""What somebody answered when it was read out to them what can be shared."""

from collections.abc import Sequence
from typing import Any

from hearth.design import nhs
from hearth.people.queries.aloud import Answer, ToAsk


class AloudForm(nhs.Form):
    """One question for each part, as it is asked; none has an answer before it is given."""

    def __init__(self, *args: Any, asked: Sequence[ToAsk]) -> None:
        super().__init__(*args)
        self.asked = asked
        for each in asked:
            self.fields[each.layer.lower()] = nhs.ChoiceField(
                [(answer.value, answer.label) for answer in Answer],
                label=f"{each.said.name}. {each.said.line} May our team read that?",
                called=f"what they said to: {each.said.name.lower()}",
            )

    def answers(self) -> dict[str, str]:
        """Return what they said, by layer."""
        return {each.layer: self.cleaned_data[each.layer.lower()] for each in self.asked}
