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
from collections.abc import Callable

from django.http import HttpRequest

AT_MOST = 50_000
"""How many addresses are counted at once, lest a flood of them fill the memory."""
A_DAY = 24 * 60 * 60


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
            return self._counts[who] > self.limit

    def forget(self) -> None:
        """Begin again."""
        with self._lock:
            self._counts = {}


class AtOnce:
    """Lets in a few at a time, and one of each address. An address is known while it is in."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._inside: list[str] = []
        self._lock = threading.Lock()

    def let_in(self, request: HttpRequest) -> Callable[[], None] | None:
        """Return what lets it out again, which may be called twice; None if there is no room."""
        address = address_of(request)
        with self._lock:
            if len(self._inside) >= self.limit or (address and address in self._inside):
                return None
            self._inside.append(address)
        is_out = threading.Event()

        def let_out() -> None:
            with self._lock:
                if not is_out.is_set():
                    is_out.set()
                    self._inside.remove(address)

        return let_out


def address_of(request: HttpRequest) -> str:
    """
    Return the public address that a request comes from; nothing where we cannot know.

    A proxy of ours stands on a private address and says in X-Forwarded-For who asked it; what
    stands further left there is only what the asker claims. Without either, all the world would
    seem to be one address, so nobody is counted.
    """
    said = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    nearest_first = [request.META.get("REMOTE_ADDR", ""), *reversed(said)]
    return next((found for each in nearest_first if (found := _public(each.strip()))), "")


def _public(written: str) -> str:
    """Return a public address; of IPv6 its /64, all of which one home or one phone has."""
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return _public(str(address.ipv4_mapped))
        if address.is_global:
            return str(ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))
    return str(address) if address.is_global else ""
