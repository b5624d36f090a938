"""
The files of the lake: where each lies, which of them count, and how they get there whole.

    FOLDER/york.json                                             the manifest: which files count
    FOLDER/visits/partnership=york/month=2026-03/DIGEST.parquet  one month of one fact
    FOLDER/hubs/partnership=york/DIGEST.parquet                  one dimension

A file is named by a digest of what it holds, written beside, synced, and renamed. The manifest is
put in its place last, at once: whoever reads finds the lake as it was, or as it is. What counts no
more is taken away right afterwards, since it may be of somebody who was erased.
"""

import datetime
import fcntl
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from hearth.foundation.errors import Refused
from hearth.lake.star import TABLES

FORMAT = 1
ROWS_IN_A_GROUP = 131_072
PARTNERSHIP = re.compile(r"[a-z][a-z0-9_]*")


class LakeRefused(Refused):
    """The lake cannot be filled, or read, as asked."""


@dataclass(frozen=True)
class Part:
    """One file: a month of a fact, or a dimension, where `month` is empty."""

    table: str
    month: str
    digest: str
    rows: int

    def path_in(self, folder: Path, partnership: str) -> Path:
        return _folder_of(folder, self.table, partnership, self.month) / f"{self.digest}.parquet"


@dataclass(frozen=True)
class Manifest:
    """What a partnership's lake holds."""

    partnership: str
    filling: str
    """The number of the filling, which the database knows too."""
    read_at: str
    """The moment, in UTC, as at which the database was read."""
    pseudonyms: str
    """By which key people are numbered (pseudonyms.mark_of)."""
    encrypted_by: str
    """What encrypts the folder; for what is invented, that it is."""
    parts: tuple[Part, ...] = field(default=())
    format: int = FORMAT

    @property
    def read_on(self) -> datetime.date:
        return datetime.datetime.fromisoformat(self.read_at).date()

    def parts_of(self, table: str) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.table == table)

    @property
    def by_place(self) -> Mapping[tuple[str, str], Part]:
        return {(part.table, part.month): part for part in self.parts}


def read_manifest(folder: Path, partnership: str) -> Manifest | None:
    """
    Return what a partnership's lake holds; None if it has none.

    :raises LakeRefused: if it was written by another version
    """
    try:
        said = json.loads(_manifest_path(folder, partnership).read_text())
    except FileNotFoundError:
        return None
    if said.get("format") != FORMAT:
        raise LakeRefused(
            f"The lake of {partnership} is of another version: remove it, and fill it"
        )
    return Manifest(**{**said, "parts": tuple(Part(**part) for part in said["parts"])})


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the one before, at once."""
    said = json.dumps(asdict(manifest), indent=1).encode()
    with _put(_manifest_path(folder, manifest.partnership)) as file:
        file.write(said)


def partnerships_in(folder: Path) -> list[str]:
    """Return whose lakes lie in a folder, by name."""
    names = [path.stem for path in folder.glob("*.json")] if folder.is_dir() else []
    return sorted(name for name in names if PARTNERSHIP.fullmatch(name))


def digest_of(table: pa.Table) -> str:
    """Return 32 letters that change when a table does, and only then."""
    digest = hashlib.blake2b(digest_size=16)
    with pa.ipc.new_stream(pa.output_stream(_Into(digest)), table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return digest.hexdigest()


def write_part(folder: Path, partnership: str, name: str, month: str, rows: pa.Table) -> Part:
    """Write one file, unless it is there already, and return it. No manifest names it yet."""
    part = Part(name, month, digest_of(rows), rows.num_rows)
    if not part.path_in(folder, partnership).exists():
        with writing_part(folder, partnership, part, rows.schema) as write:
            write(rows)
    return part


@contextmanager
def writing_part(
    folder: Path, partnership: str, part: Part, schema: pa.Schema, *, group: int = ROWS_IN_A_GROUP
) -> Iterator[Callable[[pa.Table | pa.RecordBatch], None]]:
    """Let rows be written to one file, batch by batch. It is there once all of them are."""
    words = [field.name for field in schema if pa.types.is_string(field.type)]
    with (
        _put(part.path_in(folder, partnership)) as file,
        pq.ParquetWriter(file, schema, compression="zstd", use_dictionary=words) as writer,
    ):
        kept: list[pa.RecordBatch] = []

        def write(rows: pa.Table | pa.RecordBatch) -> None:
            """Small batches make one group of rows together; a large one makes several."""
            if kept and sum(each.num_rows for each in kept) + rows.num_rows > group:
                _write(writer, kept)
            kept.extend(rows.to_batches() if isinstance(rows, pa.Table) else [rows])

        yield write
        if kept:
            _write(writer, kept)


def _write(writer: pq.ParquetWriter, kept: list[pa.RecordBatch]) -> None:
    writer.write_table(pa.Table.from_batches(kept), row_group_size=ROWS_IN_A_GROUP)
    kept.clear()


def take_away_others(folder: Path, manifest: Manifest) -> int:
    """Take away a partnership's files that its manifest does not name, and return how many."""
    count = {part.path_in(folder, manifest.partnership) for part in manifest.parts}
    taken = 0
    for name in TABLES:
        home = folder / name / f"partnership={manifest.partnership}"
        for path in [*home.glob("*.parquet*"), *home.glob("month=*/*.parquet*")]:
            if path not in count:
                path.unlink()
                taken += 1
        for month in home.glob("month=*"):
            if not any(month.iterdir()):
                month.rmdir()
    return taken


@contextmanager
def only_one(folder: Path, partnership: str) -> Iterator[None]:
    """
    Let nobody else fill the same lake inside.

    :raises LakeRefused: if somebody does
    """
    _make(folder)
    with (folder / f".{partnership}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LakeRefused(f"The lake of {partnership} is being filled already") from None
        yield


def _manifest_path(folder: Path, partnership: str) -> Path:
    if not PARTNERSHIP.fullmatch(partnership):
        raise LakeRefused(f"{partnership!r} is no partnership’s schema")
    return folder / f"{partnership}.json"


def _folder_of(folder: Path, table: str, partnership: str, month: str) -> Path:
    home = folder / table / f"partnership={partnership}"
    return home / f"month={month}" if month else home


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


@contextmanager
def _put(path: Path) -> Iterator[IO[bytes]]:
    """Write a file beside its place, and put it there once it is whole and on the disk."""
    _make(path.parent)
    beside = path.with_name(f"{path.name}.{os.getpid()}.beside")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class _Into:
    """A file that only feeds a digest."""

    def __init__(self, digest: Any) -> None:
        self.digest, self.closed, self.at = digest, False, 0

    def write(self, data: Any) -> int:
        self.digest.update(data)
        self.at += len(data)
        return len(data)

    def tell(self) -> int:
        return self.at

    def flush(self) -> None:
        """It keeps nothing."""

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        self.closed = True
