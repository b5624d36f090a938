"""One calm page: what pays for each hub, until when, what it spent last, and what is due next."""

import datetime
from dataclasses import dataclass

from hearth.commissioning.months import month_of, moved
from hearth.commissioning.queries.funds import Paid, ReportDue, reports_due, what_pays_for
from hearth.commissioning.queries.hubs import A_PAGE, hubs_seen
from hearth.commissioning.queries.spending import Spent, spent_by_month
from hearth.foundation.actors import Actor, Permission
from hearth.places.models import Site


@dataclass(frozen=True)
class HubMoney:
    """A hub, as the overview shows it."""

    site: Site
    paid: Paid
    last_month: Spent
    may_type: bool


@dataclass(frozen=True)
class Overview:
    hubs: list[HubMoney]
    is_more: bool
    due: list[ReportDue]
    month: datetime.date
    """The last whole month."""

    @property
    def to_type(self) -> HubMoney | None:
        """Return the first hub of the reader's own whose last month nobody has typed."""
        waits = (hub for hub in self.hubs if hub.may_type and hub.last_month.value is None)
        return next(waits, None)


def overview(actor: Actor, *, today: datetime.date, first: int = 0) -> Overview:
    """
    Return what pays for the hubs that somebody sees, a page of them, and what is due next.

    :raises NotAllowed: if they may see money nowhere
    """
    hubs = list(hubs_seen(actor)[first : first + A_PAGE + 1])
    shown, month = hubs[:A_PAGE], moved(month_of(today), -1)
    paid = what_pays_for(actor, sites=shown, today=today)
    spent = spent_by_month(actor, sites=shown, months=[month])
    return Overview(
        hubs=[
            HubMoney(
                one.site, paid[one.site.id], one.months[0],
                actor.may(Permission.KEEP_COSTS, at=one.site),
            )
            for one in spent
        ],
        is_more=len(hubs) > A_PAGE,
        due=reports_due(actor, today=today),
        month=month,
    )  # fmt: skip
