"""Alerts that a child has come in alone: whom they are shown to, until they have been seen."""

import datetime
import json
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from hearth.accounts.queries import holders
from hearth.accounts.roles import Role
from hearth.design.words import ago_minutes
from hearth.foundation.actors import Actor, Permission
from hearth.frontdoor.models import ChildAlert, Correction
from hearth.frontdoor.moments import in_london
from hearth.frontdoor.queries.naming import named_if_private, names_of_children
from hearth.frontdoor.queries.showing import Shown, shown
from hearth.places.models import Site


@dataclass(frozen=True)
class Alert:
    """A child came in alone, and nobody whose job it is has said that they have seen this."""

    alert_id: UUID
    visit_id: UUID
    site: Site
    person: Shown
    arrived_at: datetime.datetime
    raised_at: datetime.datetime
    minutes: int
    undone: bool
    """The visit was undone afterwards. The alert stays, so that somebody asks why."""
    put_right: bool
    """Somebody said afterwards that it was not a child alone. The alert stays all the same."""
    put_right_by: str
    """Who said so, if that is still written down."""

    @property
    def since(self) -> str:
        """What was done to it since, in words; or none."""
        if self.undone:
            return "The visit was undone since: please ask why."
        if self.put_right:
            by = f" by {self.put_right_by}" if self.put_right_by else ""
            return f"Put right since{by}: not a child alone. Please check."
        return ""


def child_alerts(*, actor: Actor, now: datetime.datetime, site: Site | None = None) -> list[Alert]:
    """
    Return the alerts that nobody has seen, oldest first: at a site, or at all of the actor's.

    They are for whoever is told of children there. Where nobody is its
    safeguarding lead today they are for the team as well. Two queries, and a
    third if any was put right since; for a worker whose job it is nowhere
    there are none, and nothing is asked.
    """
    told = set(actor.places_where(Permission.SEE_CHILD_ALERTS))
    team = set(actor.places_where(Permission.TAKE_CONVERSATION)) - told
    if site:
        told, team = told & {site.pk}, team & {site.pk}
    if not told and not team:
        return []
    lead = holders(Role.SAFEGUARDING_LEAD, at=OuterRef("site"), today=in_london(now).date())
    theirs = Q(site__in=told) | (Q(site__in=team) & ~Exists(lead))
    rows = ChildAlert.objects.filter(theirs, seen_at__isnull=True)
    unseen = list(rows.select_related("site", "visit__person").order_by("raised_at", "id"))
    private = [alert.visit_id for alert in unseen if shown(alert.visit).kept_private]
    names = names_of_children(private, actor=actor)
    put_right = _who_put_right([each.visit_id for each in unseen if not each.visit.child_alone])
    return [
        Alert(
            alert_id=alert.pk,
            visit_id=alert.visit_id,
            site=alert.site,
            person=named_if_private(shown(alert.visit), names.get(alert.visit_id)),
            arrived_at=alert.visit.arrived_at,
            raised_at=alert.raised_at,
            minutes=ago_minutes(alert.raised_at, now),
            undone=alert.visit.taken_back_at is not None,
            put_right=not alert.visit.child_alone,
            put_right_by=put_right.get(alert.visit_id, ""),
        )
        for alert in unseen
    ]


def _who_put_right(visit_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return who said last, of each of these visits, that it was not a child alone."""
    if not visit_ids:
        return {}
    corrections = Correction.objects.filter(arrival_id__in=visit_ids)
    return {
        each.arrival_id: each.corrected_by.name
        for each in corrections.select_related("corrected_by").order_by("recorded_at", "id")
        if json.loads(each.was).get("child_alone")
    }


def has_safeguarding_lead(site: Site, *, now: datetime.datetime) -> bool:
    """Test if anybody is the safeguarding lead of a site today, there or for every site."""
    return holders(Role.SAFEGUARDING_LEAD, at=site.pk, today=in_london(now).date()).exists()
