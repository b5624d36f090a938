"""What a hub has decided about its letterbox, and who reads it."""

import datetime
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from hearth.accounts.models import Grant, User
from hearth.accounts.roles import MAY_BE_SHARED_WITH, ROLES, Role
from hearth.design.words import listed
from hearth.foundation.actors import Permission
from hearth.foundation.audiences import role_at
from hearth.frontdoor.models import Presence
from hearth.letterbox.models import Letter, Letterbox, OnDuty
from hearth.places.models import Site, SiteQuerySet

MAY_READ = tuple(
    role for role in MAY_BE_SHARED_WITH if Permission.READ_LETTERS in ROLES[role].allows
)
"""The roles that a hub can name."""
ALWAYS = Role.HUB_MANAGER
A_SHIFT = datetime.timedelta(hours=16)
"""Whoever came in longer ago has forgotten to say that they left: nobody works for longer."""
READ_WITHIN, LOUDER_AFTER = 120, 10
"""Minutes: for a message of the time the hub is open, and for a worst day. Our own choice."""
LABELS = {
    Role.TEAM_MEMBER: "the team members",
    Role.CONNECTOR: "the connectors",
    Role.HUB_MANAGER: "the hub manager",
}


class HandedOverAt(Protocol):
    """Says who handed the board of a site over, and has not come on again since."""

    def __call__(self, site_id: UUID, *, now: datetime.datetime) -> frozenset[UUID]: ...


@dataclass(frozen=True)
class BoxSaid:
    """A hub's letterbox, as it is decided."""

    roles: tuple[str, ...] = tuple(MAY_READ)
    read_within: int = READ_WITHIN
    louder_after: int = LOUDER_AFTER
    takes_messages: bool = True

    def who_reads(self, site: Site) -> str:
        """Say who reads: "the team members and the hub manager at Acomb"."""
        named = [LABELS[Role(role)] for role in self.reading_roles()]
        return f"{listed(named)} at {site.name}"

    def reading_roles(self) -> list[str]:
        """Return the roles that read what is written now."""
        return [role for role in MAY_READ if role in (*self.roles, ALWAYS)]

    def audiences(self, site: Site) -> list[UUID]:
        """Return the ids of those roles, at a hub."""
        return [role_at(site.id, role) for role in self.reading_roles()]


def box_of(site: Site) -> BoxSaid:
    """Return what a hub has decided, or the usual."""
    return _said(Letterbox.objects.filter(site=site).first())


def boxes_of(sites: list[Site]) -> dict[UUID, BoxSaid]:
    """Return what hubs have decided, by their ids: one question."""
    rows = {row.site_id: row for row in Letterbox.objects.filter(site__in=sites)}
    return {site.id: _said(rows.get(site.id)) for site in sites}


def _said(row: Letterbox | None) -> BoxSaid:
    if row is None:
        return BoxSaid()
    return BoxSaid(tuple(row.roles), row.read_within, row.louder_after, row.takes_messages)


def sites_to_write_to() -> SiteQuerySet:
    """Return the hubs that take messages, by name."""
    closed = Letterbox.objects.filter(takes_messages=False).values("site")
    return Site.objects.welcoming().exclude(id__in=closed).order_by("name", "id")


def readers_of(letter: Letter, *, today: datetime.date) -> QuerySet[User]:
    """Return who reads a letter today, by name: never the person themselves."""
    named = [role for role in MAY_READ if role_at(letter.site_id, role) in letter.for_roles]
    return _but_them(letter, _holding([*named, ALWAYS], letter.site_id, today))


def who_runs(letter: Letter, *, today: datetime.date) -> QuerySet[User]:
    """Return who runs the hub to which a letter was written; all who read it, if nobody does."""
    runs = _but_them(letter, _holding([ALWAYS], letter.site_id, today))
    return runs if runs.exists() else readers_of(letter, today=today)


def on_duty_for(letter: Letter, *, now: datetime.datetime, today: datetime.date) -> set[UUID]:
    """
    Return to whom a worst day comes first: who is on duty, if one of them is in the building; else
    to them and to all who are in the building; else to all who read there. Only those who read it.

    Where all who are in the building have handed its board over, it is as if nobody were.
    """
    readers = set(readers_of(letter, today=today).values_list("id", flat=True))
    on_duty = readers & _on_duty(letter.site_id, now)
    inside = readers & _inside(letter.site_id, now)
    if on_duty & inside:
        return on_duty
    is_anybody = on_duty or inside - _handed_over(letter.site_id, now)
    return on_duty | inside if is_anybody else readers


def who_is_there(letter: Letter, *, now: datetime.datetime, today: datetime.date) -> set[UUID]:
    """Return who reads a letter and is on duty, or in the building."""
    readers = set(readers_of(letter, today=today).values_list("id", flat=True))
    return readers & (_on_duty(letter.site_id, now) | _inside(letter.site_id, now))


def _on_duty(site_id: UUID, now: datetime.datetime) -> set[UUID]:
    there = OnDuty.objects.filter(site=site_id, from_at__lte=now, until_at__gt=now)
    return set(there.values_list("worker_id", flat=True))


def _inside(site_id: UUID, now: datetime.datetime) -> set[UUID]:
    there = Presence.objects.filter(site=site_id, left_at__isnull=True, came_at__gt=now - A_SHIFT)
    return {one for one in there.values_list("user_id", flat=True) if one}


def _handed_over(site_id: UUID, now: datetime.datetime) -> frozenset[UUID]:
    """Ask an app beside this one, which may not be named here: the settings name the question."""
    ask: HandedOverAt = import_string(settings.HANDED_OVER_AT)
    return ask(site_id, now=now)


def _but_them(letter: Letter, workers: QuerySet[User]) -> QuerySet[User]:
    """Nobody reads as a worker what they wrote as a person."""
    return workers.exclude(id=letter.worker_id) if letter.worker_id else workers


def _holding(roles: list[str], site_id: UUID, today: datetime.date) -> QuerySet[User]:
    held = Grant.objects.current(today).filter(
        Q(site=site_id) | Q(site__isnull=True), role__in=roles
    )
    there = User.objects.filter(is_active=True, id__in=held.values("user"))
    return there.order_by("name", "id")
