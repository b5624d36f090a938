"""
How much is too much from one address, counted without keeping any.

What is kept is a number for a keyed fingerprint of the address, in this process's memory alone,
for an hour at most; the key is made anew each day and is written nowhere. The limits spare a
library's or a hub's router, behind which many people sit. With several processes each counts for
itself: the limit is then so many times as wide, which is still far below what hurts.
"""

import hashlib
import hmac
import ipaddress
import secrets
import threading
import time

from django.http import HttpRequest

PAGES_A_MINUTE = 600
TOLD_AN_HOUR = 60
SEARCHES_AN_HOUR = 200
"""How many searches from one address are noted: a robot's are not what people look for."""
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


pages = Counter(PAGES_A_MINUTE, 60)
told = Counter(TOLD_AN_HOUR, 60 * 60)
searches = Counter(SEARCHES_AN_HOUR, 60 * 60)


def asks_too_much(request: HttpRequest) -> bool:
    """Count a page; say whether its address has asked for more than anybody could read."""
    address = address_of(request)
    return bool(address) and pages.one_more(address)


def tells_too_much(request: HttpRequest) -> bool:
    """Count something told; say whether its address has told us more than people do."""
    address = address_of(request)
    return bool(address) and told.one_more(address)


def searches_too_much(request: HttpRequest) -> bool:
    """Count a search; say whether its address has searched for more than people do."""
    address = address_of(request)
    return bool(address) and searches.one_more(address)


def address_of(request: HttpRequest) -> str:
    """
    Return the public address that a request comes from; nothing where we cannot know.

    A proxy of ours stands on a private address and says in X-Forwarded-For who asked it; what
    stands further left there is only what the asker claims. Without either, all the world would
    seem to be one address, so nobody is counted.
    """
    nearest: str = request.META.get("REMOTE_ADDR", "")
    if _is_public(nearest):
        return nearest
    said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return next((part for part in reversed(said) if _is_public(part)), "")


def _is_public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False
