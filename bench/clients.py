"""
Clients that keep a server busy, and how long each answer took.

Raw sockets with keep-alive, in processes of their own: the client must cost
as little as it can, for it shares the machine with what it measures. Both
sides of every ratio use it.
"""

import itertools
import multiprocessing
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Thread

PROCESSES = 2


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
    requests: Callable[[int], Iterator[bytes]],
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
    times = sorted(itertools.chain.from_iterable(times for times, _ in answers))
    failures = sum(failed for _, failed in answers)
    return timing_of(times, seconds, failures)


def timing_of(times: list[float], seconds: float, failures: int = 0) -> Timing:
    """Return what a sorted list of seconds comes to."""

    def at(share: float) -> float:
        return times[min(len(times) - 1, int(len(times) * share))] * 1000 if times else 0.0

    return Timing(len(times), len(times) / seconds, at(0.5), at(0.95), at(0.99), failures)


def _process(
    queue: "multiprocessing.Queue[tuple[list[float], int]]",
    port: int,
    requests: Callable[[int], Iterator[bytes]],
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
