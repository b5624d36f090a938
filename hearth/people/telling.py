"""What can be true of who somebody is, and the usual way to write it. It knows no database."""

import datetime
import re
from dataclasses import replace

from nhs_number.validate import is_valid

from hearth.people.queries.sections import DetailsSection

LONGEST_NAME = 200
"""Characters. No name is too long to be a name; a paste of a whole letter is a mistake."""

POSTCODE = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?( ?[0-9][A-Z]{2})?$")
"""A postcode, or its first half: some people would rather give no more than that. The pattern
is that of BS 7666, without its list of letters that are not in use yet."""

OLDEST = 125
"""Years. Nobody has lived longer than 122; an older date of birth is a slip of the keys."""


def faults_in(details: DetailsSection, today: datetime.date) -> dict[str, str]:
    """Return every part that cannot be, and what to say of it."""
    found = {
        part: f"A name can have at most {LONGEST_NAME} letters"
        for part in ("given_name", "family_name")
        if len(getattr(details, part)) > LONGEST_NAME
    }
    if any(len(" ".join(name.split())) > LONGEST_NAME for name in details.other_names):
        found["other_names"] = f"A name can have at most {LONGEST_NAME} letters"
    born = details.born_on
    if born and born > today:
        found["born_on"] = "The date of birth must be in the past"
    elif born and today.year - born.year > OLDEST:
        found["born_on"] = "The date of birth is too long ago. Check the year"
    postcode = _spaced_once(details.postcode.upper())
    if postcode and details.no_fixed_place:
        found["postcode"] = "Write a postcode or choose no fixed place to stay, not both"
    elif postcode and not POSTCODE.match(postcode):
        found["postcode"] = "Write a postcode like YO24 4AB, or only its first half, like YO24"
    digits = _digits(details.nhs_number)
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) == 10):
        found["nhs_number"] = "An NHS number has 10 digits, like 943 476 5919"
    elif digits and not is_valid(digits):
        found["nhs_number"] = "That is not an NHS number. Check it digit by digit, or leave it out"
    return found


def tidied(details: DetailsSection) -> DetailsSection:
    """Return details without faults as they are usually written; an NHS number as ten digits."""
    postcode = _spaced_once(details.postcode.upper())
    if len(postcode) > 4 and " " not in postcode:
        postcode = f"{postcode[:-3]} {postcode[-3:]}"
    return replace(
        details,
        given_name=_spaced_once(details.given_name),
        family_name=_spaced_once(details.family_name),
        other_names=tuple(sorted(_each_once(details.other_names))),
        postcode=postcode,
        languages=_each_once(details.languages),
        nhs_number=_digits(details.nhs_number),
    )


def _spaced_once(words: str) -> str:
    return " ".join(words.split())


def _each_once(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_spaced_once(line) for line in lines if line.strip()))


def _digits(typed: str) -> str:
    """The last of them is a check on the others (NHS Data Dictionary, NHS NUMBER)."""
    return "".join(typed.split()).replace("-", "")
