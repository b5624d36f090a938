"""
Whether a database holds the demonstration networks or real partnerships.

The two never share one: the demonstration's passwords are known to everybody. What a database
is stands in the database itself, as a comment on the table of partnerships, so that it is
true wherever the data goes.
"""

from enum import StrEnum

import psycopg

from hearth.config.environment import demonstration
from hearth.config.terminal import Trouble


class Nature(StrEnum):
    """What a database is."""

    UNDECIDED = "undecided"  # it is empty
    LOADING = "demonstration, not all loaded"
    DEMONSTRATION = "demonstration"
    REAL = "real"


def nature_of(owner_address: str) -> Nature:
    """Return what a database is."""
    with psycopg.connect(owner_address, autocommit=True) as server:
        there = server.execute("SELECT to_regclass('public.registry_partnership')").fetchone()
        if not (there and there[0]):
            return Nature.UNDECIDED
        said = server.execute(
            "SELECT obj_description('public.registry_partnership'::regclass, 'pg_class')"
        ).fetchone()
        if said and said[0] in {Nature.LOADING, Nature.DEMONSTRATION}:
            return Nature(said[0])
        partnerships = server.execute("SELECT 1 FROM public.registry_partnership LIMIT 1")
        return Nature.REAL if partnerships.fetchone() else Nature.UNDECIDED


def write_down(owner_address: str, nature: Nature) -> None:
    """Make it known in the database what it is. Its tables must be there."""
    with psycopg.connect(owner_address, autocommit=True) as server:
        server.execute(f"COMMENT ON TABLE public.registry_partnership IS '{nature}'")


def as_asked(nature: Nature, *, otherwise: bool) -> bool:
    """
    Return whether to run in demonstration mode, here.

    :param otherwise: the answer for an empty database, when HEARTH_DEMO says nothing.
    :raises Trouble: if HEARTH_DEMO asks for the one and the database is the other.
    """
    asked = demonstration()
    if nature == Nature.UNDECIDED:
        return otherwise if asked is None else asked
    is_demonstration = nature != Nature.REAL
    if asked is not None and asked != is_demonstration:
        raise Trouble(
            "This database holds the demonstration networks, whose passwords everybody knows: for "
            "real work choose an empty folder, as in HEARTH_HOME=var/real make start DEMO=0."
            if is_demonstration
            else "This database holds real partnerships, and the demonstration may not be put "
            "beside them: choose an empty folder, as in HEARTH_HOME=var/demo make start."
        )
    return is_demonstration
