"""Acts on what pays for the hubs, what they cost, and how new ones come along."""

from hearth.commissioning.actions.costs import show_money, type_month
from hearth.commissioning.actions.funds import (
    add_fund,
    add_report,
    edit_fund,
    facts_of_fund,
    say_report_sent,
    set_share,
)
from hearth.commissioning.actions.hours import say_hour_value
from hearth.commissioning.actions.pots import write_decision, write_pot
from hearth.commissioning.actions.refusing import MoneyRefused
from hearth.commissioning.actions.rollout import add_milestone, put_off, reach

__all__ = [
    "MoneyRefused",
    "add_fund",
    "add_milestone",
    "add_report",
    "edit_fund",
    "facts_of_fund",
    "put_off",
    "reach",
    "say_hour_value",
    "say_report_sent",
    "set_share",
    "show_money",
    "type_month",
    "write_decision",
    "write_pot",
]
