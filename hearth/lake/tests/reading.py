"""What is in a lake, read without any of Hearth's own engines."""

import pyarrow.parquet as pq

from hearth.lake.star import TABLES
from hearth.lake.store import read_manifest


def rows_in(folder, name, partnership="apart"):
    """Return all rows of a table, in order."""
    manifest = read_manifest(folder, partnership)
    rows = [
        row
        for part in manifest.parts_of(name)
        for row in pq.ParquetFile(part.path_in(folder, partnership)).read().to_pylist()
    ]
    columns = TABLES[name].names
    return sorted(rows, key=lambda row: tuple(str(row[column]) for column in columns))


def files_in(folder):
    """Return each file with its bytes' time of change, so that a file written anew is seen."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.parquet")}


def everything_in(folder, partnership="apart"):
    return {name: rows_in(folder, name, partnership) for name in TABLES}
