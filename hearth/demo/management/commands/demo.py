"""
Open the three demonstration networks and fill them, unless they are there.

With --people or --visits: another one, as large as asked for, to measure with. With --cast: say who
there is with a story of their own, and which worker sees what of it.
"""

import json
import re
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django_tenants.utils import schema_context
from tqdm import tqdm

from hearth.demo.loading import Loaded, is_filled, load, load_crowd, tidy_up
from hearth.demo.network import Network
from hearth.demo.networks import BENCH, DEMONSTRATION, PASSWORD, network_in
from hearth.demo.stories.seen import who_sees_what
from hearth.people.models import Layer
from hearth.registry.actions import open_partnership
from hearth.registry.queries import partnership_in

VISITS_OF_EACH = 20
"""How many visits a person makes when only one of the two numbers is given."""


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, help="make a network of so many people")
        parser.add_argument("--visits", type=int, help="make a network with so many visits")
        parser.add_argument(
            "--partnership", default=BENCH.slug, help="its schema, bench or bench_and_more"
        )
        parser.add_argument("--cast", action="store_true", help="say who sees what of whom")
        parser.add_argument("--json", action="store_true", help="with --cast: for programs")
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same story")

    def handle(self, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "The demonstration's passwords are known to everybody: it is only for a database "
                "of its own. Set HEARTH_DEMO=1."
            )
        if options["cast"]:
            self._say_the_cast(as_json=options["json"])
            return
        people, visits = options["people"], options["visits"]
        if people is None and visits is None:
            self._open_the_demonstration(options["seed"])
        else:
            visits = people * VISITS_OF_EACH if visits is None else visits
            people = -(-visits // VISITS_OF_EACH) if people is None else people
            self._open_a_crowd(options["partnership"], people, visits, options["seed"])

    def _open_the_demonstration(self, seed: int) -> None:
        now = timezone.now()
        for network in DEMONSTRATION:
            _open(network)
            with schema_context(network.schema):
                if is_filled():
                    continue
                days = (now.date() - network.first_date).days + 1
                with _bar(network, days, " days") as bar:
                    loaded = load(network, seed=seed, now=now, tell=bar.update)
                tidy_up()
            self._say(network, loaded)
        self.stdout.write(f"Everybody in the demonstration signs in with {PASSWORD}")

    def _say_the_cast(self, *, as_json: bool) -> None:
        networks: list[dict[str, Any]] = []
        for network in DEMONSTRATION:
            if partnership_in(network.schema) is None:
                continue
            with schema_context(network.schema):
                people = who_sees_what(network)
            networks.append(
                {"partnership": network.schema, "host": network.hostname, "people": people}
            )
        if as_json:
            self.stdout.write(json.dumps(networks, indent=2))
            return
        for each in networks:
            self.stdout.write(f"{each['partnership']} ({each['host']})")
            for person in each["people"]:
                self.stdout.write(f"  {person['known_as']}: {person['shape']}")
                for worker in person["seen_by"]:
                    layers = ", ".join(Layer(layer).short.lower() for layer in worker["layers"])
                    self.stdout.write(f"    {worker['username']} ({worker['role']}): {layers}")
                self.stdout.write(f"    nobody else: {', '.join(person['not_seen_by'])}")

    def _open_a_crowd(self, schema: str, people: int, visits: int, seed: int) -> None:
        if not re.fullmatch(rf"{BENCH.slug}[a-z0-9_]{{0,40}}", schema):
            raise CommandError(f"The partnership's schema must begin with {BENCH.slug}")
        if people < 0 or visits < 0:
            raise CommandError("There cannot be fewer than no people, or no visits")
        network = network_in(schema)
        assert network is not None
        _open(network)
        with schema_context(network.schema):
            if is_filled():
                raise CommandError(
                    f"{schema} is there already, with people in it. Name another: --partnership "
                    f"{BENCH.slug}_2"
                )
            with _bar(network, people, " people") as bar:
                loaded = load_crowd(
                    network,
                    people=people,
                    visits=visits,
                    seed=seed,
                    now=timezone.now(),
                    tell=bar.update,
                )
            tidy_up()
        self._say(network, loaded)

    def _say(self, network: Network, loaded: Loaded) -> None:
        self.stdout.write(
            f"{network.name} ({network.hostname}): {loaded.people:,} invented people, "
            f"{loaded.visits:,} visits and {loaded.headcounts:,} headcounts"
        )


def _open(network: Network) -> None:
    if partnership_in(network.schema) is None:
        open_partnership(name=network.name, schema=network.schema, hostname=network.hostname)


def _bar(network: Network, total: int, unit: str) -> "tqdm[Any]":
    return tqdm(total=total, desc=network.slug, unit=unit, file=sys.stderr, disable=None)
