"""What every page knows: where one can go, as whom, and what cannot wait."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.models import User
from hearth.design.words import clock, day
from hearth.directory.queries.lists import crisis_overdue
from hearth.foundation.actors import Actor, Permission
from hearth.frontdoor.queries import child_alerts

PLACES_TO_GO = [
    ("Welcome", "frontdoor:welcome", Permission.RECORD_VISIT),
    ("Today", "desk:today", Permission.SEE_VISITS),
    ("In the building", "frontdoor:building", Permission.SEE_VISITS),
    ("People", "people:people", Permission.GREET_PEOPLE),
    ("Messages", "outgoing:outgoing", Permission.CHANGE_PEOPLE),
    ("Reports", "evidence:attendance", Permission.READ_REPORTS),
    ("What is missing", "directory:needs", Permission.SEE_NEEDS),
    ("Sheets", "sheets:sheets", Permission.IMPORT_SHEET),
    ("Places", "places:sites", Permission.SEE_PLACES),
    ("Directory", "directory:entries", Permission.KEEP_DIRECTORY),
    ("Lists in and out", "exchange:lists", Permission.KEEP_DIRECTORY),
    ("Workers", "accounts:workers", Permission.KEEP_WORKERS),
    ("Trail", "desk:trail", Permission.READ_TRAIL),
]


@dataclass(frozen=True)
class Loud:
    """Something that cannot wait, on every page of whoever must know, until it has been seen."""

    words: str
    href: str
    """The page on which it is seen to. That page says it itself."""
    link: str
    since: str = ""
    """What was done to it since."""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """
    Return what page.jinja draws around every page.

    It asks the database nothing, but once for those whose job it is to know of
    a child who has come in alone.
    """
    worker = getattr(request, "actor", None)
    page: dict[str, Any] = {
        "partnership_name": getattr(request, "partnership_name", ""),
        "demonstration": settings.DEMONSTRATION,
    }
    if isinstance(worker, User) or getattr(worker, "is_authenticated", False):
        assert worker is not None
        page["worker_name"] = worker.label
        page["help_from"] = _help_from(worker)
        page["navigation"] = [
            (words, address, request.path.startswith(address))
            for words, address in (
                (words, reverse(name))
                for words, name, may in PLACES_TO_GO
                if worker.may_somewhere(may) and not _is_within_another(name, worker)
            )
        ]
        page["loud"] = _loud(worker)
    return page


def _is_within_another(name: str, worker: Actor) -> bool:
    """Test if a place is on the way from another: who keeps the directory finds its gaps there."""
    return name == "directory:needs" and worker.may_somewhere(Permission.KEEP_DIRECTORY)


def _help_from(worker: Actor) -> str:
    """Say whom to ask: the next one up."""
    if worker.may_everywhere(Permission.KEEP_PLACE):
        return ""
    if worker.may_somewhere(Permission.KEEP_PLACE) or worker.may_somewhere(
        Permission.KEEP_DIRECTORY
    ):
        return "your network lead"
    return "your hub manager" if worker.may_somewhere(Permission.SEE_VISITS) else ""


def _loud(worker: Actor) -> list[Loud]:
    now = timezone.now()
    return _loud_crisis(worker, now) + [
        Loud(
            f"A child has come in alone at {alert.site.name}, {_when(alert.raised_at, now)}",
            f"{reverse('desk:today')}?site={alert.site.slug}",
            f"See it on Today at {alert.site.name}",
            alert.since,
        )
        for alert in child_alerts(actor=worker, now=now)
    ]


def _loud_crisis(worker: Actor, now: datetime.datetime) -> list[Loud]:
    """Return that crisis help in the directory is overdue, for who leads it: one question."""
    late = crisis_overdue(actor=worker, today=timezone.localdate(now))
    if not late:
        return []
    words = "Crisis help has not been confirmed in time"
    if late > 1:
        words = f"{late} entries for crisis help have not been confirmed in time"
    return [Loud(words, f"{reverse('directory:entries')}?show=crisis", "See which, and ring them")]


def _when(moment: datetime.datetime, now: datetime.datetime) -> str:
    """Return the time today, or else with its day."""
    is_today = timezone.localdate(moment) == timezone.localdate(now)
    return f"at {clock(moment)}" if is_today else f"at {clock(moment)} on {day(moment)}"
