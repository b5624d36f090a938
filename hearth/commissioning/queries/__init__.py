"""Questions about what pays for the hubs, what they cost, and how new ones come along."""

from hearth.commissioning.queries.funds import (
    FundSaid,
    fund_page,
    funds_seen,
    get_fund,
    get_report,
    reports_due,
    what_pays_for,
)
from hearth.commissioning.queries.hours import hour_worths, own_values, volunteer_hours
from hearth.commissioning.queries.hubs import (
    A_PAGE,
    get_hub,
    get_hub_to_keep,
    hubs_seen,
    is_open_to_others,
)
from hearth.commissioning.queries.month import MonthSaid, month_before, month_said
from hearth.commissioning.queries.overview import overview
from hearth.commissioning.queries.pots import (
    DecisionSaid,
    PotSaid,
    get_decision,
    get_pot,
    pot_page,
    pots_seen,
)
from hearth.commissioning.queries.rollout import board, get_milestone, step_of
from hearth.commissioning.queries.spending import (
    NOT_RECORDED,
    Cost,
    costs,
    spent_at_hubs_seen,
    spent_by_month,
)

__all__ = [
    "A_PAGE",
    "NOT_RECORDED",
    "Cost",
    "DecisionSaid",
    "FundSaid",
    "MonthSaid",
    "PotSaid",
    "board",
    "costs",
    "fund_page",
    "funds_seen",
    "get_decision",
    "get_fund",
    "get_hub",
    "get_hub_to_keep",
    "get_milestone",
    "get_pot",
    "get_report",
    "hour_worths",
    "hubs_seen",
    "is_open_to_others",
    "month_before",
    "month_said",
    "overview",
    "own_values",
    "pot_page",
    "pots_seen",
    "reports_due",
    "spent_at_hubs_seen",
    "spent_by_month",
    "step_of",
    "volunteer_hours",
    "what_pays_for",
]
