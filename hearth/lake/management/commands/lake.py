"""
Fill the lake with what changed, for analysts and reports: hearth lake publish.

`hearth lake check` says where it is, what encrypts it and what it holds.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hearth.foundation.errors import Refused
from hearth.foundation.schema import in_schema, schemas_with
from hearth.lake.publishing import Filled, lake_folder, publish
from hearth.lake.store import read_manifest
from hearth.places.timer import OnATimer


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["publish", "check"])
        parser.add_argument("--partnership", help="its schema; all of them if missing")
        parser.add_argument("--whole", action="store_true", help="read everything again")

    def handle(self, **options: Any) -> None:
        schemas = schemas_with("lake_filling")
        if wanted := options["partnership"]:
            if wanted not in schemas:
                raise CommandError(f"There is no partnership {wanted!r}: {', '.join(schemas)}")
            schemas = [wanted]
        try:
            for schema in schemas:
                if options["what"] == "check":
                    self._check(schema)
                else:
                    with in_schema(schema):
                        by = OnATimer()
                        done = publish(by=by, folder=lake_folder(), whole=options["whole"])
                    self.stdout.write(words(done))
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _check(self, schema: str) -> None:
        there = read_manifest(lake_folder(), schema)
        if there is None:
            self.stdout.write(f"{schema}: nothing in {lake_folder()} yet")
            return
        rows = sum(part.rows for part in there.parts)
        self.stdout.write(
            f"{schema}: {rows:,} rows in {len(there.parts):,} files, read {there.read_at}, "
            f"encrypted by {there.encrypted_by}"
        )


def words(done: Filled) -> str:
    """Return what a filling did, in a line."""
    read = "everything" if done.whole else f"{done.read:,} months"
    return (
        f"{done.partnership}: read {read}, wrote {len(done.written):,} files, kept {done.kept:,}, "
        f"took away {done.taken_away:,}; {done.rows:,} rows in all"
    )
