"""The whole directory as a file, written some entries at a time whatever its size."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.writer.excel import save_workbook

from hearth.exchange.lists.to_rows import HEADINGS, rows_of
from hearth.exchange.oruk.keeping import Said
from hearth.exchange.oruk.whole import Whole
from hearth.exchange.queries import lists as queries
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Actor
from hearth.foundation.schema import in_schema, schema_in_hand

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json; charset=utf-8",
    "ndjson": "application/x-ndjson; charset=utf-8",
}


def answer(kind: str, *, actor: Actor) -> HttpResponseBase:
    """:raises Http404: if there is no such kind of file"""
    if kind not in KINDS:
        raise Http404
    name = f"directory {timezone.localdate()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "xlsx":
        return HttpResponse(as_xlsx(actor=actor), content_type=KINDS[kind], headers=headers)
    pieces: Callable[..., Iterator[str]] = {"csv": as_csv, "json": as_json, "ndjson": as_ndjson}[
        kind
    ]
    stream = _on_its_own(pieces, actor)
    return StreamingHttpResponse(stream, content_type=KINDS[kind], headers=headers)


def _on_its_own(pieces: Callable[..., Iterator[str]], actor: Actor) -> Iterator[bytes]:
    """Yield pieces in a transaction of their own: the page's is over when they are asked for."""
    schema = schema_in_hand()

    def flow() -> Iterator[bytes]:
        with in_schema(schema), acting_as(actor):
            for piece in pieces(actor=actor):
                yield piece.encode()

    return flow()


def as_csv(*, actor: Actor) -> Iterator[str]:
    yield "\ufeff" + _line(HEADINGS)
    for some in queries.in_groups(queries.every_service(actor=actor)):
        yield "".join(map(_line, rows_of(some)))


def _line(cells: Any) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def as_xlsx(*, actor: Actor) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Services")
    sheet.append(HEADINGS)
    for some in queries.in_groups(queries.every_service(actor=actor)):
        for row in rows_of(some):
            sheet.append(row)
    file = io.BytesIO()
    save_workbook(book, file)
    return file.getvalue()


def as_ndjson(*, actor: Actor) -> Iterator[str]:
    """Yield a line for each list of words, each organisation apart and each service."""
    for said in (*_taxonomies(), *_organizations(actor)):
        yield _written(said) + "\n"
    for said in _services(actor):
        yield _written(said) + "\n"


def as_json(*, actor: Actor) -> Iterator[str]:
    """Yield one page of the standard's, with what stands beside services in lists of its own."""
    total = queries.every_service(actor=actor).count()
    head = {
        "total_items": total, "total_pages": 1, "page_number": 1, "size": total,
        "first_page": True, "last_page": True, "empty": not total,
        "taxonomies": _taxonomies(), "organizations": _organizations(actor),
    }  # fmt: skip
    yield _written(head)[:-1] + ',"contents":['
    for number, said in enumerate(_services(actor)):
        yield ("," if number else "") + _written(said)
    yield "]}"


def _services(actor: Actor) -> Iterator[Said]:
    for some in queries.in_groups(queries.every_service(actor=actor)):
        whole = queries.writer_for(some)
        yield from (whole.service(row) for row in some)


def _taxonomies() -> list[Said]:
    return [Whole().taxonomy(row, terms) for row, terms in queries.other_taxonomies()]


def _organizations(actor: Actor) -> list[Said]:
    rows = queries.providers_apart(actor=actor)
    given = queries.contacts_given(rows)
    whole = Whole(queries.contacts_of([row.id for row in rows]))
    said = []
    for row in rows:
        contacts = whole.contacts_of_organization(row, given)
        said.append(whole.organization(row) | ({"contacts": contacts} if contacts else {}))
    return said


def _written(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
