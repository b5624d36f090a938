"""The networks that the demonstration can make, by the schema each lives in."""

from dataclasses import replace

from hearth.demo.lincolnshire import LINCOLNSHIRE
from hearth.demo.network import Network
from hearth.demo.plymouth import PLYMOUTH
from hearth.demo.york import YORK

PASSWORD = "come-on-in"  # noqa: S105 (everybody's, and printed on the page: nothing here is real)

DEMONSTRATION = (YORK, PLYMOUTH, LINCOLNSHIRE)

BENCH = replace(LINCOLNSHIRE, slug="bench", name="A network to measure with", offers="")
"""Lincolnshire's sites and workers, with as many people and visits as are asked for."""

NETWORKS = {network.schema: network for network in DEMONSTRATION}


def network_in(schema: str) -> Network | None:
    """Return the network that the demonstration makes in a schema, if it makes one there."""
    if schema.startswith(BENCH.slug):
        return replace(BENCH, slug=schema)
    return NETWORKS.get(schema)
