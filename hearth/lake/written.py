"""The page of reference about the lake, made from the star schema."""

import sys

from hearth.lake.star import AGE_BANDS, DIMENSIONS, FACTS, Table

HEAD = """# The lake

De-identified facts for analysts and for measures: one row for each thing that happened, in
Parquet. This page is made from `hearth/lake/star.py`, and a test holds it to it. How to fill it:
[Fill the lake](../how-to/fill-the-lake.md).

It is still personal data. It lies on an encrypted volume, its files are their owner’s alone, and
only tables that went through a disclosure policy ([hearth suppress](suppress.md)) leave it.

## Who is in it, and who is not

- A person is a number (`person`), keyed by the partnership’s own keys: the same in every fact of
  one partnership, another in each partnership, and another for everybody after `hearth
  rotate-keys`. Records that are linked as one person have one.
- Nobody’s name, birth date, postcode or words are in it. An age is a band on the day: {bands}.
- Somebody who objected to being part of reports, or whose record is kept and not used, is in no
  fact. Their visits stand as those of somebody without a name. At the next run after they say so
  they are gone from every month; so is whoever is linked with them.
- What was erased is gone at the next run. Visits, conversations and introductions that reports
  still count stand as nobody’s.
- Facts are as they stand now: what is put right, or taken back, is put right in its month at the
  next run.

## Where it lies

    FOLDER/york.json                                which files count, and when they were read
    FOLDER/visits/partnership=york/month=2026-03/DIGEST.parquet       one month of one fact
    FOLDER/hubs/partnership=york/DIGEST.parquet                       one dimension

Only files that the manifest names count. It is put in its place last, whole; files that it names
no more are taken away at once. A file is named by what it holds, so a month that did not change
is not written again. Every row of a fact also has `partnership` and `month` (such as `2026-03`),
and every row of a dimension `partnership`, from where its file lies.

## How it is known which months changed

Visits are many: a month of them is read again if a mark says that it changed, or if it holds one
of the three days before the last filling. Triggers in the database leave the marks, in the
transaction of the change: for a visit that is written, changed or taken away more than two days
after it, and for every month in which a person came who is left out, or not any more, is linked
or unlinked, or whose birth date changes. All else is read again each time, and written where it
differs. Everything is read again if the database does not know the last filling (it was brought
back from a backup, or the filling was stopped at its very end), if keys were changed, or with
`--whole`.

"""


def lake_page() -> str:
    """Return the page, in Markdown."""
    parts = [HEAD.replace("{bands}", ", ".join(AGE_BANDS))]
    parts += ["## Facts\n", *map(_table, FACTS), "## Dimensions\n", *map(_table, DIMENSIONS)]
    return "\n".join(parts)


def _table(table: Table) -> str:
    rows = [
        f"| `{column.name}` | {column.kind}{', or none' if column.may_be_missing else ''} "
        f"| {column.means} |"
        for column in table.columns
    ]
    head = [f"### `{table.name}`", "", f"{table.row[0].upper()}{table.row[1:]}.", ""]
    return "\n".join([*head, "| Column | Kind | What it means |", "|---|---|---|", *rows, ""])


if __name__ == "__main__":
    sys.stdout.write(lake_page())
