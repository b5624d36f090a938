"""The benchmark's own partnership: a site, a greeter at its door, and browsers signed in."""

import datetime
from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django_tenants.utils import schema_context

from bench.serving import HOST, cookies_of
from hearth.accounts.models import Grant, User
from hearth.accounts.roles import ROLES, Role
from hearth.people.models import Acquaintance, Person
from hearth.places.models import Organisation, Site
from hearth.registry.actions import open_partnership
from hearth.registry.models import Partnership

SCHEMA = "bench"


@dataclass(frozen=True)
class Ground:
    """What every benchmark stands on."""

    site: Site
    greeter: User
    people: list[UUID]
    cookies: list[str]
    """One signed-in browser's cookies for each client."""


def ready(*, clients: int = 16, people: int = 50) -> Ground:
    """Make the partnership if it is not there, and sign the browsers in. Run as the owner."""
    if not Partnership.objects.filter(schema_name=SCHEMA).exists():
        open_partnership(name="Bench", schema=SCHEMA, hostname=HOST)
    with schema_context(SCHEMA):
        site, greeter = door()
        known = _people(site, people)
        return Ground(site, greeter, known, [sign_in(greeter) for _ in range(clients)])


def door() -> tuple[Site, User]:
    """Return a site and its greeter, made if they are not there."""
    organisation, _ = Organisation.objects.get_or_create(name="Bench Trust")
    site, _ = Site.objects.get_or_create(
        slug="bench-door", defaults={"name": "Bench door", "run_by": organisation}
    )
    greeter, _ = User.objects.get_or_create(username="bench", defaults={"name": "Bench"})
    Grant.objects.get_or_create(user=greeter, site=site, role=Role.GREETER)
    return site, greeter


def worker(role: Role, site: Site) -> User:
    """Return a worker with a role, made if they are not there."""
    name = f"bench-{role.lower()}"
    found, _ = User.objects.get_or_create(username=name, defaults={"name": name})
    at = None if ROLES[role].whole_partnership_only else site
    Grant.objects.get_or_create(user=found, site=at, role=role)
    return found


def sign_in(user: User, *, site: str = "bench-door") -> str:
    """Return the cookies of a browser in which this worker has signed in and chosen a site."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["site"] = site
    session.create()
    return cookies_of(session.session_key)


def _people(site: Site, number: int) -> list[UUID]:
    today = timezone.localdate()
    there = list(Person.objects.known_to(site).values_list("id", flat=True)[:number])
    for n in range(number - len(there)):
        person = Person.objects.create(
            known_as=f"Bench {n}", known_at=[site.id], greeted_at=[site.id], held_by=site.run_by
        )
        Acquaintance.objects.create(
            person=person,
            site=site,
            since=today - datetime.timedelta(days=30),
            last_welcomed_on=today,
        )
        there.append(person.id)
    return there
