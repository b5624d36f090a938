"""Which of a report's numbers are drawn."""

from typing import TYPE_CHECKING

from hearth.evidence.queries import Attendance

if TYPE_CHECKING:
    from hearth.charts.drawn import Drawn

MONTHS = 6
"""Fewer than these are compared more easily as bars."""


def over_time(report: Attendance) -> "Drawn | None":
    """
    Draw attendances month by month, or nothing if there are too few months.

    A month that is not covered whole has no point: it would look like a fall.
    """
    rows = next(cut.rows for cut in report.cuts if cut.name == "month")
    if len(rows) < MONTHS:
        return None
    # What draws takes a second to load: it is not loaded by who never draws.
    from hearth.charts.over_time import Moment, over_time

    moments = [
        Moment(
            row.words, row.counts.attendances if row.whole else None, f"{row.counts.attendances:,}"
        )
        for row in rows
    ]
    return over_time(moments, title="Attendances by month", unit="attendances")
