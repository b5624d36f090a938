"""Keeping the file itself while it waits: packed, in pieces, each sealed."""

import base64
import zlib

from hearth.sheets.models import Sheet, SheetPart
from hearth.sheets.queries import shape_of

PIECE = 500_000  # bytes: small enough that no statement is large


def put_away(sheet: Sheet, content: bytes) -> None:
    """Keep the bytes of a file with its sheet."""
    packed = zlib.compress(content, 1)
    for number, start in enumerate(range(0, len(packed), PIECE)):
        part = SheetPart(sheet=sheet, site_id=sheet.site_id, number=number)
        part.content = base64.b64encode(packed[start : start + PIECE]).decode()
        part.save(force_insert=True)


SAYS = ["decided_sealed", "shape_sealed", "unclear_sealed"]
"""The columns of a sheet itself that hold something of what it says."""


def let_go(sheet: Sheet) -> None:
    """Keep nothing of what a sheet says: not the file, not its rows."""
    sheet.parts.all().delete()
    sheet.read_rows.all().delete()
    sheet.shape_sealed = sheet.unclear_sealed = sheet.decided_sealed = b""


def let_go_of_the_good(sheet: Sheet) -> None:
    """Keep only the rows that are still to be put right, and the headings over them."""
    sheet.parts.all().delete()
    sheet.read_rows.filter(is_wrong=False).delete()
    sheet.shape = shape_of(sheet).headings_alone.as_json()
    sheet.unclear_sealed = sheet.decided_sealed = b""
