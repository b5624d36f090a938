from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from hearth.disclosure.printing import printed
from hearth.disclosure.protecting import protect
from hearth.disclosure.publishing import publication
from hearth.disclosure.reading import read_release
from hearth.foundation.on_files import CommandOnFile


class Command(CommandOnFile):
    help = "What of a table may leave the building: hearth suppress --in FILE [--json] [--inside]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--inside", action="store_true",
            help="also say which hidden numbers are small, and how far each is hidden:"
            " not for anybody outside",
        )  # fmt: skip

    def answer(self, document: Mapping[str, Any], **options: Any) -> dict[str, Any]:
        protected = protect(read_release(document))
        return publication(protected, inside=bool(options.get("inside")))

    def said(self, answer: Mapping[str, Any]) -> str:
        return printed(answer)
