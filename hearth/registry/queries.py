"""Questions about which partnerships there are."""

from dataclasses import dataclass
from typing import cast

from hearth.registry.models import Hostname, Partnership


@dataclass(frozen=True)
class Address:
    """Where to find one partnership."""

    name: str
    schema: str
    hostname: str


def addresses() -> list[Address]:
    """Return every partnership's own address, by name."""
    hostnames = Hostname.objects.filter(is_primary=True).select_related("tenant")
    return [
        Address(hostname.tenant.name, hostname.tenant.schema_name, str(hostname.domain))
        for hostname in hostnames.order_by("tenant__name")
    ]


def partnership_at(hostname: str) -> Partnership | None:
    """Return the partnership that is found at a host name, if there is one."""
    found = Hostname.objects.filter(domain=hostname).select_related("tenant").first()
    return cast(Partnership, found.tenant) if found else None


def partnership_in(schema: str) -> Partnership | None:
    """Return the partnership whose schema this is, if there is one."""
    return cast("Partnership | None", Partnership.objects.filter(schema_name=schema).first())
