"""The page of reference about measures, made from their definitions."""

import sys

from hearth.evidence.measures import MEASURES, Measure

HEAD = """# Measures

    hearth measure NAME [--engine duckdb|spark|postgres] [--from DAY] [--to DAY]
                        [--partnership NAME] [--by partnership,hub,month] [--lake FOLDER] [--json]

Each measure is defined once, in `hearth/evidence/measures`, and run over the facts of
[the lake](lake.md). This page is made from the definitions, and a test holds it to them.

Without `--from` and `--to` it answers for the last twelve whole months. `--by` says what the
figures are cut by: `partnership`, if nothing is said; `none` for all together. `--lake` reads
another folder than `HEARTH_LAKE`’s, such as one that `hearth simulate` wrote.

Figures are exact: for those inside the building. A table of them that leaves it goes through
[hearth suppress](suppress.md).

## Engines

- `duckdb`: over the lake’s Parquet. It is used unless `--engine` or `HEARTH_EVIDENCE_ENGINE` says
  otherwise.
- `spark`: the same files on a Spark cluster (`HEARTH_SPARK_MASTER`; this machine’s own cores, if it
  is not said). It needs PySpark, which `pip install 'hearth[spark]'` brings, and Java 17.
- `postgres`: the same expression over the same facts as they are in the database just now, for one
  partnership. Tests hold the three to the same rows.

## What it answers

With `--json` an object: what the measure is (`measure`, `title`, `asks`, `definition`, `kind`,
`unit`, `numerator`, `denominator`, `source_rows`, `caveats`), what was asked (`engine`, `from`,
`to`, `by`), and `figures`, a list with what each is cut by and:

- `n`: what the numerator counts. Every figure has it.
- `of`, `share`, `low`, `high`, for a share: the denominator, the share as a fraction, and where its
  Wilson interval of 95 per cent begins and ends; the last three are null of nothing.
- `middle`, for a middle value: the lower of the middle values. Of nothing there is none.

"""


def measures_page() -> str:
    """Return the page, in Markdown."""
    return HEAD + "\n".join(map(_measure, MEASURES.values()))


def _measure(measure: Measure) -> str:
    lines = [
        f"## `{measure.name}`: {measure.title}",
        "",
        f"**{measure.asks}** {measure.definition}",
        "",
        f"- Kind: {measure.kind.value}. Unit: {measure.unit}.",
        f"- Numerator: {measure.numerator}.",
        *([f"- Denominator: {measure.denominator}."] if measure.denominator else []),
        f"- From: {', '.join(f'`{name}`' for name in measure.rows)}"
        f"{', also of before the first day' if measure.reads_before else ''}.",
        f"- Cut by: {', '.join(measure.may_be_cut_by)}.",
        *(f"- {caveat}" for caveat in measure.caveats),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(measures_page())
