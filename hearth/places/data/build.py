"""
Make postcodes.bin and areas.csv from pilot_postcodes.csv.gz.

    python -m hearth.places.data.build

Both are committed, so this is run again only when the source is newer. The
source names areas as the Ordnance Survey does; "York (B)" and "Castle ED" are
put into everyday words, "York" and "Castle".
"""

import csv
import gzip
import re
from pathlib import Path

from hearth.places.geo import DATA, RECORD, key_of

AREA = ("local_authority_code", "local_authority", "ward_code", "ward")


def build(source: Path, folder: Path) -> int:
    """
    Write both files into a folder and return how many postcodes there are.

    This function will always write the same bytes for the same source.
    """
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    areas = sorted({tuple(row[column] for column in AREA) for row in rows})
    middles: dict[tuple[str, ...], list[tuple[float, float]]] = {}
    for row in rows:
        spot = float(row["latitude"]), float(row["longitude"])
        middles.setdefault(tuple(row[column] for column in AREA), []).append(spot)
    line_of = {area: line for line, area in enumerate(areas)}
    records = sorted(
        RECORD.pack(
            key_of(*row["postcode"].split()),
            _millionths(row["latitude"]),
            _millionths(row["longitude"]),
            line_of[tuple(row[column] for column in AREA)],
        )
        for row in rows
    )
    (folder / "postcodes.bin").write_bytes(b"".join(records))
    with (folder / "areas.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*AREA, "latitude", "longitude"])
        for area in areas:
            authority_code, authority, ward_code, ward = area
            named = [authority_code, _everyday(authority), ward_code, _everyday(ward)]
            writer.writerow([*named, *_middle(middles[area])])
    return len(records)


def _middle(spots: list[tuple[float, float]]) -> list[str]:
    """Return the mean of an area's postcodes: where its people live, more or less."""
    return [f"{sum(each) / len(spots):.4f}" for each in zip(*spots, strict=True)]


def _millionths(degrees: str) -> int:
    return round(float(degrees) * 1_000_000)


def _everyday(name: str) -> str:
    return re.sub(r"( District)?( \([A-Z]+\))?$| ED$", "", name)


if __name__ == "__main__":
    build(DATA / "pilot_postcodes.csv.gz", DATA)
