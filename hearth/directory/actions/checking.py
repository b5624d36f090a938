"""What must be so of a phone number or an email address before it stands in the directory."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hearth.foundation.errors import Refused

PHONE = re.compile(r"[0-9+() -]{3,25}( ?(ext|option)\.? ?[0-9]{1,6})?", re.IGNORECASE)


class NotReachable(Refused):
    """Nobody can be reached by this."""


def insist_phone(phone: str) -> None:
    """
    Insist that what is there is a phone number; nothing at all is fine.

    :raises NotReachable: if it is not
    """
    if phone and not PHONE.fullmatch(phone):
        raise NotReachable("A phone number must be made of numbers, like 01904 555 010.")


def insist_email(email: str) -> None:
    """
    Insist that what is there is an email address; nothing at all is fine.

    :raises NotReachable: if it is not
    """
    if not email:
        return
    try:
        validate_email(email)
    except ValidationError as not_one:
        raise NotReachable("Write an email address like name@example.org.") from not_one
