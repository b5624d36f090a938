"""Who may answer for somebody's safety at a site, and what nobody answers for any more."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from hearth.accounts.models import Grant
from hearth.accounts.roles import ROLES, Role
from hearth.foundation.actors import Permission
from hearth.places.models import Site

MAY_OWN = (Role.HUB_MANAGER, Role.SAFEGUARDING_LEAD, Role.TEAM_MEMBER, Role.CONNECTOR)
"""Who can answer for it, in the order in which they are offered."""
BY_THEMSELVES = (Role.HUB_MANAGER, Role.SAFEGUARDING_LEAD)
"""Who does, where nobody is chosen: the first that a site has today."""


@dataclass(frozen=True)
class Owner:
    """Somebody who can answer for a worry or a concern."""

    id: UUID
    name: str
    role: Role

    @property
    def words(self) -> str:
        return f"{self.name} ({self.role.label.lower()})"


READS = (Permission.TELL_SAFETY, Permission.SEE_CONCERNS)
"""Whoever has one of these may come to read what was written down."""


def owners_at(
    site: Site, *, today: datetime.date, but_not: Collection[UUID | None] = ()
) -> list[Owner]:
    """
    Return who can answer for somebody's safety at a site today: its manager first. One question.

    :param but_not: sign-ins: whom it is about, if they work here, and those for whom it is not
    """
    held = Grant.objects.current(today).filter(
        Q(site=site) | Q(site__isnull=True), role__in=MAY_OWN, user__is_active=True
    )
    held = held.exclude(user__in=[one for one in but_not if one])
    grants = sorted(
        held.select_related("user"),
        key=lambda one: (
            MAY_OWN.index(Role(one.role)), one.site_id is None, one.user.name, one.user_id,
        ),
    )  # fmt: skip
    found: dict[UUID, Owner] = {}
    for one in grants:
        found.setdefault(one.user_id, Owner(one.user_id, one.user.name, Role(one.role)))
    return list(found.values())


def readers_at(site: Site, *, today: datetime.date) -> list[tuple[UUID, str]]:
    """
    Return who could come to read of somebody's safety at a site: id and name. One question.

    They are those from whom it can be kept: the site's own team, and those of the whole network.
    """
    roles = [role for role, rules in ROLES.items() if rules.allows & set(READS)]
    held = Grant.objects.current(today).filter(
        Q(site=site) | Q(site__isnull=True), role__in=roles, user__is_active=True
    )
    found = held.order_by("user__name", "user_id").values_list("user_id", "user__name")
    return list(dict.fromkeys(found))


def answers_by_itself(owners: list[Owner]) -> Owner | None:
    """Return who answers for it where nobody is chosen; None if the site has none of them."""
    return owners[0] if owners and owners[0].role in BY_THEMSELVES else None


def left_behind(today: datetime.date) -> Q:
    """Return that whoever answers for a row does not work at its site any more, or it is theirs."""
    works_there = Grant.objects.current(today).filter(
        Q(site=OuterRef("site")) | Q(site__isnull=True),
        user=OuterRef("owner"), role__in=MAY_OWN, user__is_active=True,
    )  # fmt: skip
    return Q(~Exists(works_there)) | Q(worker_id=F("owner"))
