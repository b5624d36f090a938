"""Seal everything anew with a new key, while people go on working: hearth rotate-keys."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_tenants.utils import get_tenant_model

from hearth.foundation.resealing import left_behind, rotate_keys
from hearth.foundation.schema import in_schema
from hearth.foundation.sealing import CannotOpen


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", help="its schema; all of them if missing")

    def handle(self, **options: Any) -> None:
        there = get_tenant_model().objects.order_by("schema_name")
        schemas = [each for each in there.values_list("schema_name", flat=True) if each != "public"]
        if wanted := options["partnership"]:
            if wanted not in schemas:
                raise CommandError(f"There is no partnership {wanted!r}: {', '.join(schemas)}")
            schemas = [wanted]
        left = 0
        for schema in schemas:
            try:
                done = rotate_keys(schema)
            except CannotOpen as trouble:
                raise CommandError(f"{schema}: a value does not open: {trouble}") from trouble
            with in_schema(schema):
                left += (behind := left_behind())
            values = sum(each.values for each in done)
            self.stdout.write(f"{schema}: {values:,} values sealed with a new key; {behind} left")
        if left:
            sys.exit(1)
