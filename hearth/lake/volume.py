"""
Whether a folder lies on an encrypted volume: the lake is personal data, and lies nowhere else.

Looked for, on Linux: a folder encrypted by the file system (fscrypt), a file system that encrypts
(gocryptfs, eCryptfs, CryFS, EncFS), and a device that does, also under LVM or RAID (dm-crypt,
LUKS). What encrypts further down, such as a provider's disks, cannot be seen from here: a person
who has made sure of it says so in HEARTH_LAKE_ENCRYPTED_BY, in words that are kept with the lake.
"""

import fcntl
import os
import struct
from pathlib import Path

from hearth.foundation.errors import Refused

FS_IOC_GET_ENCRYPTION_POLICY_EX = 0xC0096616
"""Asks which policy encrypts a folder (Linux, include/uapi/linux/fscrypt.h)."""
ENCRYPTING = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs"})


class NotEncrypted(Refused):
    """The folder of the lake lies on no encrypted volume."""


def how_encrypted(folder: Path, *, said: str = "") -> str:
    """
    Return in words what encrypts a folder.

    :param said: what a person made sure of, if they did (HEARTH_LAKE_ENCRYPTED_BY)
    :raises NotEncrypted: if nothing is known to
    """
    if _has_policy(folder):
        return "its file system, by a policy on the folder (fscrypt)"
    kind, device = _mounted(folder)
    if kind in ENCRYPTING:
        return f"its file system ({kind.removeprefix('fuse.')})"
    if device and _device_encrypts(Path("/sys/dev/block") / device):
        return "its device (dm-crypt)"
    if said.strip():
        return f"as somebody says: {said.strip()}"
    raise NotEncrypted(
        f"{folder} is not on an encrypted volume that Hearth knows of, and the lake is personal "
        "data. Put it on one, or say in HEARTH_LAKE_ENCRYPTED_BY what encrypts it and who made "
        "sure. See docs/how-to/fill-the-lake.md"
    )


def _has_policy(folder: Path) -> bool:
    room = bytearray(struct.pack("=Q", 24) + bytes(24))
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.ioctl(handle, FS_IOC_GET_ENCRYPTION_POLICY_EX, room)
    except OSError:  # it has none, or the file system knows of no such thing
        return False
    else:
        return True
    finally:
        os.close(handle)


def _mounted(folder: Path) -> tuple[str, str]:
    """Return the kind of file system that a folder lies on, and its device as "major:minor"."""
    there = os.stat(folder)
    number = f"{os.major(there.st_dev)}:{os.minor(there.st_dev)}"
    best, kind, source = "", "", ""
    whole = str(folder.resolve())
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        fields, _, more = line.partition(" - ")
        where = fields.split()[4].replace("\\040", " ")
        inside = whole == where or whole.startswith(where.rstrip("/") + "/")
        if inside and len(where) >= len(best):
            best, (kind, source) = where, more.split()[:2]
    if source.startswith("/dev/") and Path(source).exists():  # such as btrfs, of many devices
        device = os.stat(source).st_rdev
        number = f"{os.major(device)}:{os.minor(device)}"
    return kind, number


def _device_encrypts(device: Path) -> bool:
    """Test if a device, or all that it stands on, is dm-crypt's."""
    if not device.exists():
        return False
    name = device / "dm" / "uuid"
    if name.exists() and name.read_text().startswith("CRYPT-"):
        return True
    below = list((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    return bool(below) and all(_device_encrypts(one) for one in below)
