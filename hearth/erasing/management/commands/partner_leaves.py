"""
Take out what a partner that leaves holds, or hand it to another: hearth partner-leaves.

Two workers agree. What is handed over is held by the other organisation, whose own worker agrees.
What was taken out is taken away here once the partner has read its copy, which its own worker
agrees to. What other organisations need of it stays, and is handed over.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django_tenants.utils import get_tenant_model

from hearth.erasing.actions import leaving
from hearth.erasing.actions.taking_away import take_away
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
        parser.add_argument(
            "--take-away", type=Path, metavar="FILE",
            help="erase here what that copy holds about people; who agrees says that it was read",
        )  # fmt: skip
        parser.add_argument("--hand-to", metavar="ORGANISATION", help="who holds it from now on")

    def handle(self, **options: Any) -> None:
        if not (options["take_out"] or options["take_away"] or options["hand_to"]):
            raise CommandError(
                "Say what to do: --take-out FILE, --take-away FILE or --hand-to ORGANISATION"
            )
        if options["take_out"] and options["take_away"]:
            raise CommandError("Let them read what you take out before you take it away here")
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
            if file := options["take_away"]:
                now = timezone.now()
                people, left = take_away(by=by, read_by=other, holder=holder, file=file, now=now)
                self.stdout.write(f"What it held about {people:,} people is erased here")
                if left:
                    self.stdout.write(f"{left:,} rows stay: others need them. Hand them over")
            if options["hand_to"]:
                to = leaving.organisation_named(options["hand_to"])
                rows = leaving.hand_over(by=by, agreed_by=other, holder=holder, to=to)
                self.stdout.write(f"{rows:,} rows are held by {to.name} now")
