"""Say what changed between first and latest readings, by each rule, and of how many people."""

from collections.abc import Mapping
from typing import Any

from hearth.foundation.on_files import CommandOnFile
from hearth.outcomes.change import answering, saying


class Command(CommandOnFile):
    help = __doc__

    def answer(self, document: Mapping[str, Any], **options: Any) -> dict[str, Any]:
        return answering.answer(document)

    def said(self, answer: Mapping[str, Any]) -> str:
        return saying.said(answer)
