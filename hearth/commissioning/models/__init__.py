"""What pays for the hubs, what they cost, and how new ones come along."""

from hearth.commissioning.models.before import MoneyBefore
from hearth.commissioning.models.figures import (
    FIGURES,
    PART_OF,
    Figure,
    FigureSource,
    HourLevel,
    HourValue,
    Kept,
    MonthFigure,
    OpenMoney,
    Part,
)
from hearth.commissioning.models.funds import Fund, FundKind, FundReport, FundShare, Renewal
from hearth.commissioning.models.pots import Pot, PotDecision
from hearth.commissioning.models.rollout import Milestone, Slip, Stage

__all__ = [
    "FIGURES",
    "PART_OF",
    "Figure",
    "FigureSource",
    "Fund",
    "FundKind",
    "FundReport",
    "FundShare",
    "HourLevel",
    "HourValue",
    "Kept",
    "Milestone",
    "MoneyBefore",
    "MonthFigure",
    "OpenMoney",
    "Part",
    "Pot",
    "PotDecision",
    "Renewal",
    "Slip",
    "Stage",
]
