"""Add a partnership's first workers: hearth worker add --partnership york --name ... --role ..."""

import getpass
import secrets
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django_tenants.utils import get_tenant_model, schema_context

from hearth.accounts.actions import add_worker, give_role
from hearth.accounts.roles import ROLES, Role
from hearth.foundation.errors import Refused
from hearth.places.models import Site


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        add = acts.add_parser("add", help="give somebody a sign-in and a role")
        add.add_argument("--partnership", required=True, help="its schema, such as york")
        add.add_argument("--name", required=True, help="as the team says it")
        add.add_argument(
            "--username", help="their name for signing in; made from the name if missing"
        )
        add.add_argument("--role", default=Role.NETWORK_LEAD.value, choices=Role.values)
        add.add_argument("--site", help="the site's short name, for a role at a site")

    def handle(self, **options: Any) -> None:
        schema = options["partnership"]
        if not get_tenant_model().objects.filter(schema_name=schema).exists():
            raise CommandError(f"There is no partnership {schema}. See: hearth partnership list")
        username = options["username"] or ".".join(options["name"].lower().split())
        password = self._password()
        with schema_context(schema), transaction.atomic():
            role = Role(options["role"])
            site = Site.objects.filter(slug=options["site"]).first() if options["site"] else None
            if options["site"] and not site:
                raise CommandError(f"There is no site {options['site']} in {schema}")
            if not site and not ROLES[role].whole_partnership_only:
                raise CommandError(f"{role.label} is a role at a site: name it with --site")
            try:
                worker = add_worker(
                    by=None, username=username, name=options["name"], password=password
                )
                give_role(by=None, worker=worker, role=role, site=site)
            except Refused as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{worker.name} signs in as {worker.username}")

    def _password(self) -> str:
        """Ask for a password, or make one and say it where nobody can be asked."""
        if sys.stdin.isatty():
            return getpass.getpass("Their first password (10 characters or more): ")
        password = secrets.token_urlsafe(12)
        self.stdout.write(f"First password: {password}")
        return password
