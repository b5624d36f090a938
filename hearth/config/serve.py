"""
The processes that serve, side by side: the web server and the two workers that do jobs.

They stand and fall together. If one ends by itself the others are stopped, and it is said;
when somebody asks to stop, all stop, and nothing stays behind.
"""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hearth.config import environment
from hearth.config.environment import ROOT
from hearth.config.kernel import END_WITH_PARENT, ask_linux
from hearth.config.terminal import Trouble

PATIENCE = 10.0  # seconds that a process has to end when asked
READY_WITHIN = 60.0  # seconds for the first answer
LOOK_EVERY = 0.25  # seconds
WORKERS = 4
"""Processes that answer, of about 80 MB each. Two a core answered a fifth more than one did."""
THREADS = 4


class Process:
    """One of the processes."""

    def __init__(self, name: str, command: list[str], env: dict[str, str]) -> None:
        self.name = name
        # In a session of its own, Ctrl-C reaches it through us and not before us.
        self.popen = subprocess.Popen(
            command,
            env=env,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )


def _end_with_parent() -> None:
    """Ask to end this process if its parent is killed without a chance to do so."""
    ask_linux(END_WITH_PARENT, signal.SIGTERM)


def commands() -> dict[str, list[str]]:
    """Return what runs, by name."""
    binaries = Path(sys.executable).parent
    return {
        "web server": [
            str(binaries / "granian"),
            *("--interface", "wsgi", "--host", environment.host()),
            *("--port", str(environment.port()), "--workers", str(WORKERS)),
            *("--blocking-threads", str(THREADS), "--no-ws", "--log-level", "error"),
            *("--respawn-failed-workers", "hearth.config.wsgi:application"),
        ],
        "job worker": [sys.executable, "-m", "hearth.config.jobs", "--the-rest"],
        "job worker for what cannot wait": [
            sys.executable,
            "-m",
            "hearth.config.jobs",
            "--at-once",
        ],
    }


def serve(
    env: dict[str, str], *, database_runs: Callable[[], bool], when_ready: Callable[[], None]
) -> None:
    """
    Serve until asked to stop (which arrives here as an exception).

    :raises Trouble: if one of the processes, or the database, ends by itself.
    """
    web_server, *job_workers = commands().items()
    with side_by_side(dict([web_server]), env) as processes:
        wait_for_an_answer(processes)
        for job_worker in job_workers:  # after: somebody waits for the first page
            processes.append(Process(*job_worker, env))
        when_ready()
        while database_runs():
            check_all_run(processes)
            time.sleep(LOOK_EVERY)
        raise Trouble("The database ended by itself, so Hearth has stopped; its log says why.")


@contextmanager
def side_by_side(commands: dict[str, list[str]], env: dict[str, str]) -> Iterator[list[Process]]:
    """Run commands together; leave none behind, however this ends."""
    processes: list[Process] = []
    try:
        for name, command in commands.items():
            processes.append(Process(name, command, env))
        yield processes
    finally:
        end(processes)


def check_all_run(processes: list[Process]) -> None:
    """:raises Trouble: if one of them has ended."""
    for process in processes:
        if (code := process.popen.poll()) is not None:
            how = f"by signal {-code}" if code < 0 else f"with code {code}"
            raise Trouble(
                f"The {process.name} ended by itself ({how}), so Hearth has stopped; what it said "
                "is above."
            )


def wait_for_an_answer(processes: list[Process]) -> None:
    """
    Return once the web server and its database answer.

    :raises Trouble: if they never do, or a process ends.
    """
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        check_all_run(processes)
        if is_well():
            return
        time.sleep(0.05)
    raise Trouble(f"The web server did not answer within {READY_WITHIN:.0f} seconds.")


def is_well() -> bool:
    """Test if the web server says that it is well: nothing but /healthz's own answer counts."""
    host = environment.host()
    here = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 (compared, not bound)
    door = http.client.HTTPConnection(here, environment.port(), timeout=5)
    try:
        door.request("GET", "/healthz")
        answer = door.getresponse()
        return answer.status == 200 and answer.read() == b"ok\n"
    except (http.client.HTTPException, OSError):
        return False
    finally:
        door.close()


def end(processes: list[Process]) -> None:
    """Ask each process to end; whatever is left after a while is made to."""
    for process in processes:
        with suppress(ProcessLookupError):
            process.popen.terminate()
    until = time.monotonic() + PATIENCE
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.popen.wait(max(until - time.monotonic(), 0.1))
    for process in processes:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.popen.pid, signal.SIGKILL)  # its children too, if any outlived it
        process.popen.wait()
