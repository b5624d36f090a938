"""
How much is too much from one address, counted without keeping any.

What is kept is a number for a keyed fingerprint of the address, in this process's memory alone,
for an hour at most; the key is made anew each day and is written nowhere. With several processes
each counts for itself: a limit is then so many times as wide. Who counts says how much is too
much, and spares a library's or a hub's router, behind which many people sit.
"""

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time

from django.conf import settings
from django.http import HttpRequest

AT_MOST = 50_000
"""How many addresses are counted at once, lest a flood of them fill the memory."""
A_DAY = 24 * 60 * 60
TOGETHER = "unreadable"
"""Stands for the address of all those of whom a proxy of ours says none that can be read."""
AS_MANY_TOGETHER = 20
"""How many times as much they may ask, lest a slip in a proxy shuts everybody out."""


class Counter:
    """Counts by address in stretches of time. Nothing of a stretch outlives it."""

    def __init__(self, limit: int, seconds: int) -> None:
        self.limit, self.seconds = limit, seconds
        self._stretch = -1
        self._counts: dict[bytes, int] = {}
        self._day, self._key = -1, b""
        self._lock = threading.Lock()

    def asks_too_much(self, request: HttpRequest) -> bool:
        """Count a request; say whether its address has sent more than its share."""
        address = address_of(request)
        return bool(address) and self.one_more(address)

    def one_more(self, address: str, now: float | None = None) -> bool:
        """Count one more from an address; say whether that is too much."""
        moment = time.time() if now is None else now
        with self._lock:
            if (stretch := int(moment // self.seconds)) != self._stretch:
                self._stretch, self._counts = stretch, {}
            if (day := int(moment // A_DAY)) != self._day:
                self._day, self._key = day, secrets.token_bytes(32)
            who = hmac.new(self._key, address.encode(), hashlib.sha256).digest()[:12]
            if who not in self._counts and len(self._counts) >= AT_MOST:
                return False
            self._counts[who] = self._counts.get(who, 0) + 1
            limit = self.limit * (AS_MANY_TOGETHER if address == TOGETHER else 1)
            return self._counts[who] > limit

    def forget(self) -> None:
        """Begin again."""
        with self._lock:
            self._counts = {}


def address_of(request: HttpRequest) -> str:
    """
    Return the public address that a request comes from; nothing where we cannot know.

    Each proxy of ours writes at the right of X-Forwarded-For who asked it; what stands further left
    is only what the asker claims, so the place alone says whose word an entry is (HEARTH_PROXIES).
    Without any, all the world would seem to be one address, so nobody is counted. Those of whom a
    proxy says what is no public address are counted together.
    """
    nearest = request.META.get("REMOTE_ADDR", "")
    said = request.META.get("HTTP_X_FORWARDED_FOR", "")
    nearest_first = [nearest, *(reversed(said.split(",")) if said.strip() else ())]
    proxies = settings.HEARTH_PROXIES
    if proxies is None:  # one, if who asks us is no stranger
        proxies = 0 if _public(nearest) else 1
    place = min(proxies, len(nearest_first) - 1)
    return _public(nearest_first[place]) or (TOGETHER if place else "")


def _public(written: str) -> str:
    """Return a public address; of IPv6 its /64, all of which one home or one phone has."""
    try:
        address = ipaddress.ip_address(_without_port(written.strip()))
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return _public(str(address.ipv4_mapped))
        if address.is_global:
            return str(ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))
    return str(address) if address.is_global else ""


def _without_port(written: str) -> str:
    """Return an address as it stands in 81.2.69.142:4711, [2a00:1450::1]:443 or by itself."""
    if written.startswith("["):
        return written[1:].partition("]")[0]
    return written.partition(":")[0] if written.count(":") == 1 else written
