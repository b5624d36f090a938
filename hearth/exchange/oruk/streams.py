"""
Everything of one kind in one answer, a line for each, as long as there is room for it.

A stream keeps one of the process's few threads for as long as its reader takes, and a reader can
be as slow as they like. So there are few at once, none for ever, and none keeps anything of the
database between two turns.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse

from hearth.exchange.oruk.keeping import Said
from hearth.exchange.oruk.manners import TooMuch, written
from hearth.exchange.queries.oruk import after
from hearth.foundation.acting import acting_as
from hearth.foundation.crowding import AtOnce
from hearth.foundation.schema import in_schema, schema_in_hand

LONGEST = 300.0
"""Seconds. Fifty thousand entries in full take less than a third of it."""

streams = AtOnce(2)
"""Two of a process's four threads: the others go on answering."""


class TooSlow(Exception):
    """The reader of a stream has taken too long. It breaks off, so that they can tell."""


def stream(
    request: HttpRequest, rows: QuerySet[Any], tell: Callable[[Any], Said]
) -> StreamingHttpResponse:
    """
    Return every row, a line for each.

    :raises TooMuch: if there is no room for one more stream, or its address reads one already
    """
    let_out = streams.let_in(request)
    if let_out is None:
        raise TooMuch("Somebody is reading a whole list just now.", seconds=30)
    lines = _Lines(_lines(rows, tell, schema_in_hand()), let_out)
    return StreamingHttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")


class _Lines:
    """The lines of a stream. Its place is free once it is closed, whether it was begun or not."""

    def __init__(self, lines: Iterator[bytes], let_out: Callable[[], None]) -> None:
        self.lines, self.close = lines, let_out

    def __iter__(self) -> Iterator[bytes]:
        return self.lines


def _lines(rows: QuerySet[Any], tell: Callable[[Any], Said], schema: str) -> Iterator[bytes]:
    until = time.monotonic() + LONGEST
    last: UUID | None = None
    while True:
        if time.monotonic() > until:
            raise TooSlow
        with in_schema(schema), acting_as(None):
            some = after(rows, last)
            said = b"".join(written(tell(row)) + b"\n" for row in some)
        yield said
        if not some:
            return
        last = some[-1].id
