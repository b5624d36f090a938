"""Who can own what happens at a site: somebody of its team today. Never nobody."""

from __future__ import annotations

import datetime

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable, NegatedExpression

from hearth.accounts.models import Grant, User
from hearth.accounts.roles import ROLES
from hearth.foundation.actors import Actor, Permission
from hearth.places.models import Site


def roles_that(permission: Permission) -> list[str]:
    """Return the roles that allow something."""
    return [role for role, rules in ROLES.items() if permission in rules.allows]


def team_of(site: Site, *, permission: Permission, today: datetime.date) -> QuerySet[User]:
    """Return who may do something at a site today, by name."""
    held = Grant.objects.current(today).filter(
        Q(site=site) | Q(site__isnull=True), role__in=roles_that(permission)
    )
    there = User.objects.filter(is_active=True, id__in=held.values("user"))
    return there.order_by("name", "id")


def usual_owner(site: Site, *, writer: Actor, today: datetime.date) -> User:
    """
    Return who owns what happens at a site, unless somebody else is chosen.

    Its manager: the writer, if they are one; else one who manages this site before one who
    manages every site. Where nobody does, it is whoever wrote it down: it always has an owner.
    """
    managers = team_of(site, permission=Permission.LEAD_INCIDENTS, today=today)
    here = Grant.objects.current(today).filter(
        user=OuterRef("pk"), site=site, role__in=roles_that(Permission.LEAD_INCIDENTS)
    )
    nearest = Case(
        When(id=writer.id, then=Value(0)),
        When(Exists(here), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    manager = managers.alias(nearest=nearest).order_by("nearest", "name", "id").first()
    return manager or User.objects.get(id=writer.id)


def another_leads(actor: Actor, *, today: datetime.date) -> Exists:
    """Return whether somebody else leads incidents today at the site of a row."""
    held = Grant.objects.current(today).filter(
        Q(site=OuterRef("site")) | Q(site__isnull=True),
        user__is_active=True, role__in=roles_that(Permission.LEAD_INCIDENTS),
    )  # fmt: skip
    return Exists(held.exclude(user=actor.id))


def has_manager(site: Site, *, today: datetime.date) -> bool:
    """Test if anybody leads incidents at a site today, and so is told of them."""
    return team_of(site, permission=Permission.LEAD_INCIDENTS, today=today).exists()


def has_left(
    permission: Permission, *, today: datetime.date, who: str = "owner"
) -> NegatedExpression[Combinable]:
    """
    Return whether the owner of a row holds no role today that allows this at its site.

    :param who: the column that says who it is
    """
    held = Grant.objects.current(today).filter(
        Q(site=OuterRef("site")) | Q(site__isnull=True),
        user=OuterRef(who), user__is_active=True, role__in=roles_that(permission),
    )  # fmt: skip
    return ~Exists(held)
