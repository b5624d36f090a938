"""
Making .venv and putting in it what requirements.txt names: nothing but Python is needed.

Every package comes ready-made (a wheel) and is checked against its hash, so no compiler is
used. A second run finds that nothing has changed, and takes no time.
"""

import argparse
import fcntl
import hashlib
import importlib.util
import os
import re
import select
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hearth.config import environment, ports, running, system_packages
from hearth.config.environment import LOGS, ROOT, VAR, VENV, cannot_write
from hearth.config.terminal import Bar, Trouble, run_to_the_end, say

PYTHON = VENV / "bin" / "python"
LISTS = {"run": ["requirements.txt"], "test": ["requirements.txt", "requirements-test.txt"]}


def main() -> None:
    """Set up what a make command needs, and end the process."""
    parser = argparse.ArgumentParser("python3 -m hearth.config.setup", description=__doc__)
    parser.add_argument("what", choices=LISTS, help="what to install: to run, or to test as well")
    parser.add_argument(
        "--to-start", action="store_true", help="first see whether Hearth could start here at all"
    )
    options = parser.parse_args()
    run_to_the_end(lambda: set_up(options.what, to_start=options.to_start))


def set_up(what: str, *, to_start: bool = False) -> int:
    """
    Make .venv ready.

    :raises Trouble: if it cannot be made, or something cannot be installed.
    """
    if to_start:
        check_it_could_start()
    with alone():
        if not venv_works():
            make_venv()
        for name in LISTS[what]:
            if not is_installed(ROOT / name):
                install(ROOT / name)
        write_launcher()
    return 0


def check_it_could_start() -> None:
    """:raises Trouble: for whatever would stop a start, before anything slow is done."""
    environment.demonstration()
    environment.check_addresses_come_in_pairs()
    running.check_not_running(environment.home())
    ports.check_free(environment.host(), environment.port())


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other command is installing in this folder."""
    try:
        VAR.mkdir(exist_ok=True)
        lock = (VAR / "installing").open("w")
    except OSError as error:
        raise cannot_write(VAR, error) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another command is installing what Hearth needs: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def venv_works() -> bool:
    """Test if .venv is whole, and its Python still the one that it was made with."""
    try:
        made_with = (VENV / "pyvenv.cfg").read_text()
        look = [str(PYTHON), "-ISc", "import sys; print('%d.%d' % sys.version_info[:2])"]
        now = subprocess.check_output(look, text=True).strip()
    except (OSError, subprocess.CalledProcessError):
        return False
    same = re.search(rf"^version\S* = {re.escape(now)}\b", made_with, re.MULTILINE)
    return bool(same) and (VENV / "bin" / "pip").exists()


def make_venv() -> None:
    """
    Make .venv anew.

    :raises Trouble: if it cannot be.
    """
    if not importlib.util.find_spec("ensurepip") and not (
        system_packages.install("python3-venv") and _has_ensurepip()
    ):
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Trouble(
            "This Python comes without venv: install it (on Debian or Ubuntu: apt install "
            f"python3-venv, or python{version}-venv) and run the command again."
        )
    say("Making a place for the programs Hearth needs (.venv)")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)],
        check=False,
        capture_output=True,
        text=True,
    )
    if made.returncode:
        keep("venv.log", made.stdout + made.stderr)
        raise Trouble(f"The folder .venv could not be made; why is in {LOGS / 'venv.log'}.")


def _has_ensurepip() -> bool:
    """Ask a new process: this one has already looked, and remembers."""
    look = [sys.executable, "-c", "import ensurepip"]
    return subprocess.run(look, check=False, capture_output=True).returncode == 0


def is_installed(requirements: Path) -> bool:
    """Test if a list of packages is installed as it stands."""
    try:
        return stamp_of(requirements).read_text() == fingerprint(requirements)
    except FileNotFoundError:
        return False


def stamp_of(requirements: Path) -> Path:
    return VENV / f"{requirements.stem}.installed"


def fingerprint(requirements: Path) -> str:
    """Return what must be the same for an installation to be good still."""
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    return f"{wanted} in {VENV}"


def install(requirements: Path) -> None:
    """
    Install a list of packages, showing how far along it is.

    :raises Trouble: if pip fails; what pip said is kept in var/log.
    """
    wanted = len(re.findall(r"^[A-Za-z0-9][^\s;]*==", requirements.read_text(), re.MULTILINE))
    command = [str(PYTHON), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
    command += ["--disable-pip-version-check", "--only-binary", ":all:", "--require-hashes"]
    log = f"{requirements.stem}.log"
    with subprocess.Popen(
        [*command, "-r", str(requirements)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PIP_USER": "0", "PYTHONUNBUFFERED": "1"},
    ) as pip:
        try:
            said = watch(pip, requirements.name, wanted)
        except BaseException:  # somebody asked us to stop, and pip is to stop too
            pip.terminate()
            raise
    keep(log, said)
    if pip.returncode:
        raise Trouble(f"{reason(said)}; all that pip said is in var/log/{log}.")
    stamp_of(requirements).write_text(fingerprint(requirements))


def watch(pip: subprocess.Popen[bytes], name: str, wanted: int) -> str:
    """Show how far pip is, to its end, and return what it said."""
    assert pip.stdout
    source, started = pip.stdout.fileno(), "Installing collected packages"
    with Bar(f"Fetching what {name} lists", wanted) as bar:
        said = read_out(source, until=started, bar=bar)
        if started in said or pip.wait() == 0:
            bar.finish()
    if started in said:
        there, new = installed_packages(), said.rpartition(started)[2].count(",") + 1
        with Bar(f"Installing what {name} lists", new) as bar:
            said += read_out(source, bar=bar, done=lambda: installed_packages() - there)
            if pip.wait() == 0:
                bar.finish()
    return said


def read_out(
    source: int, *, bar: Bar, until: str | None = None, done: Callable[[], int] | None = None
) -> str:
    """Return what pip says, to its end or up to a line; meanwhile move the bar."""
    said = ""
    while True:
        if select.select([source], [], [], 0.3)[0]:
            piece = os.read(source, 65536).decode(errors="replace")
            if not piece:
                return said
            said += piece
            if until and re.search(rf"{until}.*\n", said):
                return said
        if done:
            bar.show(done())
        else:
            bar.show(len(re.findall(r"^(?:Collecting|Requirement already|Ignoring) ", said, re.M)))


def installed_packages() -> int:
    return sum(1 for _ in VENV.glob("lib/python3*/site-packages/*.dist-info"))


def reason(said: str) -> str:
    """Return what went wrong with an installation, in a sentence for whoever wanted to run it."""
    package = re.search(r"No matching distribution found for ([^\s(]+)", said)
    no_network = r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Connection "
    if re.search(no_network + r"|Retrying \(|ProxyError|IncompleteRead|ChunkedEncoding", said):
        return "A download broke off: check that this machine reaches the internet and try again"
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return (
            "The package index could not be trusted: this machine does not know its certificate "
            "(on Debian: apt install ca-certificates)"
        )
    if "DO NOT MATCH THE HASHES" in said:
        return (
            "A package that was downloaded is not the one Hearth was tested with, and was refused: "
            "try again, and if it happens again tell us"
        )
    if "No space left on device" in said:
        return "The disk is full"
    if package:
        machine = (
            f"Python {sys.version_info.major}.{sys.version_info.minor} on {os.uname().machine}"
        )
        return (
            f"There is no ready-made {package[1]} for {machine}, and Hearth does not ask for a "
            "compiler: use another Python, as in make start PYTHON=python3.12"
        )
    return "The programs that Hearth needs could not be installed"


def keep(name: str, said: str) -> None:
    """Keep what a program said, for whoever wants to know more."""
    LOGS.mkdir(parents=True, exist_ok=True)
    (LOGS / name).write_text(said)


def write_launcher() -> None:
    """
    Write .venv/bin/hearth, so that `hearth …` works once .venv is activated, from anywhere.

    A line of shell rather than a Python script with a #! line, which cannot name a folder with
    a space in it.
    """
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import hearth.config.cli as hearth; "
    code += "hearth.main()"
    text = f'#!/bin/sh\nexec {shlex.quote(str(PYTHON))} -P -c {shlex.quote(code)} "$@"\n'
    launcher = VENV / "bin" / "hearth"
    if not launcher.exists() or launcher.read_text() != text:
        launcher.write_text(text)
        launcher.chmod(0o755)
