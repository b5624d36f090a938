"""
What a phone loads to show a page for the first time: the page and all that it names.

Each thing is asked for as a browser asks, compressed, and its bytes are counted as they come over
the wire. All that a style sheet names is counted, though a browser loads only what it needs of it.
"""

import gzip
import http.client
import re
from urllib.parse import urljoin

NAMED = re.compile(
    rb"""(?:<(?:link|img|use|script)\b[^>]*?\s(?:href|src)=|url\()["']?([^"'()\s>]+)"""
)
NOT_LOADED = re.compile(r"https?:|data:|#")
ACCEPTED = {"Accept-Encoding": "gzip"}


def weight(port: int, path: str, *, host: str) -> int:
    """Return the bytes of a page and of all that it names, headers left out."""
    waiting, seen, total = [path], {path}, 0
    while waiting:
        here = waiting.pop()
        content, sent = _load(port, here, host)
        total += sent
        for found in NAMED.findall(content):
            there = urljoin(here, found.decode()).partition("#")[0]
            if there not in seen and not NOT_LOADED.match(found.decode()):
                seen.add(there)
                waiting.append(there)
    return total


def _load(port: int, path: str, host: str) -> tuple[bytes, int]:
    """Return what is at a path, unpacked, and how many bytes came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": host, **ACCEPTED})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, (path, answer.status)
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(body) if packed else body, len(body)
