"""Finding out, from the address alone, which partnership a request is for."""

import time
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.db import connection as plain_connection
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

from hearth.registry import queries
from hearth.registry.models import Partnership
from hearth.registry.views import chooser

REMEMBERED = "hearth-partnership"
"""The cookie that remembers which demonstration network was chosen at plain localhost."""

ANYWHERE = ("localhost", "127.0.0.1", "[::1]")
KEEP_FOR = 30.0  # seconds: a new partnership is found within half a minute

connection = cast(Any, plain_connection)  # django-tenants adds the schema to Django's connection
Respond = Callable[[HttpRequest], HttpResponse]


class PartnershipOfTheAddress:
    """
    Put each request in the schema of the partnership whose address it came to.

    Everything below this line of middleware knows only one partnership. What
    comes to no partnership's address is answered here, before sessions are
    read: the shared schema has no sessions and no workers.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.known: dict[str, tuple[float, Partnership]] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":  # before any question about the host
            return healthz()
        host = split_domain_port(request.get_host())[0]
        partnership = self._at(host) or self._remembered(request, host)
        if partnership is None:
            connection.set_schema_to_public()
            return chooser(request)
        if connection.schema_name != partnership.schema_name:  # else SET search_path stands
            connection.set_tenant(partnership)
        request.partnership_name = partnership.name  # type: ignore[attr-defined]
        return self.get_response(request)

    def _at(self, host: str) -> Partnership | None:
        return self._look_up(host, queries.partnership_at)

    def _remembered(self, request: HttpRequest, host: str) -> Partnership | None:
        """Return the network chosen at plain localhost, where york.localhost is not known."""
        schema = request.COOKIES.get(REMEMBERED)
        if not (schema and settings.DEMONSTRATION and host in ANYWHERE):
            return None
        if request.path == "/choose/":
            return None
        return self._look_up(f"schema:{schema}", lambda _: queries.partnership_in(schema))

    def _look_up(
        self, key: str, question: Callable[[str], Partnership | None]
    ) -> Partnership | None:
        until, partnership = self.known.get(key, (0.0, None))
        if time.monotonic() < until:
            return partnership
        connection.set_schema_to_public()
        if partnership := question(key):
            if len(self.known) > 1000:  # addresses come from outside: never keep them without end
                self.known.clear()
            self.known[key] = (time.monotonic() + KEEP_FOR, partnership)
        return partnership


def healthz() -> HttpResponse:
    """Say that the server and its database answer."""
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
