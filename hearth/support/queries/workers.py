"""The workers beside whom somebody works, by name."""

import datetime

from django.db.models import Q, QuerySet

from hearth.accounts.models import Grant, User
from hearth.accounts.roles import ROLES
from hearth.foundation.actors import Actor, Permission

SUPPORT_PEOPLE = [role for role, rules in ROLES.items() if Permission.CHANGE_PEOPLE in rules.allows]


def workers_alongside(actor: Actor, *, today: datetime.date) -> QuerySet[User]:
    """Return who supports people at the actor's own sites today, the actor among them."""
    sites = list(actor.places_where(Permission.CHANGE_PEOPLE))
    held = Grant.objects.current(today).filter(
        Q(site__in=sites) | Q(site__isnull=True), role__in=SUPPORT_PEOPLE
    )
    there = User.objects.filter(is_active=True, id__in=held.values("user"))
    return there.order_by("name", "id")
