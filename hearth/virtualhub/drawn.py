"""
When a form was drawn, signed, for it to bring back: what comes back at once was written by no hand.
"""

import time

from django.core import signing

A_HUMAN_NEEDS = 3.0
"""Seconds. Nobody reads the page and writes something faster."""
SALT = "virtualhub.told"


def drawn_at(now: float | None = None) -> str:
    """Return a moment, signed; this one unless another is given."""
    return signing.dumps(round(time.time() if now is None else now, 1), salt=SALT)


def when_drawn(said: str) -> float | None:
    """Return the moment that a form brought back; None for one that we did not sign."""
    try:
        at = signing.loads(said, salt=SALT)
    except signing.BadSignature:
        return None
    return float(at) if isinstance(at, float | int) else None


def still_drawn_at(said: str) -> str:
    """Return what a form brought back for it to carry again; this moment if we did not sign it."""
    return drawn_at() if when_drawn(said) is None else said


def was_read(said: str) -> bool:
    """Test if a form was drawn by us, long enough ago for somebody to have read it."""
    at = when_drawn(said)
    return at is not None and time.time() - at >= A_HUMAN_NEEDS
