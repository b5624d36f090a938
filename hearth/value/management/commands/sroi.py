"""Social return on investment, worked out from one model or a programme of several."""

from collections.abc import Mapping
from typing import Any

from hearth.foundation.on_files import CommandOnFile
from hearth.value.answer import answer_to
from hearth.value.said import in_words


class Command(CommandOnFile):
    help = (
        "Work out the social return of a hub, or of a programme: hearth sroi --in FILE [--json]."
        " The file is described in docs/reference/sroi.md."
    )

    def answer(self, document: Mapping[str, Any], **options: Any) -> dict[str, Any]:
        """
        Return what the model's numbers come to.

        :raises Refused: if the document does not say what is needed, in words that name the place
        """
        return answer_to(document)

    def said(self, answer: Mapping[str, Any]) -> str:
        return in_words(answer)
