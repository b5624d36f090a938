"""
By what somebody is found from anywhere: keyed hashes, and the word that they were found.

A key is an HMAC, so the table of keys tells nothing, and a row is seen only by
a request that already knows its key. Changing fold() or plausible_names()
makes stored keys useless until people's details are saved again.
"""

import datetime
import secrets
import unicodedata
from collections.abc import Iterable
from uuid import UUID

from django.core import signing
from django.db import connection

from hearth.foundation.acting import reveal
from hearth.foundation.actors import Actor
from hearth.foundation.errors import Refused
from hearth.foundation.sealing import blind_index
from hearth.people.models import FindingKey

KEY = "people.key"
"""The setting that opens the rows of people_findingkey that hold this key, and no others."""

FOUND_FOR = datetime.timedelta(minutes=10)
"""How long a worker may go on opening somebody they have found, before finding them again."""

CARD_LETTERS = "CDFGHJKMNPQRTWXY34679"
"""No pair of these is easily confused, and without vowels they spell nothing."""
CARD_LENGTH = 8

_OTHER_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h"}
    | {"\N{LATIN SMALL LETTER DOTLESS I}": "i"}
)


class FoundTooLongAgo(Refused):
    """The word that somebody was found is too old, or not this worker's."""


def fold(name: str) -> str:
    """Return a name's letters only, small and without accents, so that O'Brien is obrien."""
    small = unicodedata.normalize("NFKD", name.casefold()).translate(_OTHER_LETTERS)
    return "".join(letter for letter in small if letter.isalnum())


def plausible_names(
    *, known_as: str, given_name: str, family_name: str, other_names: Iterable[str]
) -> set[str]:
    """
    Return every full name by which somebody may give themselves, folded, in both orders.

    Elizabeth Mary Smith, called Liz, once Brown, is also Elizabeth Smith, Liz
    Smith, Smith Liz and Elizabeth Brown. Half a name alone is never enough.
    """
    others = list(other_names)
    firsts = {given_name, *given_name.split()[:1], *_single(known_as, *others)} - {""}
    lasts = {family_name, *_single(*others)} - {""}
    pairs = {(first, last) for first in firsts for last in lasts if fold(first) != fold(last)}
    wholes = {tuple(name.split()) for name in [known_as, *others] if len(name.split()) > 1}
    wholes |= {(whole[-1], *whole[:-1]) for whole in wholes}
    orders = pairs | {(last, first) for first, last in pairs} | wholes
    return {folded for words in orders if (folded := fold("".join(words)))}


def _single(*names: str) -> set[str]:
    return {name for name in names if len(name.split()) == 1}


def key_of_name(folded: str, born_on: datetime.date) -> bytes:
    """Return the key of one full name, folded, with a date of birth."""
    return blind_index("people.name-and-birth", f"{folded}|{born_on.isoformat()}")


def key_of_card(code: str) -> bytes:
    """Return the key of a card, however its code was typed: small letters, spaces, hyphens."""
    return blind_index("people.card", "".join(c for c in code.upper() if c in CARD_LETTERS))


def key_of_nhs_number(number: str) -> bytes:
    """Return the key of an NHS number, written as ten digits."""
    return blind_index("people.nhs-number", number)


def new_code() -> str:
    """Return a new card's code: 8 signs of 21, so 38 thousand million of them."""
    return "".join(secrets.choice(CARD_LETTERS) for _ in range(CARD_LENGTH))


def people_with(key: bytes, kind: FindingKey.Kind) -> list[UUID]:
    """Return whose key this is. It opens nobody's record."""
    with connection.cursor() as cursor:
        cursor.cursor.execute(f"SET LOCAL {KEY} = '{key.hex()}'")
        rows = FindingKey.objects.filter(key=key, kind=kind).order_by("person_id")
        people = list(rows.values_list("person_id", flat=True).distinct())
        cursor.cursor.execute(f"SET LOCAL {KEY} = ''")
    return people


def word_that_found(person_id: UUID, *, actor: Actor) -> str:
    """Return a signed word, good for ten minutes, by which this worker may open a person again."""
    said = {"person": str(person_id), "worker": str(actor.id)}
    return signing.dumps(said, salt="people.found", compress=True)


def reveal_found(*, actor: Actor, token: str) -> UUID:
    """
    Open a person whom this worker found a little while ago, for the rest of this request.

    :raises FoundTooLongAgo: if it was over ten minutes ago, or not this worker who found them
    """
    try:
        said = signing.loads(token, salt="people.found", max_age=FOUND_FOR)
    except signing.BadSignature as stale:
        raise FoundTooLongAgo("That was a while ago. Please find them again") from stale
    if said["worker"] != str(actor.id):
        raise FoundTooLongAgo("That was a while ago. Please find them again")
    person_id = UUID(said["person"])
    reveal([person_id])
    return person_id
