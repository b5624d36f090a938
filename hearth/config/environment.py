"""What the environment says: where things are kept, which port, demonstration or not."""

import hashlib
import os
import secrets
from ipaddress import ip_address
from pathlib import Path

from hearth.config.terminal import Trouble

ROOT = Path(__file__).parents[2]
VAR = ROOT / "var"
LOGS = VAR / "log"
VENV = ROOT / ".venv"


def home() -> Path:
    """Return the folder of Hearth's data: HEARTH_HOME, or var/hearth."""
    return Path(os.environ.get("HEARTH_HOME") or VAR / "hearth").absolute()


def host() -> str:
    """Return the address to listen at. Only this machine, unless HEARTH_HOST says otherwise."""
    return os.environ.get("HEARTH_HOST") or "127.0.0.1"


def is_this_machine_only(host: str) -> bool:
    """Test if no other machine can reach what listens at an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def port() -> int:
    """
    Return the port to serve on: HEARTH_PORT, or 8000.

    :raises Trouble: if it is no port number.
    """
    said = os.environ.get("HEARTH_PORT") or "8000"
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= 65535):
        raise Trouble(f"HEARTH_PORT must be a number from 1 to 65535; it is “{said}”.")
    return int(said)


def demonstration() -> bool | None:
    """
    Return what HEARTH_DEMO asks for; None if it says nothing.

    :raises Trouble: if it is neither 0 nor 1.
    """
    said = os.environ.get("HEARTH_DEMO", "")
    answers = {"": None, "0": False, "1": True}
    if said not in answers:
        raise Trouble(f"HEARTH_DEMO must be 1 or 0; it is “{said}”.")
    return answers[said]


def check_addresses_come_in_pairs() -> None:
    """:raises Trouble: if only one of the two addresses of the database is given."""
    web, owner = (os.environ.get(name) for name in ("DATABASE_URL", "DATABASE_OWNER_URL"))
    if web and not owner:
        raise Trouble(
            "DATABASE_URL is set and DATABASE_OWNER_URL is not: Hearth serves as the role "
            "hearth_web (DATABASE_URL), which owns nothing, and needs a second address, with the "
            "role hearth_owner, to make and change the tables."
        )
    if owner and not web:
        raise Trouble(
            "DATABASE_OWNER_URL is set and DATABASE_URL is not: set both, or neither to use the "
            "database that Hearth brings."
        )


def secret_key(folder: Path) -> str:
    """
    Return SECRET_KEY, or the one kept in a folder. It is made the first time.

    :raises Trouble: if it cannot be kept there.
    """
    if given := os.environ.get("SECRET_KEY"):
        return given
    path = folder / "secret-key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            new = folder / f"secret-key.{os.getpid()}"
            new.touch(mode=0o600)
            new.write_text(secrets.token_urlsafe(50))
            try:
                os.link(new, path)  # whole or not at all, and the first of two wins
            except FileExistsError:
                pass
            finally:
                new.unlink()
        return path.read_text()
    except OSError as error:
        raise cannot_write(folder, error) from None


def for_web(addresses: dict[str, str], folder: Path, *, demonstration: bool) -> dict[str, str]:
    """
    Return the whole environment of whatever serves: it never hears the owner's address.

    :param addresses: of the database, as the web role and as the owner.
    :param folder: where the secret key is kept, and keys too if they are kept there.
    """
    environment = {
        **os.environ,
        "DATABASE_URL": addresses["DATABASE_URL"],
        "SECRET_KEY": secret_key(folder),
        "HEARTH_DEMO": "1" if demonstration else "0",
    }
    environment.pop("DATABASE_OWNER_URL", None)
    if demonstration and not os.environ.get("HEARTH_LAKE"):
        environment["HEARTH_LAKE"] = str(folder / "lake")
    if not os.environ.get("HEARTH_KEYS"):
        environment["HEARTH_KEYS"] = str(keys_of(folder))
    return environment


def keys_of(folder: Path) -> Path:
    """
    Return where the encryption keys of a data folder are kept, if nothing else is said.

    They go with the data, wherever the code is: it can be taken anew into another folder. The
    usual data folder is the code's own.
    """
    if (folder / "keys").is_dir():
        return folder / "keys"
    whose = ROOT if folder == VAR / "hearth" else folder
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return config / "hearth" / hashlib.sha256(str(whose).encode()).hexdigest()[:12]


def for_owner(addresses: dict[str, str], folder: Path, *, demonstration: bool) -> dict[str, str]:
    """Return the whole environment of a command that may change the shape of the database."""
    owner = addresses["DATABASE_OWNER_URL"]
    return {
        **for_web(addresses, folder, demonstration=demonstration),
        "DATABASE_URL": owner,
        "DATABASE_OWNER_URL": owner,
    }


def cannot_write(folder: Path, error: OSError | None = None) -> Trouble:
    """Return the sentence for a folder that will not have us."""
    reason = f" ({error.strerror})" if error else ""
    return Trouble(
        f"Hearth cannot write in {folder}{reason}: start it as the user who owns that folder, or "
        "name another one in HEARTH_HOME."
    )
