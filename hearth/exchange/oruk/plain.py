"""Addresses, days and numbers as the standard writes them, and nothing that it would call wrong."""

import datetime
import re
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import iri_to_uri

OURS = UUID("6f0a4f0e-7a55-5b1c-9a41-3c2f4b7d9e10")
"""The namespace of identifiers that we make for what has no row of its own."""

_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?([/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?")
_BARE = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+([/?#].*)?", re.DOTALL)
_NOT_ESCAPED = re.compile(r"%(?![0-9A-Fa-f]{2})")


def made_id(owner: UUID, what: str) -> str:
    """Return the id of a part that has no row of its own: the same each time it is asked for."""
    return str(uuid5(OURS, f"{owner}/{what}"))


def web_address(typed: str) -> str:
    """Return an address that any machine can follow ("www.x.org" is "https://www.x.org"), or ""."""
    address = typed.strip()
    if _BARE.fullmatch(address):
        address = f"https://{address}"
    address = iri_to_uri(address) or ""
    is_good = _WEB.fullmatch(address) and not _NOT_ESCAPED.search(address)
    return address if is_good and address.count("#") < 2 else ""


def email_address(typed: str) -> str:
    """Return an email address if it is one, or ""."""
    try:
        validate_email(typed.strip())
    except ValidationError:
        return ""
    return typed.strip()


def moment(at: datetime.datetime) -> str:
    """Return a moment as 2026-03-15T10:30:45.123Z."""
    utc = at.astimezone(datetime.UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03}Z"


def day(on: datetime.date | None) -> str:
    """Return a day as 2026-03-15."""
    return on.isoformat() if on else ""


def clock(at: datetime.time | None) -> str:
    """Return a time as 19:30."""
    return f"{at:%H:%M}" if at else ""


def number(amount: Decimal | float | None) -> int | float | None:
    """Return an amount as a plain number: 35 and 3.5, never 35.00."""
    if amount is None:
        return None
    return int(amount) if amount == int(amount) else float(amount)


def told(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts without those that say nothing: the standard leaves them out."""
    return {key: value for key, value in facts.items() if value not in (None, "", [], {})}
