"""Signing in, and what each worker may do where."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Collection
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hearth.accounts.roles import MAY_BE_SHARED_WITH, ROLES, Role
from hearth.foundation.actors import Permission, Place
from hearth.foundation.audiences import role_at
from hearth.foundation.identifiers import uuid7
from hearth.foundation.models import Record
from hearth.places.models import Organisation, Site


def usual_form(username: str) -> str:
    """Return a name for signing in as it is stored: small letters, no space around it."""
    return unicodedata.normalize("NFKC", username).strip().lower()


class User(AbstractBaseUser):
    """A worker's sign-in; or a person's to their own pages, which does not say whose it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.TextField(unique=True)
    name = models.TextField()
    works_for = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="workers"
    )
    is_active = models.BooleanField(default=True)
    added_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who gave them the sign-in, and keeps it until they hold a role. Nobody, if by command."""
    own_pages = models.BooleanField(default=False, editable=False)
    """A person's sign-in to their own pages: nobody of the team, on no list, no password. Whose
    it is stands behind a wall (see people.models.own_pages)."""

    themselves: UUID | None = None
    """The person who acts, on their own pages; None for a worker. people.own_pages says it."""

    objects = BaseUserManager["User"]()

    USERNAME_FIELD = "username"

    class Privacy:
        personal = ["last_login", "name", "password", "username"]
        plain = ["added_by", "is_active", "own_pages", "works_for"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_user_of_own_pages_is_no_worker",
                condition=Q(own_pages=False)
                | Q(works_for=None, password__startswith=UNUSABLE_PASSWORD_PREFIX),
            ),
        ]

    @property
    def label(self) -> str:
        return self.name

    def may(self, permission: Permission, *, at: Place) -> bool:
        """Test if a grant at that place, or for the whole partnership, allows this today."""
        return self.may_everywhere(permission) or at.id in self.places_where(permission)

    def may_somewhere(self, permission: Permission) -> bool:
        return any(permission in ROLES[role].allows for role, _ in self.held)

    def may_everywhere(self, permission: Permission) -> bool:
        return any(permission in ROLES[role].allows for role, site in self.held if site is None)

    def places_where(self, permission: Permission) -> Collection[UUID]:
        """Return the sites at which some grant allows this today."""
        if self.may_everywhere(permission):
            return self.all_sites
        held = self.held
        return {site for role, site in held if site and permission in ROLES[role].allows}

    @cached_property
    def held(self) -> list[tuple[str, UUID | None]]:
        """The roles held today, each with its site, or None for the whole partnership."""
        if self.own_pages:
            return []
        grants = self.grants.current(timezone.localdate())
        return list(grants.values_list("role", "site_id"))

    @cached_property
    def audiences(self) -> frozenset[UUID]:
        """
        The ids by which people share something with this worker: their own, their organisation's,
        and each role that they hold in a team. Whoever holds no role today has none.
        """
        ids = {
            role_at(at, role)
            for role, site in self.held
            if role in MAY_BE_SHARED_WITH
            for at in ([site] if site else self.all_sites)
        }
        if self.held:
            ids |= {self.id, *([self.works_for_id] if self.works_for_id else [])}
        return frozenset(ids)

    @cached_property
    def all_sites(self) -> frozenset[UUID]:
        """Every site there is, for those who hold a role for the whole partnership."""
        return frozenset(Site.objects.values_list("id", flat=True))


class GrantQuerySet(models.QuerySet["Grant"]):
    """Adjectives for grants."""

    def current(self, day: datetime.date) -> GrantQuerySet:
        begun = Q(from_on__isnull=True) | Q(from_on__lte=day)
        not_over = Q(until_on__isnull=True) | Q(until_on__gte=day)
        return self.filter(begun & not_over)


class Grant(Record):
    """A role that a worker holds at a site, or for the whole partnership, from and until a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    role = models.TextField(choices=Role)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Privacy:
        personal: list[str] = []
        plain = ["from_on", "role", "site", "until_on", "user"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="accounts_grant_ends_after_it_begins",
                condition=Q(from_on__isnull=True)
                | Q(until_on__isnull=True)
                | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.role} at {self.site_id or 'every site'}"


class Session(AbstractBaseSession):
    """A signed-in browser. It knows its worker, so that one question finds both."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")

    objects: ClassVar[Any] = BaseSessionManager()

    class Privacy:
        personal = ["session_data", "session_key", "user"]
        plain = ["expire_date"]

    @classmethod
    def get_session_store_class(cls) -> type:
        from hearth.accounts.sessions import SessionStore

        return SessionStore


class SignInTry(models.Model):
    """A wrong password for a name, counted so that nobody can go on guessing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.TextField()
    at = models.DateTimeField()

    class Privacy:
        personal = ["username"]
        plain = ["at"]

    class Meta:
        indexes = [models.Index(fields=["username", "at"], name="accounts_sign_in_tries")]

    def __str__(self) -> str:
        return f"{self.username} at {self.at}"
