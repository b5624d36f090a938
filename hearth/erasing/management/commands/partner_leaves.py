"""
Take out what a partner that leaves holds, or hand it to another: hearth partner-leaves.

Two workers agree. What is handed over is held by the other organisation, whose own worker agrees.
What is neither taken over nor kept is erased as all else is: by asking, and deciding.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_tenants.utils import get_tenant_model

from hearth.erasing.actions import leaving
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.errors import Refused
from hearth.foundation.schema import in_schema


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("partnership", help="its schema")
        parser.add_argument("organisation", help="its name, or its id")
        parser.add_argument("--asked-by", required=True, help="who asks, by their sign-in")
        parser.add_argument("--agreed-by", required=True, help="who agrees, by their sign-in")
        parser.add_argument("--take-out", type=Path, metavar="FILE", help="write all of it there")
        parser.add_argument("--hand-to", metavar="ORGANISATION", help="who holds it from now on")

    def handle(self, **options: Any) -> None:
        if not (options["take_out"] or options["hand_to"]):
            raise CommandError("Say what to do: --take-out FILE, --hand-to ORGANISATION, or both")
        schema = options["partnership"]
        if not get_tenant_model().objects.filter(schema_name=schema).exists():
            raise CommandError(f"There is no partnership {schema!r}")
        try:
            with in_schema(schema):
                self._do(options)
        except (NotAllowed, Refused) as refusal:
            raise CommandError(f"Nothing was done. {refusal}") from refusal

    def _do(self, options: dict[str, Any]) -> None:
        by = leaving.may_sign_for(options["asked_by"])
        other = leaving.may_sign_for(options["agreed_by"])
        holder = leaving.organisation_named(options["organisation"])
        with acting_as(by):
            if file := options["take_out"]:
                rows = leaving.take_out(by=by, other=other, holder=holder, file=file)
                self.stdout.write(f"{rows:,} rows into {file}. Keep it as carefully as the rest")
            if options["hand_to"]:
                to = leaving.organisation_named(options["hand_to"])
                rows = leaving.hand_over(by=by, agreed_by=other, holder=holder, to=to)
                self.stdout.write(f"{rows:,} rows are held by {to.name} now")
