"""Say what one measure is, over the facts of the lake: hearth measure attendances --json."""

import datetime
import json
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hearth.evidence.engines.base import Engine, EngineRefused
from hearth.evidence.engines.duck import OnDuckDB
from hearth.evidence.engines.postgres import OnPostgreSQL
from hearth.evidence.engines.saying import as_json, in_words
from hearth.evidence.engines.spark import OnSpark
from hearth.evidence.measures import MEASURES, Asked
from hearth.evidence.measures.defining import HUB, MONTH, PARTNERSHIP
from hearth.evidence.period import last_twelve_months
from hearth.foundation.errors import Refused
from hearth.foundation.schema import in_schema, schemas_with
from hearth.lake.publishing import lake_folder
from hearth.lake.store import partnerships_in
from hearth.places.timer import OnATimer

CUTS = (PARTNERSHIP, HUB, MONTH)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=sorted(MEASURES), metavar="NAME")
        parser.add_argument("--engine", choices=["duckdb", "spark", "postgres"])
        parser.add_argument("--from", type=_day, dest="first", help="such as 2026-01-01")
        parser.add_argument("--to", type=_day, dest="last", help="the last day, counted too")
        parser.add_argument("--partnership", action="append", help="its schema; all if missing")
        parser.add_argument(
            "--by", type=_cuts, default=(PARTNERSHIP,),
            help="cut by partnership, hub, month, with commas between; none for all together",
        )  # fmt: skip
        parser.add_argument("--lake", help="another folder than HEARTH_LAKE’s")
        parser.add_argument("--json", action="store_true")

    def handle(self, **options: Any) -> None:
        measure = MEASURES[options["name"]]
        usual = last_twelve_months(timezone.localdate())
        asked = Asked(options["first"] or usual.first, options["last"] or usual.last, options["by"])
        if asked.first > asked.last:
            raise CommandError(f"{asked.first} is after {asked.last}")
        name = options["engine"] or settings.EVIDENCE_ENGINE
        try:
            if name == "postgres":
                engine: Engine = OnPostgreSQL(by=OnATimer())
                with in_schema(_one(options["partnership"])):
                    figures = engine.answer(measure, asked)
            else:
                engine = _over_the_lake(name, options)
                figures = engine.answer(measure, asked)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            said = as_json(measure, asked, figures, engine=engine.name)
            self.stdout.write(json.dumps(said, indent=1, ensure_ascii=False))
        else:
            self.stdout.write(in_words(measure, asked, figures))


def _over_the_lake(name: str, options: dict[str, Any]) -> Engine:
    folder = Path(options["lake"]) if options["lake"] else lake_folder()
    partnerships = options["partnership"] or partnerships_in(folder)
    if not partnerships:
        raise EngineRefused(f"There is nothing in {folder} yet: hearth lake publish fills it")
    if name == "spark":
        return OnSpark(folder, partnerships)
    return OnDuckDB(folder, partnerships)


def _one(wanted: list[str] | None) -> str:
    """Return which partnership PostgreSQL is asked about: one at a time."""
    there = schemas_with("lake_filling")
    chosen = wanted or there
    if len(chosen) != 1 or chosen[0] not in there:
        raise EngineRefused(f"PostgreSQL answers for one partnership: {', '.join(there)}")
    return chosen[0]


def _day(said: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(said)
    except ValueError:
        raise ArgumentTypeError(f"{said} is no day such as 2026-01-31") from None


def _cuts(said: str) -> tuple[str, ...]:
    cuts = [] if said in {"", "none"} else said.split(",")
    if wrong := [cut for cut in cuts if cut not in CUTS]:
        raise ArgumentTypeError(f"{wrong[0]} is none of {', '.join(CUTS)}")
    return tuple(cut for cut in CUTS if cut in cuts)
