"""A real server over the benchmark's own database, and browsers that are signed in to it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from hearth.config.serve import THREADS, WORKERS

HOST = "bench.localhost"
TOKEN = "b" * 32
"""A CSRF token of our own: the cookie and the form need only agree."""


@contextmanager
def serving(
    settings: str = "bench.settings", *, workers: int = WORKERS
) -> Iterator[tuple[int, int]]:
    """Serve with these settings as the web role, and return (port, process id)."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--no-ws",
        "--host", "127.0.0.1", "--port", str(port), "--workers", str(workers),
        "--blocking-threads", str(THREADS), "--log-level", "error",
        "hearth.config.wsgi:application",
    ]  # fmt: skip
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings}
    environment["DATABASE_URL"] = os.environ["HEARTH_BENCH_WEB_URL"]
    server = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start")


def memory_of(pid: int) -> float:
    """Return the memory of the largest serving worker, in MB (what is its own, not shared)."""
    workers = psutil.Process(pid).children(recursive=True) or [psutil.Process(pid)]
    return max(worker.memory_full_info().uss for worker in workers) / 1e6


def cookies_of(session_key: str) -> str:
    """Return the cookies of a signed-in browser."""
    return f"sessionid={session_key}; csrftoken={TOKEN}"
