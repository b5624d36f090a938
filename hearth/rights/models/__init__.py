"""What people ask about what is kept of them, and what came of it."""

from django.db import models

from hearth.rights.models.packs import (
    APART,
    Decided,
    Flag,
    HarmSaid,
    Pack,
    PackRow,
    PackState,
    WhyNot,
)
from hearth.rights.models.requests import (
    AskedBy,
    AskedHow,
    Asks,
    LogKind,
    Outcome,
    Part,
    RightsLine,
    RightsRequest,
)
from hearth.rights.models.standing import Limit, Statement, ToTell

ABOUT_SOMEONE: tuple[type[models.Model], ...] = (
    PackRow, Pack, RightsLine, ToTell, Statement, Limit, RightsRequest,
)  # fmt: skip
"""Every table of this app that knows a person, the last to go at the end."""

__all__ = [
    "ABOUT_SOMEONE",
    "APART",
    "AskedBy",
    "AskedHow",
    "Asks",
    "Decided",
    "Flag",
    "HarmSaid",
    "Limit",
    "LogKind",
    "Outcome",
    "Pack",
    "PackRow",
    "PackState",
    "Part",
    "RightsLine",
    "RightsRequest",
    "Statement",
    "ToTell",
    "WhyNot",
]
