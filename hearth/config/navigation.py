"""What every page knows: where one can go, as whom, and what cannot wait."""

import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.models import User
from hearth.config.loudly import Loud, loud_erasing
from hearth.design.words import clock, day, plural
from hearth.diary.queries import loud_visits
from hearth.directory.queries.lists import crisis_overdue
from hearth.foundation.actors import Actor, Permission
from hearth.frontdoor.queries import child_alerts
from hearth.handover.queries import Late, late_at
from hearth.incidents.queries import agreements_due, incidents_that_cannot_wait
from hearth.introductions.queries import how_many_wait, nobody_took
from hearth.letterbox.queries import loud_letters, unread_beyond
from hearth.people.queries import how_many_to_review, last_days_of_what_is_held
from hearth.rights.queries import how_many_are_late, statements_beside
from hearth.safety.queries import cannot_wait, how_many_unanswered

PLACES_TO_GO = [
    ("Welcome", "frontdoor:welcome", Permission.RECORD_VISIT),
    ("Today", "desk:today", Permission.SEE_VISITS),
    ("Handover", "desk:handover", Permission.HAND_OVER),
    ("My people", "support:my_people", Permission.CHANGE_PEOPLE),
    ("Introductions", "introductions:introductions", Permission.CHANGE_PEOPLE),
    ("Letterbox", "letterbox:letters", Permission.READ_LETTERS),
    ("Keeping safe", "safety:worries", Permission.TELL_SAFETY),
    ("Keeping safe", "safety:worries", Permission.SEE_CONCERNS),
    ("Diary", "diary:diary", Permission.CHANGE_PEOPLE),
    ("Diary", "diary:hub", Permission.SEE_VISITS),
    ("In the building", "frontdoor:building", Permission.SEE_VISITS),
    ("People", "people:people", Permission.GREET_PEOPLE),
    ("Incidents", "incidents:incidents", Permission.WRITE_INCIDENT),
    ("Incidents", "incidents:counted", Permission.COUNT_INCIDENTS),
    ("Shared with us", "people:shared", Permission.SEE_SHARED),
    ("Introduced to us", "introductions:incoming", Permission.SEE_SHARED),
    ("Messages", "outgoing:outgoing", Permission.CHANGE_PEOPLE),
    ("Reports", "evidence:attendance", Permission.READ_REPORTS),
    ("Questionnaires", "outcomes:measures", Permission.CHOOSE_MEASURES),
    ("Money", "commissioning:overview", Permission.SEE_MONEY),
    ("What is missing", "directory:needs", Permission.SEE_NEEDS),
    ("Sheets", "sheets:sheets", Permission.IMPORT_SHEET),
    ("Places", "places:sites", Permission.SEE_PLACES),
    ("Directory", "directory:entries", Permission.KEEP_DIRECTORY),
    ("Lists in and out", "exchange:lists", Permission.KEEP_DIRECTORY),
    ("Workers", "accounts:workers", Permission.KEEP_WORKERS),
    ("Opened for a reason", "openings:openings", Permission.REVIEW_OPENINGS),
    ("Held back", "people:held_back", Permission.HOLD_BACK),
    ("Rights", "rights:requests", Permission.ANSWER_RIGHTS),
    ("Erasing", "erasing:erasings", Permission.DECIDE_ERASING),
    ("Trail", "desk:trail", Permission.READ_TRAIL),
]


LOUD_OF = {
    "WORST_DAY": "Somebody says it is their worst day",
    "ANSWERED": "Somebody answered a question in a way that you look at now",
}
"""How a page says what came to whoever is on duty, by its kind."""
SAID_ONE_BY_ONE = 2
"""Incidents that are said each by itself; more are said together."""

A_DAY = datetime.timedelta(days=1)
"""How long before its last day it is loud that something is held back no longer."""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """
    Return what page.jinja draws around every page.

    It asks the database nothing, but once for each thing that cannot wait, for those whose job it
    is: a child who has come in alone, crisis help overdue, a record opened without a right to it,
    something held back that is about to be told, an incident that is new or has lost its owner, an
    agreement that nobody looked at in time, a line of a handover board past its time, what was
    asked to be erased or kept until today.
    """
    worker = getattr(request, "actor", None)
    page: dict[str, Any] = {
        "partnership_name": getattr(request, "partnership_name", ""),
        "demonstration": settings.DEMONSTRATION,
    }
    if getattr(worker, "themselves", None):
        return page  # on their own pages nobody is led to the team’s
    if isinstance(worker, User) or getattr(worker, "is_authenticated", False):
        assert worker is not None
        page["worker_name"] = worker.label
        page["help_from"] = _help_from(worker)
        page["navigation"] = [
            (words, address, request.path.startswith(address))
            for words, address in (
                (words, reverse(name))
                for words, name, may in PLACES_TO_GO
                if worker.may_somewhere(may) and not _is_within_another(name, may, worker)
            )
        ]
        page["loud"] = _loud(worker)
        page["own_words"] = partial(statements_beside, actor=worker)
    return page


def _is_within_another(name: str, may: Permission, worker: Actor) -> bool:
    """
    Test if a place is on the way from another: who keeps the directory finds its gaps there, and
    who has a diary finds the hub's.
    """
    if name == "safety:worries" and may == Permission.SEE_CONCERNS:
        return worker.may_somewhere(Permission.TELL_SAFETY)
    if name == "incidents:counted":
        return worker.may_somewhere(Permission.WRITE_INCIDENT)
    if name == "diary:hub":
        return worker.may_somewhere(Permission.CHANGE_PEOPLE)
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
    return (
        _loud_letters(worker, now)
        + _loud_visits(worker, now)
        + _loud_crisis(worker, now)
        + _loud_openings(worker)
        + _loud_held_back(worker, now)
        + _loud_safety(worker, now)
        + _loud_incidents(worker, now)
        + _loud_lines(worker, now)
        + _loud_incoming(worker, now)
        + _loud_rights(worker, now)
        + loud_erasing(worker, now)
        + _loud_asked(worker)
        + [
            Loud(
                f"A child has come in alone at {alert.site.name}, {_when(alert.raised_at, now)}",
                f"{reverse('desk:today')}?site={alert.site.slug}",
                f"See it on Today at {alert.site.name}",
                alert.since,
            )
            for alert in child_alerts(actor=worker, now=now)
        ]
    )


def _loud_letters(worker: Actor, now: datetime.datetime) -> list[Loud]:
    """Return a worst day that nobody has read, and what nobody has in time: two asks at most."""
    waits = loud_letters(worker, now=now)
    said = [
        Loud(
            f"{LOUD_OF.get(row.kind, LOUD_OF['WORST_DAY'])}, to {row.site_name}, "
            f"{_when(row.written_at, now)}. "
            + ("It was handed on, and is not opened" if row.taken_at else "Nobody has read it yet"),
            reverse("letterbox:letter", args=[row.id]),
            "Read it now",
        )
        for row in waits.worst_days
    ]
    href = reverse("letterbox:letters")
    if waits.late:
        words = "Nobody has read a message, and somebody was told that we would by now"
        if waits.late > 1:
            words = f"Nobody has read {waits.late} messages, and people were told that we would"
        said.append(Loud(words, href, "See it" if waits.late == 1 else "See which"))
    if waits.handed_on:
        words = "What somebody wrote to us was handed on to you, and you have not opened it yet"
        said.append(Loud(words, href, "Open it"))
    if waits.left_behind:
        words = "What somebody wrote to us has nobody: whoever had it does not work there now"
        said.append(Loud(words, href, "Take it over, or hand it on"))
    said += [
        Loud(
            f"At {site.name} nobody has read that it is somebody’s worst day, or an answer",
            reverse("places:site", args=[site.slug]),
            "Ring them now",
        )
        for site in unread_beyond(worker)
    ]
    return said


def _loud_visits(worker: Actor, now: datetime.datetime) -> list[Loud]:
    """Return who went out alone and is not back, for those who work in a hub: one question."""
    if not worker.may_somewhere(Permission.RECORD_VISIT):
        return []
    return [
        Loud(
            late.words,
            reverse("diary:visit", args=[late.id]),
            "Say that you are back, or need longer" if late.is_mine else "See what you agreed",
        )
        for late in loud_visits(actor=worker, now=now)
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


def _loud_openings(worker: Actor) -> list[Loud]:
    """Return that records were opened with no right to them, for who reviews that: one ask."""
    waiting = how_many_to_review(worker)
    if not waiting:
        return []
    words = "A record was opened for a reason that could not wait"
    if waiting > 1:
        words = f"{waiting} records were opened for a reason that could not wait"
    return [Loud(words, reverse("openings:openings"), "See why, and say what you found")]


def _loud_held_back(worker: Actor, now: datetime.datetime) -> list[Loud]:
    """Return that something held back is about to be told, for who holds things back: two asks."""
    if not worker.may_somewhere(Permission.HOLD_BACK):
        return []
    today = timezone.localdate(now)
    ending = last_days_of_what_is_held(worker, today=today, by=today + A_DAY)
    if not ending:
        return []
    words = f"Something that is held back can be read from {day(ending[0] + A_DAY)}"
    return [Loud(words, reverse("people:held_back"), "Look at it again before then")]


def _loud_safety(worker: Actor, now: datetime.datetime) -> list[Loud]:
    """Return what is new to them, left behind or late to look at: two asks at most."""
    waits = cannot_wait(worker, now)
    said = []
    if waits.unopened:
        words = "Somebody’s safety is yours to look after, and you have not opened it yet"
        said.append(Loud(words, reverse("safety:worries"), "Open it now"))
    if waits.left_behind:
        words = "Somebody’s safety has nobody to look after it: whoever did does not work there now"
        said.append(Loud(words, reverse("safety:worries"), "Take it on, or hand it over"))
    if waits.late:
        words = "A safety concern of yours is late to be looked at"
        if waits.late > 1:
            words = f"{waits.late} safety concerns of yours are late to be looked at"
        said.append(Loud(words, reverse("safety:worries"), "Look now"))
    if how_many_unanswered(worker):
        words = "Somebody’s safety has nobody to look after it"
        said.append(Loud(words, reverse("safety:unanswered"), "See where, and tell them today"))
    return said


def _loud_rights(worker: Actor, now: datetime.datetime) -> list[Loud]:
    """Return what should have been answered by now, for who answers for it: one question."""
    late = how_many_are_late(worker, today=timezone.localdate(now))
    if not late:
        return []
    words = "Somebody asked about their record, and should have had an answer by now"
    if late > 1:
        words = f"{late} people asked about their record, and should have had an answer by now"
    return [Loud(words, reverse("rights:requests"), "See who, and answer today")]


def _loud_asked(worker: Actor) -> list[Loud]:
    """Return that somebody is introduced to their organisation, for a partner's: one question."""
    waiting = how_many_wait(worker) if worker.may_somewhere(Permission.SEE_SHARED) else 0
    if not waiting:
        return []
    words = "Somebody is introduced to you, and waits for your answer"
    if waiting > 1:
        words = f"{waiting} people are introduced to you, and wait for your answer"
    return [Loud(words, reverse("introductions:incoming"), "Read it, and answer")]


def _loud_incidents(worker: Actor, now: datetime.datetime) -> list[Loud]:
    """Return incidents that lead nowhere yet, and agreements overdue: a question each."""
    today = timezone.localdate(now)
    loud = []
    waiting = incidents_that_cannot_wait(worker, today=today)
    if len(waiting) > SAID_ONE_BY_ONE:
        words = f"{len(waiting)} incidents wait for you: they are new, or have lost their owner"
        loud.append(Loud(words, reverse("incidents:incidents"), "See which"))
        waiting = ()
    for each in waiting:
        words = f"Something happened at {each.site}, and waits for you to see it"
        if each.owner_left:
            words = f"An incident at {each.site} has lost its owner, who has left"
        loud.append(Loud(words, reverse("incidents:incident", args=[each.id]), "See it"))
    loud += [
        Loud(
            f"At {due.site}, how somebody comes in safely was to be looked at again by "
            f"{day(due.look_again_on)}",
            reverse("incidents:agreement", args=[due.person_id, due.id]),
            "Look at it again with them",
            "Whoever looked after it has left." if due.owner_left else "",
        )
        for due in agreements_due(worker, by=today)
        if due.is_past
    ]
    return loud


def _loud_lines(worker: Actor, now: datetime.datetime) -> list[Loud]:
    """Return what is past its time on a board, for who leads a team: two questions or more."""
    return [
        Loud(
            f"On the handover board at {late.site}, {plural(late.count, 'line')} past "
            f"{'its' if late.count == 1 else 'their'} time{_nobody_has(late)}",
            f"{reverse('desk:handover')}?site={late.slug}",
            "See what, and say who has it" if late.nobodys else "See what, and who has it",
        )
        for late in late_at(worker, now=now)
    ]


def _nobody_has(late: Late) -> str:
    if late.nobodys in (0, late.count):
        them = "it" if late.count == 1 else "them"
        return f", and nobody has {them}" if late.nobodys else ""
    return f", and nobody has {late.nobodys} of them"


def _loud_incoming(worker: Actor, now: datetime.datetime) -> list[Loud]:
    """Return who was introduced and is taken by nobody, for who runs a hub: five asks at most."""
    if not worker.may_somewhere(Permission.KEEP_WORKERS):
        return []
    return [
        Loud(
            f"{plural(count, 'person', 'people')} introduced to {site} "
            f"{'waits' if count == 1 else 'wait'}, and nobody has taken it",
            reverse("introductions:incoming"),
            "See who, and say who looks after it",
        )
        for site, count in nobody_took(worker, today=timezone.localdate(now))
    ]


def _when(moment: datetime.datetime, now: datetime.datetime) -> str:
    """Return the time today, or else with its day."""
    is_today = timezone.localdate(moment) == timezone.localdate(now)
    return f"at {clock(moment)}" if is_today else f"at {clock(moment)} on {day(moment)}"
