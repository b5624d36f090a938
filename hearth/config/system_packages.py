"""Asking Debian for what pip cannot bring, where we may."""

import os
import shutil
import subprocess

from hearth.config.environment import LOGS
from hearth.config.terminal import Bar, say


def install(package: str) -> bool:
    """Return whether apt installed a package. Without apt, or the right to use it, it did not."""
    may = by_what_right()
    if may is None:
        return False
    say(f"Installing {package} with apt (what it says is kept in var/log/apt.log)")
    return _apt(may, "update", "Asking what there is") and _apt(
        may, "install", f"Installing {package}", "-y", "--no-install-recommends", package
    )


def by_what_right() -> list[str] | None:
    """Return what to put before apt-get: nothing as root, sudo where it asks no password."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def _apt(may: list[str], what: str, title: str, *options: str) -> bool:
    """Run apt-get, whose own reports (`dlstatus:…:percent:…`) move the bar."""
    command = [*may, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    command += ["-o", "APT::Status-Fd=1", "-o", "Dpkg::Use-Pty=0", what, *options]
    LOGS.mkdir(parents=True, exist_ok=True)
    with (
        (LOGS / "apt.log").open("a") as log,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as apt,
        Bar(title, 200 if what == "install" else 100) as bar,
    ):
        assert apt.stdout
        for line in apt.stdout:
            kind, _, rest = line.partition(":")
            if kind in {"dlstatus", "pmstatus"} and rest.count(":") >= 2:
                percent = float(rest.split(":")[1] or 0)
                bar.show(int(percent) + (100 if kind == "pmstatus" else 0))
            else:
                log.write(line)
        if apt.wait() == 0:
            bar.finish()
    return apt.returncode == 0
