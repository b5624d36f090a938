"""List every address, a sample of it, where that belongs, and the roles it opens for."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django_tenants.utils import schema_context

from hearth.config.pages import NO_PARTNERSHIP_S, POST_ONLY, ROLES_OF, addresses
from hearth.config.samples import NOTHING, busiest_sites, sample_of
from hearth.places.models import Site
from hearth.registry.queries import addresses as partnerships


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="as JSON, for a machine")
        parser.add_argument("--partnership", help="whose records the samples come from")

    def handle(self, **options: Any) -> None:
        schemas = [partnership.schema for partnership in partnerships()]
        schema = options["partnership"] or (
            "york" if "york" in schemas else next(iter(schemas), "")
        )
        if schema not in schemas:
            raise CommandError("There is no such partnership. See: hearth partnership list")
        with schema_context(schema):
            pages = list(self._pages())
        if options["json"]:
            self.stdout.write(json.dumps(pages, indent=2))
            return
        for page in pages:
            anybody = ["anybody"] if page["without_signing_in"] else []
            roles = ", ".join(anybody + page["roles"]) or "whoever’s page it is"
            self.stdout.write(f"{page['method']:4} {page['address']}  ({roles})")

    def _pages(self) -> Any:
        for name, path in NO_PARTNERSHIP_S.items():
            yield {
                "name": name,
                "address": path,
                "sample": path,
                "method": "GET",
                "site": "",
                "roles": [],
                "without_signing_in": True,
            }
        sites: list[Site | None] = [*busiest_sites()] or [None]
        for address in addresses():
            of_each = ((site, sample_of(address.parameters, site)) for site in sites)
            there_is = (each for each in of_each if NOTHING not in each[1].values())
            site, sample = next(there_is, (sites[0], sample_of(address.parameters, sites[0])))
            roles = ROLES_OF[address.name]
            yield {
                "name": address.name,
                "address": address.pattern,
                "sample": reverse(address.name, kwargs=sample),
                "method": "POST" if address.name in POST_ONLY else "GET",
                "site": site.slug if site else "",
                "roles": sorted(role.value for role in roles if role),
                "without_signing_in": None in roles,
            }
