"""
Who, without saying who: a number in the place of a person's id, keyed by the partnership's ring.

The key is made from the newest key of the ring, so `hearth rotate-keys` makes all pseudonyms anew.
A number is the first 64 bits of HMAC-SHA256 over the id: of 200,000 people in one partnership, that
two share one has a chance of about 1 in 900 million (n² / 2⁶⁵).
"""

import hashlib
import hmac

import pyarrow as pa
import pyarrow.compute as pc

from hearth.foundation.sealing import ring


def pseudonym_key() -> bytes:
    """
    Return the key of the partnership in hand's pseudonyms.

    :raises CannotOpen: if its keys are missing
    """
    return hashlib.sha256(b"hearth lake pseudonyms" + ring().keys[-1]).digest()


def mark_of(key: bytes) -> str:
    """Return words by which a key is recognised, and which say nothing of it."""
    return hmac.new(key, b"which key this is", hashlib.sha256).hexdigest()[:16]


def pseudonym(key: bytes, person: bytes) -> int:
    """Return the number of one person, from the 16 bytes of their id."""
    digest = hmac.new(key, person, hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def as_pseudonyms(key: bytes, people: pa.Array) -> pa.Array:
    """Return numbers in the place of ids of 16 bytes. Nobody stays nobody."""
    known = pc.dictionary_encode(people)
    numbers = [pseudonym(key, person) for person in known.dictionary.to_pylist()]
    return pa.array(numbers, pa.int64()).take(known.indices)
