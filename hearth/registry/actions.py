"""Opening a partnership. It is done by command, as the database's owner, never from a page."""

from django.db import connection
from psycopg import sql

from hearth.foundation.errors import Refused
from hearth.foundation.sealing import make_ring
from hearth.registry.models import Hostname, Partnership


class PartnershipRefused(Refused):
    """The partnership cannot be opened as asked."""


def open_partnership(*, name: str, schema: str, hostname: str) -> Partnership:
    """
    Make a partnership's schema, with every table in it, its keys, and its address.

    :raises PartnershipRefused: if the schema or the address is taken
    """
    if Partnership.objects.filter(schema_name=schema).exists():
        raise PartnershipRefused(f"There is already a partnership in the schema {schema}")
    if Hostname.objects.filter(domain=hostname).exists():
        raise PartnershipRefused(f"The address {hostname} already belongs to a partnership")
    make_ring(schema)
    partnership = Partnership(name=name, schema_name=schema)
    partnership.save(verbosity=0)
    with connection.cursor() as cursor:
        # By name and not by default privilege, which a distributed database (Citus) does not
        # tell its workers about.
        grant = sql.SQL("GRANT USAGE ON SCHEMA {} TO hearth_web").format(sql.Identifier(schema))
        cursor.execute(grant)
    Hostname.objects.create(tenant=partnership, domain=hostname, is_primary=True)
    return partnership
