"""
Clients that keep a server busy, and how long each answer took.

Raw sockets with keep-alive, in processes of their own: the client must cost
as little as it can, for it shares the machine with what it measures. Both
sides of every ratio use it.
"""

import itertools
import multiprocessing
import operator
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Thread

PROCESSES = 2
SECONDS_IN_TURN = 3.0
Requests = Callable[[int], Iterator[bytes]]
"""Given a client's number, yields whole HTTP requests."""
Kind = tuple[int, Requests, bytes]
"""The port of a server, the requests, and the status of an answer as it should be."""


@dataclass(frozen=True)
class Timing:
    """Requests a second, and the times of single requests in milliseconds."""

    requests: int
    per_second: float
    p50: float
    p95: float
    p99: float
    failures: int

    def as_dict(self) -> dict[str, float]:
        return {name: round(value, 3) for name, value in vars(self).items()}


def keep_busy(
    port: int,
    requests: Requests,
    *,
    clients: int = 16,
    seconds: float = 6.0,
    warm_up: float = 1.5,
    good: tuple[bytes, ...] = (b"200", b"302"),
) -> Timing:
    """
    Keep `clients` connections busy for `seconds`, each with its own endless stream of requests.

    :param requests: given a client's number, yields whole HTTP requests as bytes
    :returns: the rate and times after the warm-up; failures count answers of another status
    """
    return timing_of(*_busy(port, requests, clients, seconds, warm_up, good))


def in_turn(kinds: dict[str, Kind], *, rounds: int = 4) -> dict[str, Timing]:
    """
    Keep a server busy with one kind of request after the other, several times, and return each's.

    A machine shared with others is faster in one minute than in the next: so
    all sides of a ratio are measured in every minute. The first round is not counted.

    :param kinds: by name, each with the port of its server
    """
    seen: dict[str, tuple[list[float], float, int]] = {kind: ([], 0.0, 0) for kind in kinds}
    for n in range(rounds + 1):
        for kind, (port, requests, good) in kinds.items():
            busy = _busy(port, requests, 16, SECONDS_IN_TURN, 0.5, (good,))
            if n:
                seen[kind] = tuple(map(operator.add, seen[kind], busy))  # type: ignore[assignment]
    return {kind: timing_of(*all_seen) for kind, all_seen in seen.items()}


def _busy(
    port: int,
    requests: Requests,
    clients: int,
    seconds: float,
    warm_up: float,
    good: tuple[bytes, ...],
) -> tuple[list[float], float, int]:
    """Return the seconds that each answer took, how many seconds all took, and the failures."""
    queue: multiprocessing.Queue[tuple[list[float], int]] = multiprocessing.Queue()
    begin = time.perf_counter() + 0.3
    share = clients // PROCESSES
    processes = [
        multiprocessing.Process(
            target=_process,
            args=(queue, port, requests, range(n * share, (n + 1) * share), begin, warm_up,
                  seconds, good),
        )
        for n in range(PROCESSES)
    ]  # fmt: skip
    for process in processes:
        process.start()
    answers = [queue.get() for _ in processes]
    for process in processes:
        process.join()
    times = list(itertools.chain.from_iterable(times for times, _ in answers))
    return times, seconds, sum(failed for _, failed in answers)


def timing_of(times: list[float], seconds: float, failures: int = 0) -> Timing:
    """Return what a list of seconds comes to."""
    times = sorted(times)

    def at(share: float) -> float:
        return times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else 0.0

    return Timing(len(times), len(times) / seconds, at(0.5), at(0.95), at(0.99), failures)


def _process(
    queue: "multiprocessing.Queue[tuple[list[float], int]]",
    port: int,
    requests: Requests,
    numbers: range,
    begin: float,
    warm_up: float,
    seconds: float,
    good: tuple[bytes, ...],
) -> None:
    times: list[float] = []
    failed = [0]
    threads = [
        Thread(
            target=_client, args=(port, requests(n), begin, warm_up, seconds, good, times, failed)
        )
        for n in numbers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    queue.put((times, failed[0]))


def _client(
    port: int,
    stream: Iterator[bytes],
    begin: float,
    warm_up: float,
    seconds: float,
    good: tuple[bytes, ...],
    times: list[float],
    failed: list[int],
) -> None:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    count_from, end = begin + warm_up, begin + warm_up + seconds
    time.sleep(max(0, begin - time.perf_counter()))
    for request in stream:
        started = time.perf_counter()
        if started >= end:
            break
        connection.sendall(request)
        status = _read_answer(connection)
        took = time.perf_counter() - started
        if started >= count_from:
            times.append(took)
            if status not in good:
                failed[0] += 1
    connection.close()


def _read_answer(connection: socket.socket) -> bytes:
    """Read one whole answer and return its status."""
    data = b""
    while (end := data.find(b"\r\n\r\n")) < 0:
        part = connection.recv(65536)
        if not part:
            return b"closed"
        data += part
    head = data[:end].lower()
    if (at := head.find(b"content-length:")) >= 0:
        length = int(head[at + 15 : head.find(b"\r\n", at) if b"\r\n" in head[at:] else None])
        missing = end + 4 + length - len(data)
        while missing > 0:
            missing -= len(connection.recv(65536))
    elif b"chunked" in head:
        while not data.endswith(b"0\r\n\r\n"):
            data += connection.recv(65536)
    return data[9:12]


def get(path: str, *, host: str, cookies: str) -> bytes:
    """Return a whole GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookies}\r\n\r\n".encode()


def post(path: str, body: str, *, host: str, cookies: str) -> bytes:
    """Return a whole POST request with a form in it."""
    return (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookies}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()
