"""
Commands that answer a question about a file of numbers, and ask no database.

Each reads one JSON document (UTF-8) and answers with one, so that anybody can check Hearth's
arithmetic with their own. What a document holds is in docs/reference, with examples.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

import simplejson
from django.core.management.base import BaseCommand, CommandError

from hearth.foundation.errors import Refused


class CommandOnFile(BaseCommand):
    """
    One question about one file.

    `answer` says what it answers; `said` puts that into words for whoever asks without --json.
    """

    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--in", dest="file", required=True, help="a JSON file; - for what is typed in"
        )
        parser.add_argument("--json", action="store_true", help="answer with a JSON document")

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        answer = self._answered(_read(file), options)
        if options["json"]:
            self.stdout.write(
                simplejson.dumps(answer, ensure_ascii=False, indent=1, use_decimal=True)
            )
        else:
            self.stdout.write(self.said(answer))

    def answer(self, document: Mapping[str, Any], **options: Any) -> dict[str, Any]:
        """
        Return what the document's numbers come to.

        :raises Refused: if the document does not say what is needed, in words that name the place
        """
        raise NotImplementedError

    def said(self, answer: Mapping[str, Any]) -> str:
        """Return the same in words and columns, for a person at a terminal."""
        raise NotImplementedError

    def _answered(self, document: Any, options: Mapping[str, Any]) -> dict[str, Any]:
        if not isinstance(document, dict):
            raise CommandError("The file must hold one JSON object, in curly brackets")
        try:
            return self.answer(document, **options)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal


def _read(file: str) -> Any:
    """Read numbers as they are written: what has a point is a Decimal."""
    try:
        if file == "-":
            return simplejson.load(sys.stdin, use_decimal=True)
        with open(file, encoding="utf-8-sig") as opened:
            return simplejson.load(opened, use_decimal=True)
    except OSError as trouble:
        raise CommandError(f"{file} cannot be read: {trouble.strerror}") from trouble
    except (simplejson.JSONDecodeError, UnicodeDecodeError) as trouble:
        raise CommandError(f"{file} is not JSON: {trouble}") from trouble
