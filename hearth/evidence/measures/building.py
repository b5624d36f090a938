"""Parts that expressions are made of, written so that every engine gives the same rows."""

import ibis
import ibis.expr.types as ir

from hearth.evidence.measures.defining import Asked


def within(table: ir.Table, asked: Asked) -> ir.Table:
    """Return the rows of the days that were asked about."""
    return table.filter(table.day.between(asked.first, asked.last))


def until(table: ir.Table, asked: Asked) -> ir.Table:
    """Return the rows up to the last day that was asked about."""
    return table.filter(table.day <= asked.last)


def counted(table: ir.Table, asked: Asked, **figures: ir.IntegerScalar) -> ir.Table:
    """Return some sums or counts by what was asked. Of nothing they are nought."""
    sums = {name: figure.coalesce(0).cast("int64") for name, figure in figures.items()}
    return table.aggregate(by=list(asked.by), **sums)


def share(table: ir.Table, asked: Asked, *, met: ir.BooleanValue) -> ir.Table:
    """Return how many of the rows meet a condition (`n`), and how many there are (`of`)."""
    return counted(table, asked, n=met.ifelse(1, 0).sum(), of=table.count())


def how_many(table: ir.Table, asked: Asked) -> ir.Table:
    """Return how many rows there are."""
    return counted(table, asked, n=table.count())


def different_people(table: ir.Table, asked: Asked) -> ir.Table:
    """
    Return one row for each person known by name and each cut in which they stand.

    Nobody has the same number in two partnerships (lake/pseudonyms.py says how surely).
    """
    columns = [*asked.by, "person"]
    return table.filter(table.person.notnull()).select(*columns).distinct()


def middle(table: ir.Table, asked: Asked, *, of: str) -> ir.Table:
    """Return the lower median of a column of whole numbers, and of how many it is (`n`)."""
    known = table.filter(table[of].notnull()).select(*asked.by, value=table[of].cast("int64"))
    times = known.aggregate(by=[*asked.by, "value"], times=known.count())
    cut = list(asked.by) or None
    ranked = times.mutate(
        so_far=times.times.sum().over(ibis.cumulative_window(group_by=cut, order_by=times.value)),
        rows=times.times.sum().over(ibis.window(group_by=cut)),
    )
    half = ranked.filter(ranked.so_far * 2 >= ranked.rows)
    return half.aggregate(
        by=list(asked.by), n=half.rows.max().coalesce(0).cast("int64"), middle=half.value.min()
    )
