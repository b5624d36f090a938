"""
Free text and identifiers, sealed before they reach the database.

AES-256-GCM. What is stored is: one byte of format, four of key number, twelve
of nonce, then the ciphertext. The table, column and row are authenticated with
it (`table.column:pk`), so a sealed value cannot be moved to another row. Each
partnership has its own ring of keys, kept outside the data folder; the last
key on the ring seals, all of them open. A process that serves looks at the file
again every second, so that a key that was added is used by all of them (see
resealing.py). A key is known by its place on the ring, so none is taken off.
"""

import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, overload
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from hearth.foundation.schema import schema_in_hand

FORMAT = b"\x01"
FORMAT_OWN = b"\x02"
"""What a person's own key sealed: one byte of format, twelve of nonce, then the ciphertext."""
NONCE = 12


class CannotOpen(Exception):
    """A sealed value does not open: its key is missing, or it was tampered with."""


class Ring:
    """One partnership's keys. The file holds a JSON list of hexadecimal keys, oldest first."""

    def __init__(self, keys: list[bytes]) -> None:
        self.keys = keys
        self.ciphers = [AESGCM(key) for key in keys]
        self.index_key = hashlib.sha256(b"hearth blind index" + keys[0]).digest()

    def seal(self, words: str, about: bytes) -> bytes:
        number, nonce = len(self.keys) - 1, os.urandom(NONCE)
        sealed = self.ciphers[number].encrypt(nonce, words.encode(), about)
        return FORMAT + number.to_bytes(4, "big") + nonce + sealed

    def open(self, sealed: bytes, about: bytes) -> str:
        number = int.from_bytes(sealed[1:5], "big")
        try:
            cipher = self.ciphers[number]
            return cipher.decrypt(sealed[5 : 5 + NONCE], sealed[5 + NONCE :], about).decode()
        except (InvalidTag, IndexError) as trouble:
            raise CannotOpen(about.decode()) from trouble


def ring_path(schema: str) -> Path:
    """Return where a partnership's keys are kept: a folder that is never in the data folder."""
    return _path_in(settings.HEARTH_KEYS, schema)


@lru_cache(maxsize=64)
def _path_in(folder: str, schema: str) -> Path:
    return Path(folder) / f"{schema}.json"


LOOKED_AT_EVERY = 1.0
"""Seconds after which a process looks at the file again."""


@lru_cache(maxsize=64)
def _ring_from(path: Path, written_at: int) -> Ring:
    return Ring([bytes.fromhex(key) for key in json.loads(path.read_text())])


_rings: dict[Path, tuple[float, Ring]] = {}
"""Each ring that this process uses, and when its file was last looked at (time.monotonic)."""


def _ring_at(path: Path) -> Ring:
    now = time.monotonic()
    looked_at, kept = _rings.get(path, (now - LOOKED_AT_EVERY, None))
    if kept is None or now - looked_at >= LOOKED_AT_EVERY:
        kept = _ring_from(path, path.stat().st_mtime_ns)
        _rings[path] = (now, kept)
    return kept


def make_ring(schema: str) -> None:
    """Make the first key for a partnership, unless it has one."""
    path = ring_path(schema)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            json.dump([secrets.token_hex(32)], file)
    except FileExistsError:
        return


def add_key(schema: str) -> int:
    """
    Add a new key to a partnership's ring, which seals from now on, and return its number.

    The file is put in the place of the old one at once: nobody reads half of it.

    :raises CannotOpen: if the partnership has no ring
    """
    path = ring_path(schema)
    try:
        keys = json.loads(path.read_text())
    except FileNotFoundError as missing:
        raise CannotOpen(f"The keys for {schema} are not in {path.parent}") from missing
    keys.append(secrets.token_hex(32))
    new = path.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        json.dump(keys, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    return len(keys) - 1


def ring() -> Ring:
    """
    Return the keys of the partnership in hand.

    :raises CannotOpen: if its key file is missing
    """
    schema = schema_in_hand()
    path = ring_path(schema)
    try:
        return _ring_at(path)
    except FileNotFoundError as missing:
        raise CannotOpen(f"The keys for {schema} are not in {path.parent}") from missing


def blind_index(field: str, value: str) -> bytes:
    """Return 16 bytes by which an exact value can be found without storing it (HMAC-SHA256)."""
    return hmac.new(ring().index_key, f"{field}:{value}".encode(), hashlib.sha256).digest()[:16]


class Sealed(property):
    """
    Words that are kept sealed in a binary column of the same row.

        note_sealed = models.BinaryField(blank=True, default=b"")
        note = Sealed("note_sealed")

    Reading opens, writing seals; empty words are stored as nothing. The row
    needs its key before the words are set, which a Record always has. It is a
    property so that Django takes it as a keyword when a row is made.
    """

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def _about(self, row: models.Model) -> bytes:
        return f"{row._meta.db_table}.{self.column}:{row.pk}".encode()

    @overload  # type: ignore[override]
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: models.Model, owner: type) -> str: ...
    def __get__(self, row: models.Model | None, owner: type) -> "Sealed | str":  # only words here
        if row is None:
            return self
        sealed = bytes(getattr(row, self.column) or b"")
        return ring().open(sealed, self._about(row)) if sealed else ""

    def __set__(self, row: Any, words: str) -> None:
        setattr(row, self.column, ring().seal(words, self._about(row)) if words else b"")


class _OwnKeys(threading.local):
    """
    The keys of people's own that were fetched for the transaction in hand: each thread has its own.

    Who may be `sealed_for` without asking again stands beside them.
    """

    def __init__(self) -> None:
        self.keys: dict[tuple[str, UUID], AESGCM] = {}
        self.sealed_for: set[tuple[str, UUID]] = set()


_own = _OwnKeys()


def forget_own_keys() -> None:
    """Forget the keys that were fetched: they are kept for one transaction, and no longer."""
    _own.keys.clear()
    _own.sealed_for.clear()


def new_own_key() -> str:
    """Return a key for one person alone, as hexadecimal words that a ring can seal."""
    return secrets.token_hex(32)


def fetch_own_keys(person_ids: Iterable[UUID | None]) -> None:
    """
    Fetch many people's own keys with one question, for a page that reads what is kept of several.

    Whoever has none, or was erased, is left out, and so is None: a row about nobody. What was
    fetched already is not asked for again.
    """
    schema = schema_in_hand()
    wanted = {each for each in person_ids if each and (schema, each) not in _own.keys}
    if wanted:
        _keep(import_string(settings.OWN_KEYS)(wanted, make=False))


@contextmanager
def sealing_for_many(person_ids: Iterable[UUID | None]) -> Iterator[None]:
    """
    Seal for many people inside: their keys are fetched, and made where there are none, by one
    question and not by one for each value.

    Take no savepoint back inside that was begun before: what it seals needs the keys.
    """
    people = {each for each in person_ids if each}
    whose = {(schema_in_hand(), each) for each in people} - _own.sealed_for
    if whose:
        _keep(import_string(settings.OWN_KEYS)({each for _, each in whose}, make=True))
    _own.sealed_for |= whose & _own.keys.keys()
    try:
        yield
    finally:
        _own.sealed_for -= whose


def keep_own_key(person_id: UUID, key: str) -> None:
    """
    Keep a key that came with what it opens, where nobody acts: it seals an answer to that too.

    :param key: as hexadecimal words
    """
    _keep({person_id: key})
    _own.sealed_for.add((schema_in_hand(), person_id))


def _keep(keys: Mapping[UUID, str]) -> None:
    schema = schema_in_hand()
    for person_id, key in keys.items():
        _own.keys[schema, person_id] = AESGCM(bytes.fromhex(key))


def _own_key(person_id: UUID, *, make: bool = False, anew: bool = False) -> AESGCM:
    """
    Return a person's own key.

    :param make: make one if there is none; asked of the database each time, so that a key that was
        made and taken back with its savepoint never seals anything
    :raises CannotOpen: if there is none: they were erased
    """
    whose = (schema_in_hand(), person_id)
    kept = _own.keys.get(whose)
    if kept and not anew and (not make or whose in _own.sealed_for):
        return kept
    key = import_string(settings.OWN_KEY)(person_id, make=make)
    if key is None:
        raise CannotOpen(f"The key of {person_id} is destroyed")
    _keep({person_id: key})
    return _own.keys[whose]


def seal_own(words: str, about: bytes, person_id: UUID) -> bytes:
    """Seal words with a person's own key, which erasing them destroys."""
    nonce = os.urandom(NONCE)
    cipher = _own_key(person_id, make=True)
    return FORMAT_OWN + nonce + cipher.encrypt(nonce, words.encode(), about)


def open_own(sealed: bytes, about: bytes, person_id: UUID) -> str:
    """:raises CannotOpen: if the key is destroyed, or another's, or it was tampered with"""
    nonce, words = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    for anew in (False, True):
        try:
            return _own_key(person_id, anew=anew).decrypt(nonce, words, about).decode()
        except InvalidTag:
            continue
    raise CannotOpen(about.decode())


class SealedForPerson(Sealed):
    """
    Words that are kept sealed under a key of the person's own: what is kept of their history.

        was_sealed = models.BinaryField()
        was = SealedForPerson("was_sealed")

    The person's own key is itself sealed by the partnership's ring. Erasing the person destroys it,
    and with it what any copy of the row says. Rows of nobody are sealed as all else is, and what
    was sealed before opens as it did (see resealing.py). Who reads or writes rows of many people
    calls fetch_own_keys() or sealing_for_many() first, or each row asks for its key by itself.

    :param whose: the attribute that holds the person's id; it is set before the words are
    """

    def __init__(self, column: str, *, whose: str = "person_id") -> None:
        super().__init__(column)
        self.whose = whose

    @overload  # type: ignore[override]
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: models.Model, owner: type) -> str: ...
    def __get__(self, row: models.Model | None, owner: type) -> "Sealed | str":
        if row is None:
            return self
        sealed = bytes(getattr(row, self.column) or b"")
        if not sealed.startswith(FORMAT_OWN):
            return super().__get__(row, owner)
        return open_own(sealed, self._about(row), getattr(row, self.whose))

    def __set__(self, row: Any, words: str) -> None:
        person_id = getattr(row, self.whose)
        if not words or person_id is None:
            super().__set__(row, words)
        else:
            setattr(row, self.column, seal_own(words, self._about(row), person_id))
