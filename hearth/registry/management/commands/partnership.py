"""Open a partnership, or list those there are: hearth partnership create --name --hostname."""

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hearth.foundation.errors import Refused
from hearth.registry.actions import open_partnership
from hearth.registry.queries import addresses


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        create = acts.add_parser("create", help="open a partnership")
        create.add_argument("--name", required=True, help="such as 'York Mental Health'")
        create.add_argument("--hostname", required=True, help="such as york.example.org")
        create.add_argument("--schema", help="letters, digits and _; made from the name if missing")
        acts.add_parser("list", help="list the partnerships")

    def handle(self, **options: Any) -> None:
        if options["act"] == "list":
            for address in addresses():
                self.stdout.write(f"{address.schema}\t{address.hostname}\t{address.name}")
            return
        schema = options["schema"] or re.sub(r"\W+", "_", options["name"].lower()).strip("_")
        if not re.fullmatch(r"[a-z][a-z0-9_]{1,47}", schema) or schema in ("public", "pg_catalog"):
            raise CommandError(
                f"{schema!r} cannot be a schema: start with a letter; letters, digits and _ only"
            )
        try:
            open_partnership(name=options["name"], schema=schema, hostname=options["hostname"])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"{options['name']} is open at {options['hostname']}. "
            f"Its first worker: hearth worker add --partnership {schema}"
        )
