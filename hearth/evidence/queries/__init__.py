"""Questions about who came, answered with numbers. Each number carries what it means."""

from hearth.evidence.queries.attending import attendance
from hearth.evidence.queries.behind import (
    PAGE,
    HeadcountRow,
    VisitRow,
    VisitsBehind,
    Which,
    visits_behind,
)
from hearth.evidence.queries.changing import ChangeReport, change_report
from hearth.evidence.queries.counting import first_day
from hearth.evidence.queries.figures import (
    Answer,
    Attendance,
    Behind,
    Counts,
    Cut,
    Figure,
    Hour,
    Question,
    Regularity,
    Row,
)
from hearth.evidence.queries.introducing import (
    A_FEW,
    IntroductionsReport,
    carried,
    introductions_report,
)
from hearth.evidence.queries.publishing import attendances_draft
from hearth.evidence.queries.scope import NO_TIER, Scope, scope_for, sites_reported
from hearth.evidence.queries.supporting import FEW, SupportReport, support_report

__all__ = [
    "A_FEW",
    "FEW",
    "NO_TIER",
    "PAGE",
    "Answer",
    "Attendance",
    "Behind",
    "ChangeReport",
    "Counts",
    "Cut",
    "Figure",
    "HeadcountRow",
    "Hour",
    "IntroductionsReport",
    "Question",
    "Regularity",
    "Row",
    "Scope",
    "SupportReport",
    "VisitRow",
    "VisitsBehind",
    "Which",
    "attendance",
    "attendances_draft",
    "carried",
    "change_report",
    "first_day",
    "introductions_report",
    "scope_for",
    "sites_reported",
    "support_report",
    "visits_behind",
]
