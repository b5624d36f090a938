"""Who can be booked, and who can watch: the workers of a hub, by name."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.accounts.models import Grant, User
from hearth.accounts.queries import holders, who_may_at
from hearth.accounts.roles import ROLES, Role
from hearth.foundation.actors import Permission


def team_at(sites: Collection[UUID], *, today: datetime.date) -> QuerySet[User]:
    """Return who supports people at these sites today: they can be booked."""
    return _who(Permission.CHANGE_PEOPLE, sites, today)


def may_watch_at(site_id: UUID, *, today: datetime.date) -> QuerySet[User]:
    """Return who works in a site's team today, greeters too: they can be somebody's buddy."""
    return _who(Permission.RECORD_VISIT, [site_id], today)


def has_manager(site_id: UUID, *, today: datetime.date) -> bool:
    """Test if anybody runs the hub today, and so hears of a visit that is long overdue."""
    return holders(Role.HUB_MANAGER, at=site_id, today=today).exists()


def who_answers_at(site_id: UUID, *, today: datetime.date) -> QuerySet[User]:
    """Return who watches over lone visits at a hub: who runs it, or all its team if nobody does."""
    managers = who_may_at(Permission.WATCH_VISITS, [site_id], today=today)
    return managers if managers.exists() else may_watch_at(site_id, today=today)


def _who(permission: Permission, sites: Collection[UUID], today: datetime.date) -> QuerySet[User]:
    roles = [role for role, rules in ROLES.items() if permission in rules.allows]
    held = Grant.objects.current(today).filter(
        Q(site__in=list(sites)) | Q(site__isnull=True), role__in=roles
    )
    there = User.objects.filter(is_active=True, id__in=held.values("user"))
    return there.order_by("name", "id")
