"""What pays for the hubs: funds, shares, reports that are due, and the money that runs out."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from hearth.commissioning.models import Fund, FundKind, FundReport, FundShare, Renewal
from hearth.commissioning.queries.hubs import A_PAGE, hubs_seen
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.places.models import Site

SOON = datetime.timedelta(days=183)
"""How long before its last day it is told that nobody has said that the money goes on."""


@dataclass(frozen=True)
class FundSaid:
    """All that is written of a fund, but its shares and reports."""

    name: str
    funder: str
    kind: str = FundKind.GRANT.value
    from_on: datetime.date | None = None
    until_on: datetime.date | None = None
    only_for: str = ""
    renewal: str = Renewal.NOT_ASKED.value
    renewal_note: str = ""


FACTS = tuple(FundSaid.__dataclass_fields__)


@dataclass(frozen=True)
class FundRow:
    """A fund as a list shows it."""

    id: UUID
    name: str
    funder: str
    kind: str
    from_on: datetime.date
    until_on: datetime.date
    renewal: str
    amount: Decimal | None
    """What of it the reader may see; None if they see none of its amounts."""
    is_over: bool
    ends_soon: bool
    """It ends within six months, and nobody has said that it goes on."""


@dataclass(frozen=True)
class ReportDue:
    id: UUID
    fund_id: UUID
    fund: str
    what: str
    due_on: datetime.date
    is_late: bool


@dataclass(frozen=True)
class ShareRow:
    site: Site
    amount: Decimal


@dataclass(frozen=True)
class FundPage:
    """All that the page of a fund says."""

    fund: Fund
    row: FundRow
    shares: list[ShareRow]
    hidden_shares: int
    """Of how many more hubs there are shares that the reader does not see."""
    reports: list[FundReport]
    may_keep: bool


def said_of_fund(fund: Fund) -> FundSaid:
    return FundSaid(**{name: getattr(fund, name) for name in FACTS})


def get_fund(fund_id: UUID, *, actor: Actor) -> Fund:
    """
    Return a fund, if the actor sees it: the database's wall decides.

    :raises Fund.DoesNotExist: if there is none, or it is not theirs to see
    :raises NotAllowed: if they may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    return _with_shares().get(id=fund_id)


def get_report(report_id: UUID, *, fund: Fund) -> FundReport:
    """
    Return a report of a fund's.

    :raises FundReport.DoesNotExist: if it has no such
    """
    return fund.reports.get(id=report_id)


def _with_shares() -> QuerySet[Fund]:
    shares = FundShare.objects.select_related("site").order_by("site__name", "site_id")
    return Fund.objects.prefetch_related(Prefetch("shares", shares))


def funds_seen(
    actor: Actor, *, today: datetime.date, over: bool = False, first: int = 0
) -> list[FundRow]:
    """
    Return a page of the funds that somebody sees, those that end first before the others.

    :param over: those that are over, in place of those that pay now or will
    :raises NotAllowed: if they may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    rows = _with_shares().order_by("-until_on" if over else "until_on", "name", "id")
    rows = rows.filter(until_on__lt=today) if over else rows.filter(until_on__gte=today)
    return [fund_row(fund, today=today) for fund in rows[first : first + A_PAGE + 1]]


def fund_row(fund: Fund, *, today: datetime.date) -> FundRow:
    """Return a fund with the sum of its shares that the reader sees."""
    amounts = [share.amount for share in fund.shares.all()]
    return _row(fund, sum(amounts, Decimal()) if amounts else None, today=today)


def _row(fund: Fund, amount: Decimal | None, *, today: datetime.date) -> FundRow:
    is_over = fund.until_on < today
    unsure = fund.renewal in (Renewal.ASKED, Renewal.NOT_ASKED)
    return FundRow(
        id=fund.id,
        name=fund.name,
        funder=fund.funder,
        kind=FundKind(fund.kind).label,
        from_on=fund.from_on,
        until_on=fund.until_on,
        renewal=Renewal(fund.renewal).label,
        amount=amount,
        is_over=is_over,
        ends_soon=not is_over and unsure and fund.until_on - today <= SOON,
    )


def fund_page(fund: Fund, *, actor: Actor, today: datetime.date) -> FundPage:
    shares = [ShareRow(share.site, share.amount) for share in fund.shares.all()]
    return FundPage(
        fund=fund,
        row=fund_row(fund, today=today),
        shares=shares,
        hidden_shares=len(set(fund.sites) - {share.site.id for share in shares}),
        reports=list(fund.reports.order_by("due_on", "id")),
        may_keep=actor.may_everywhere(Permission.KEEP_MONEY),
    )


def reports_due(actor: Actor, *, today: datetime.date, most: int = 5) -> list[ReportDue]:
    """
    Return what funders are to be told next, the most urgent first.

    :raises NotAllowed: if the actor may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    waiting = FundReport.objects.filter(sent_on__isnull=True).select_related("fund")
    return [
        ReportDue(row.id, row.fund_id, row.fund.name, row.what, row.due_on, row.due_on < today)
        for row in waiting.order_by("due_on", "id")[:most]
    ]


@dataclass(frozen=True)
class Paid:
    """What pays for a hub: its funds of now, and until when it is paid for."""

    site: Site
    funds: tuple[FundRow, ...]
    """With the hub's own share as the amount."""

    @property
    def until(self) -> datetime.date | None:
        """The last day on which any money pays; None if none does."""
        return max((fund.until_on for fund in self.funds), default=None)


def what_pays_for(actor: Actor, *, sites: Sequence[Site], today: datetime.date) -> dict[UUID, Paid]:
    """
    Return what pays for each of these hubs today: one question.

    :raises NotAllowed: if the actor may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    now = FundShare.objects.filter(
        site__in=sites, fund__from_on__lte=today, fund__until_on__gte=today
    ).select_related("fund")
    funds: dict[UUID, list[FundRow]] = {site.id: [] for site in sites}
    for share in now.order_by("fund__until_on", "fund__name", "id"):
        funds[share.site_id].append(_row(share.fund, share.amount, today=today))
    return {site.id: Paid(site, tuple(funds[site.id])) for site in sites}


def hubs_to_share_with(actor: Actor) -> list[Site]:
    """Return the hubs that a fund can pay for, by name."""
    return list(hubs_seen(actor))
