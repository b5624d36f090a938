"""
What pays for the invented hubs, what they cost, and how the new ones come along.

Every amount is made up; none is published. York's steps follow those that its programme has
published, in other months and with reasons of our own; Plymouth's are invented. The last month of
one hub, and some figures of others, are left out: nobody has recorded them.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from uuid import NAMESPACE_DNS, UUID, uuid5

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.commissioning import actions
from hearth.commissioning.models import Figure, FigureSource, Kept, Part
from hearth.commissioning.months import month_of, moved, run_of
from hearth.commissioning.queries import DecisionSaid, FundSaid, MonthSaid, PotSaid
from hearth.commissioning.queries.month import typed_figures
from hearth.demo.network import Network
from hearth.demo.settling import Standing
from hearth.foundation.acting import acting_as
from hearth.places.models import Site, SiteKind, SiteStatus
from hearth.places.opening import LONDON

MONTHS = {"lincolnshire": 19}
MONTHS_ELSEWHERE = 12
USUAL = {
    Figure.STAFF: 7400, Figure.ROOMS: 900, Figure.ACTIVITIES: 260, Figure.FOOD: 180,
    Figure.TRAVEL: 120, Figure.EXPENSES: 90, Figure.RUNNING: 210, Figure.GIVEN_ROOMS: 400,
    Figure.GIVEN_TIME: 650, Figure.GIVEN_GOODS: 110, Figure.VOLUNTEER_HOURS: 140,
    Figure.ROTA_HOURS: 460, Figure.ROOM_HOURS: 96, Figure.ROOM_HOURS_THERE: 160,
}  # fmt: skip
OFTEN_LEFT_OUT = (Figure.GIVEN_GOODS, Figure.ROOM_HOURS, Figure.ROOM_HOURS_THERE, Figure.FOOD)
SOURCES = {
    Part.SPENT: FigureSource.ACCOUNTS,
    Part.GIVEN: FigureSource.ESTIMATE,
    Part.HOURS: FigureSource.ROTA,
}


@dataclass(frozen=True)
class NewStep:
    """A step of a new hub's, in months from now."""

    stage: str
    what: str
    meant: int
    now: int
    reached: int | None = None
    why: str = ""


STEPS = {
    "york": (
        NewStep("PEOPLE", "Co-design workshops begin", -8, -8, -8),
        NewStep("TEAM", "A hub manager is found", -7, -7, -6),
        NewStep("VENUE", "A venue is agreed", -5, -3, -3, "The first landlord withdrew"),
        NewStep("TEAM", "The hub team is found", -2, 1, None, "Two posts had nobody suitable"),
        NewStep("READY", "The team comes together, and meets the rest of the system", 2, 2),
        NewStep("OPEN", "The hub opens", 2, 3, None, "It opens once the whole team is there"),
    ),
    "plymouth": (
        NewStep("MONEY", "Building money is agreed", -9, -6, -6, "The bid went to a second round"),
        NewStep(
            "WORKS", "The building is made ready", -1, 4, None, "The roof had to be done first"
        ),
        NewStep("OPEN", "The hub opens", 1, 6, None, "It waits for the building"),
    ),
}


def lay(network: Network, standing: Sequence[Standing], *, now: datetime.datetime) -> None:
    """Let the lead have written down what pays, and what each hub cost, as the owner."""
    today = now.astimezone(LONDON).date()
    named = next(one for one in network.workers if one.role == Role.NETWORK_LEAD)
    lead = User.objects.get(username=named.username)
    hubs = [here.site for here in standing if here.site.kind == SiteKind.HUB]
    open_ones = [site for site in hubs if site.status == SiteStatus.OPEN]
    with acting_as(lead):
        _lay_months(network, open_ones, lead, today=today)
        _lay_funds(network, open_ones, lead, today=today)
        _lay_pot(network, open_ones, lead, today=today)
        _lay_steps(network, hubs, lead, today=today)


def _lay_months(
    network: Network, hubs: Sequence[Site], lead: User, *, today: datetime.date
) -> None:
    last = moved(month_of(today), -1)
    months = run_of(last, MONTHS.get(network.slug, MONTHS_ELSEWHERE))
    for place, site in enumerate(hubs):
        chance = Random(f"{site.slug}/costs")  # noqa: S311 (an invented figure)
        size = Decimal(70 + chance.randrange(80)) / 100
        for month in months:
            if month == last and place == 0:
                continue  # the first hub's last month waits to be typed
            said = _month(chance, size)
            actions.type_month(by=lead, site=site, month=month, said=said, today=today)


def _month(chance: Random, size: Decimal) -> MonthSaid:
    figures: dict[tuple[Kept, Figure], Decimal | None] = dict.fromkeys(typed_figures())
    for figure, usual in USUAL.items():
        if figure in OFTEN_LEFT_OUT and chance.random() < 0.3:
            continue
        about = Decimal(90 + chance.randrange(21)) / 100
        figures[Kept.ACTUAL, figure] = (usual * size * about).quantize(Decimal("0.01"))
    for figure in Part.SPENT.figures:
        figures[Kept.BUDGET, figure] = (USUAL[figure] * size).quantize(Decimal(1))
    return MonthSaid(figures, SOURCES)


def _lay_funds(network: Network, hubs: Sequence[Site], lead: User, *, today: datetime.date) -> None:
    first = today.replace(month=4, day=1)
    first = first if first <= today else first.replace(year=first.year - 1)
    half = hubs[: max(1, len(hubs) // 2)]
    for key, name, funder, sites, until, amount, renewal, note in (
        ("core", "Core contract for the hubs", "The integrated care board (invented figures)", hubs,
         datetime.date(first.year + 1, 3, 31), 96000, "ASKED",
         "A paper goes to the board before the year ends. Without it, evenings would stop first."),
        ("small", "Community wellbeing grant", "An invented trust", half,
         today + datetime.timedelta(days=400), 18000, "NOT_ASKED", ""),
    ):  # fmt: skip
        fund = actions.add_fund(
            by=lead,
            fund_id=_id(network, key),
            said=FundSaid(
                name, funder, "CONTRACT" if key == "core" else "GRANT", first, until,
                "" if key == "core" else "Activities and volunteers’ expenses", renewal, note,
            ),
        )  # fmt: skip
        for site in sites:
            actions.set_share(by=lead, fund=fund, site=site, amount=Decimal(amount))
        actions.add_report(
            by=lead, fund=fund, what="How the half year went",
            report_id=_id(network, f"{key} report"),
            due_on=today + datetime.timedelta(days=21 if key == "core" else 75),
        )  # fmt: skip


def _lay_pot(network: Network, hubs: Sequence[Site], lead: User, *, today: datetime.date) -> None:
    partners = tuple({site.run_by_id for site in hubs})
    pot = actions.write_pot(
        by=lead,
        pot_id=_id(network, "pot"),
        said=PotSaid(
            "What people asked for", Decimal(40000), today - datetime.timedelta(days=200),
            today + datetime.timedelta(days=165),
            "Small things that people asked for in the hubs, decided on with them.", partners,
        ),
    )  # fmt: skip
    for key, days, what, amount, conflicts in (
        ("sheds", 90, "Tools and a workbench for two hubs.", 3200, ""),
        ("bus", 30, "Bus fares for people who come from villages, for six months.", 5400,
         "The member from the transport charity said so, and left the room while it was decided."),
    ):  # fmt: skip
        actions.write_decision(
            by=lead, pot=pot, decision_id=_id(network, key),
            said=DecisionSaid(
                today - datetime.timedelta(days=days), what,
                "The co-commissioning group: six partners and four people with lived experience",
                Decimal(amount), not conflicts, conflicts,
            ),
        )  # fmt: skip


def _lay_steps(network: Network, hubs: Sequence[Site], lead: User, *, today: datetime.date) -> None:
    planned = [site for site in hubs if site.status == SiteStatus.PLANNED]
    this = month_of(today)
    for site in planned:
        for at, step in enumerate(STEPS.get(network.slug, ())):
            milestone = actions.add_milestone(
                by=lead, site=site, stage=step.stage, what=step.what,
                target=moved(this, step.meant), milestone_id=_id(network, f"{site.slug} {at}"),
            )  # fmt: skip
            if step.now != step.meant:
                said_on = today - datetime.timedelta(days=20 * (1 + at))
                actions.put_off(
                    by=lead, milestone=milestone, to=moved(this, step.now), why=step.why,
                    today=said_on, slip_id=_id(network, f"{site.slug} {at} slip"),
                )  # fmt: skip
            if step.reached is not None:
                on = moved(this, step.reached)
                actions.reach(by=lead, milestone=milestone, on=on, today=today)


def _id(network: Network, what: str) -> UUID:
    return uuid5(NAMESPACE_DNS, f"{what}.{network.slug}.money.example.org")
