"""Write an invented network of any size into a folder, as a lake: hearth simulate --to FOLDER."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hearth.foundation.errors import Refused
from hearth.lake.simulating import HUBS_OF_A_PARTNERSHIP, Wished, simulate


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        usual = Wished()
        parser.add_argument("--to", required=True, type=Path, help="the folder to write to")
        parser.add_argument(
            "--neighbourhoods", "--hubs", dest="hubs", type=_number, default=usual.hubs,
            help="how many hubs: 1,300 are all of England",
        )  # fmt: skip
        parser.add_argument("--years", type=_number, help="how many years, instead of months")
        parser.add_argument("--months", type=_number, default=usual.months)
        parser.add_argument("--visits", type=_number, default=0, help="in all; 375 a hub and month")
        parser.add_argument("--last", type=_month, default=usual.last, help="such as 2026-03")
        parser.add_argument("--seed", type=int, default=usual.seed)
        parser.add_argument("--chunk", type=_number, default=usual.chunk, help="rows in memory")
        parser.add_argument(
            "--hubs-each", type=_number, default=HUBS_OF_A_PARTNERSHIP, help="of a partnership"
        )

    def handle(self, **options: Any) -> None:
        months = 12 * options["years"] if options["years"] else options["months"]
        wished = Wished(
            hubs=options["hubs"], months=months, visits=options["visits"], last=options["last"],
            seed=options["seed"], chunk=options["chunk"], hubs_each=options["hubs_each"],
        )  # fmt: skip
        try:
            rows = simulate(options["to"], wished, told=self.stdout.write)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{rows:,} rows of facts in {options['to']}, all of them invented")


def _number(said: str) -> int:
    plain = said.replace(",", "").replace("_", "")
    if not plain.isdecimal() or int(plain) < 1:
        raise ArgumentTypeError(f"{said} is no whole number from 1 up")
    return int(plain)


def _month(said: str) -> str:
    if not re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", said):
        raise ArgumentTypeError(f"{said} is no month such as 2026-03")
    return said
