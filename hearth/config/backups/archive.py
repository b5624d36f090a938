"""
The file that a backup is: a tar of what pg_dump wrote and a manifest that says what it should be.

The first member is manifest.json; then one custom-format dump for what partnerships share
(`what-is-shared.dump`, in a backup of the whole database) and one for each partnership. All are
of one moment. Anybody with pg_restore can open the parts without Hearth.
"""

import hashlib
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from hearth.config.terminal import Trouble

FORMAT = 1
MANIFEST = "manifest.json"
SHARED_PART = "what-is-shared.dump"  # no schema can be called this
PIECE = 1 << 20  # bytes read at a time


@dataclass(frozen=True)
class Part:
    """One dump in the file."""

    file: str
    schema: str | None  # of the partnership; None for what partnerships share
    rows: dict[str, int]  # by table
    migrations: list[str]  # as app.name, those applied
    registry: dict[str, Any] = field(default_factory=dict)  # the partnership's row and addresses
    keys: str | None = None  # a fingerprint of the key ring that sealed it: never a key
    bytes: int = 0
    sha256: str = ""


@dataclass(frozen=True)
class Manifest:
    """What a backup file says about itself."""

    made_at: str  # UTC, ISO 8601
    hearth: str
    postgresql: str
    nature: str  # demonstration or real: see config.nature
    parts: list[Part]
    format: int = FORMAT

    @property
    def whole(self) -> bool:
        """Whether it holds the whole database, and not one partnership alone."""
        return any(part.schema is None for part in self.parts)

    @property
    def schemas(self) -> list[str]:
        return [part.schema for part in self.parts if part.schema]


def write(file: Path, manifest: Manifest, folder: Path) -> None:
    """Write the file, whole or not at all, for its owner's eyes only."""
    unfinished = file.with_name(file.name + ".unfinished")
    unfinished.touch(mode=0o600)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
    try:
        with tarfile.open(unfinished, "w") as tar:
            for name in [MANIFEST, *(part.file for part in manifest.parts)]:
                tar.add(folder / name, arcname=name, filter=_anonymous)
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


@contextmanager
def opened(file: Path) -> Iterator[tuple[Manifest, tarfile.TarFile]]:
    """
    Open a backup, and read what it says about itself.

    :raises Trouble: if there is no such file, or it is no backup of Hearth's.
    """
    try:
        tar = tarfile.open(file)  # noqa: SIM115 (closed below)
    except OSError as error:
        raise Trouble(f"The file {file} cannot be opened: {error.strerror}.") from None
    except tarfile.TarError:
        raise Trouble(f"The file {file} is not a backup made by Hearth, or is damaged.") from None
    with tar:
        yield read_manifest(file, tar), tar


def read_manifest(file: Path, tar: tarfile.TarFile) -> Manifest:
    """Return what a backup says about itself."""
    try:
        member = tar.extractfile(MANIFEST)
        assert member
        said = json.load(member)
        if said["format"] > FORMAT:
            raise Trouble(f"The file {file} was made by a newer Hearth: update this one first.")
        parts = [Part(**part) for part in said.pop("parts")]
        return Manifest(**said, parts=parts)
    except (tarfile.TarError, KeyError, TypeError, ValueError, AssertionError, EOFError):
        raise Trouble(f"The file {file} is not a backup made by Hearth, or is damaged.") from None


def take_out(file: Path, tar: tarfile.TarFile, part: Part, folder: Path) -> Path:
    """
    Copy one dump out of the file, and return where it is.

    :raises Trouble: if it is not, byte for byte, what was put in.
    """
    copy, found = folder / "part.dump", hashlib.sha256()
    try:
        member = tar.extractfile(part.file)
        assert member
        with copy.open("wb") as out:
            while piece := member.read(PIECE):
                found.update(piece)
                out.write(piece)
    except (tarfile.TarError, KeyError, EOFError, AssertionError):
        found = hashlib.sha256()
    if found.hexdigest() != part.sha256:
        raise Trouble(
            f"The file {file} is damaged ({part.file} is not what was put in): nothing was "
            "restored; use another copy."
        )
    return copy


def hash_of(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
