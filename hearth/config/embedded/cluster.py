"""One PostgreSQL data folder, and the server on it for as long as a command needs one."""

import fcntl
import hashlib
import os
import pwd
import secrets
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from hearth.config.embedded import programs
from hearth.config.environment import cannot_write
from hearth.config.kernel import ADOPT_ORPHANS, ask_linux, memory
from hearth.config.terminal import Trouble, mention

NOBODY = 65534  # PostgreSQL refuses to run as root; this uid needs no account.
LONGEST_SOCKET_FOLDER = 90  # A socket's whole address must fit in 107 bytes.
ROLES = ("hearth_owner", "hearth_web")
RECOVERY = 600  # seconds that a server may need after a crash to read its journal
LONG_LOG = 5_000_000  # bytes: past this, the server's log begins again

FORGETFUL = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
    "shared_buffers": "128MB",
}  # fmt: skip
"""Settings for tests alone: faster, and a power cut may cost everything."""


class Cluster:
    """
    One PostgreSQL data folder. Commands that overlap share the server.

    :raises Trouble: from any method, if the folder cannot be used or the server will not run.
    """

    def __init__(
        self, home: Path, *, settings: dict[str, str] | None = None, programs_in: Path | None = None
    ) -> None:
        self.drop_to = NOBODY if os.geteuid() == 0 else None
        self.settings = settings or {}
        self.home = self._reachable(home)
        self.data = self.home / "data"
        self._check_whose_data()
        self.secrets = self.home / "secrets"
        self.log = self.home / "log" / "postgresql.log"
        self._folder(self.secrets, mode=0o700)
        self._folder(self.log.parent, mode=0o700, servers=True)
        self.socket = self._socket_folder()
        self.bin = self._programs_that_reach(programs_in or programs.for_a_server())

    @contextmanager
    def running(self) -> Iterator[dict[str, str]]:
        """
        Start the server unless it runs; stop it unless another command still needs it.

        Two locks: `changing` is held for the moment that it takes to start or stop; `using`
        is shared by everyone who needs the server. Both are the kernel's, so a command that
        is killed lets go of them.
        """
        with (self.home / "using").open("w") as using:
            try:
                with self._changing():
                    fcntl.flock(using, fcntl.LOCK_SH)
                    self._start()
                    addresses = self._addresses()
                yield addresses
            finally:
                with self._changing():
                    fcntl.flock(using, fcntl.LOCK_UN)
                    try:
                        fcntl.flock(using, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except BlockingIOError:
                        pass
                    else:
                        self._stop()

    def is_running(self) -> bool:
        """Test if the server has not ended, quickly enough to ask again and again."""
        if (process := self._process()) is None:
            return False
        _let_go_of(process)
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
        return True

    def empty(self) -> None:
        """Throw the database away and make it anew: for tests. The server must be running."""
        with self._as_superuser() as server:
            server.execute("DROP DATABASE IF EXISTS hearth WITH (FORCE)")
        self._addresses()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with (self.home / "changing").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._create()
        made_by = int((self.data / "PG_VERSION").read_text())
        if made_by != programs.version(self.bin):
            raise Trouble(
                f"The data in {self.home} was made by PostgreSQL {made_by}, and the programs here "
                f"are PostgreSQL {programs.version(self.bin)}: name a folder of programs of "
                f"version {made_by} in HEARTH_PG_BIN, back up, and restore into a new folder."
            )
        if self._answers():
            return
        if self.log.exists() and self.log.stat().st_size > LONG_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        settings = {"listen_addresses": "", "shared_buffers": _own_memory(), **self.settings}
        options = ["-k", str(self.socket)]
        for name, value in settings.items():
            options += ["-c", f"{name}={value}"]
        ask_linux(ADOPT_ORPHANS, 1)  # pg_ctl starts the server, and then ends
        start = ["pg_ctl", "start", "-w", "-s", "-t", str(RECOVERY), "-D", str(self.data)]
        for _ in range(20):
            self.is_running()  # if one that was killed is ours still, let it go
            if self._pg(*start, "-l", str(self.log), "-o", shlex.join(options)) == 0:
                return
            time.sleep(0.25)  # after a crash the old process can linger for a moment
        raise Trouble(f"The database did not start; why is at the end of {self.log}.")

    def _stop(self) -> None:
        process = self._process()
        self._pg("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(self.data))
        _let_go_of(process)

    def _answers(self) -> bool:
        """Test by asking: a process that was killed can look as if it ran."""
        try:
            with self._as_superuser():
                return True
        except psycopg.OperationalError:
            return False

    def _process(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, IndexError, ValueError):
            return None

    def _create(self) -> None:
        """Make the data beside its place and move it in: an interrupted start leaves no half."""
        if self.data.exists():
            raise Trouble(
                f"There is something in {self.data} that is not a database: look at it, and move "
                "it away if it is not needed."
            )
        new = self.home / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        self._folder(new, mode=0o700, servers=True)
        for role in ("postgres", *ROLES):
            self._keep(role, secrets.token_urlsafe(32))
        password = self.socket / "password"
        password.touch(mode=0o600)
        password.write_text(self._kept("postgres"))
        self._give(password)
        locale = (
            ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            if programs.version(self.bin) >= 17
            else ["--locale=C.UTF-8"]
        )
        scram = ["--auth=scram-sha-256", "--username=postgres", f"--pwfile={password}"]
        code = self._pg("initdb", *scram, *locale, "-E", "UTF8", "-k", "-D", str(new))
        password.unlink()
        if code:
            raise Trouble(f"The database could not be made in {self.home}; is the disk full?")
        new.rename(self.data)

    @contextmanager
    def _as_superuser(self) -> Iterator[psycopg.Connection]:
        address = self._address("postgres", "postgres")
        with psycopg.connect(address, autocommit=True) as server:
            yield server

    def _addresses(self) -> dict[str, str]:
        """Return where the database is, after making sure that it and its two roles exist."""
        with self._as_superuser() as server:
            found = server.execute("SELECT 1 FROM pg_database WHERE datname = 'hearth'")
            if not found.fetchone():
                for role in ROLES:
                    there = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
                    word = sql.SQL("ALTER" if there.fetchone() else "CREATE")
                    name, password = sql.Identifier(role), sql.Literal(self._kept(role))
                    order = sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(word, name, password)
                    server.execute(order)
                server.execute("ALTER ROLE hearth_owner CREATEDB")
                server.execute("GRANT hearth_web TO hearth_owner")  # so that tests can be the web
                server.execute("CREATE DATABASE hearth OWNER hearth_owner")
        return {
            "DATABASE_URL": self._address("hearth_web", "hearth"),
            "DATABASE_OWNER_URL": self._address("hearth_owner", "hearth"),
        }

    def _address(self, role: str, database: str) -> str:
        folder = quote(str(self.socket), safe="")
        return f"postgresql://{role}:{self._kept(role)}@/{database}?host={folder}"

    def _keep(self, name: str, secret: str) -> None:
        path = self.secrets / name
        path.touch(mode=0o600)
        path.write_text(secret)

    def _kept(self, name: str) -> str:
        try:
            return (self.secrets / name).read_text()
        except OSError as error:
            raise Trouble(
                f"The database's own password cannot be read in {self.secrets} ({error.strerror})."
            ) from None

    def _reachable(self, home: Path) -> Path:
        """Return the folder to use: root's own may be closed to the uid that runs the server."""
        self._folder(home)
        if self.drop_to and not self._reaches(home):
            name = hashlib.sha256(str(home).encode()).hexdigest()[:12]
            home = Path("/var/lib/hearth") / name
            self._folder(home)
            mention(f"The database is kept in {home}")
        return home

    def _check_whose_data(self) -> None:
        """PostgreSQL runs only on data of its own uid's, and its messages hide that well."""
        servers_uid = self.drop_to or os.geteuid()
        try:
            owner = self.data.stat().st_uid
        except FileNotFoundError:
            return
        if owner != servers_uid:
            raise Trouble(
                f"The data in {self.home} belongs to the user {name_of(owner)}, and has to "
                f"belong to {name_of(servers_uid)}: start Hearth as the user who did before, "
                "or name another folder in HEARTH_HOME."
            )

    def _socket_folder(self) -> Path:
        folder = self.home / "run"
        if len(str(folder)) > LONGEST_SOCKET_FOLDER or set(str(folder)) & set("\"',"):
            name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
            folder = Path(tempfile.gettempdir()) / f"hearth-{name}"
        self._folder(folder, mode=0o700, servers=True)
        return folder

    def _folder(self, folder: Path, *, mode: int = 0o755, servers: bool = False) -> None:
        """Make sure of a folder; one that is the server's belongs to the server's uid."""
        try:
            folder.mkdir(mode=mode, parents=True, exist_ok=True)
            if servers:
                self._give(folder)
        except OSError as error:
            raise cannot_write(folder, error) from None
        if not os.access(folder, os.W_OK | os.X_OK):
            raise cannot_write(folder)

    def _give(self, path: Path) -> None:
        if self.drop_to:
            os.chown(path, self.drop_to, self.drop_to)

    def _programs_that_reach(self, folder: Path) -> Path:
        """Return the programs, copied with their libraries if the server's uid cannot get there."""
        if not self.drop_to or self._reaches(folder):
            return folder
        install, package = folder.parent, folder.parents[1]
        copy = self.home / "server" / package.name
        if not copy.exists():
            libraries = package.with_name(package.name + ".libs")  # they find each other by place
            unfinished = copy.with_name("unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            shutil.copytree(install, unfinished / install.name, symlinks=True)
            if libraries.exists():
                shutil.copytree(libraries, copy.with_name(libraries.name), dirs_exist_ok=True)
            unfinished.rename(copy)
        return copy / install.name / "bin"

    def _reaches(self, folder: Path) -> bool:
        """Test if the uid that runs the server can get to the folder."""
        look = subprocess.run(
            ["ls", str(folder)], check=False, capture_output=True, user=self.drop_to
        )
        return look.returncode == 0

    def _pg(self, program: str, *options: str) -> int:
        """Run one of PostgreSQL's programs as the server's uid, and return its exit code."""
        with (self.home / "log" / "programs.log").open("a") as log:
            done = subprocess.run(
                [str(self.bin / program), *options],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.home,
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC", "HOME": str(self.home)},
                user=self.drop_to,
                group=self.drop_to,
                extra_groups=[] if self.drop_to else None,
            )
        return done.returncode


def _let_go_of(process: int | None) -> None:
    """Leave no entry of a server that has ended among the processes, if we adopted it."""
    if process:
        with suppress(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"number {uid}"


def _own_memory() -> str:
    """
    Return how much memory the server keeps for itself: an eighth, from 128 MB to 1 GB.

    PostgreSQL's manual advises a quarter of a machine that does nothing else; this one serves too.
    """
    eighth = memory() // 8 // 1_000_000
    return f"{min(max(eighth, 128), 1024)}MB"
