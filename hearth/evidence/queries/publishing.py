"""The tables of a report that may be published."""

import datetime
from collections import defaultdict
from uuid import UUID

from django.db import connection

from hearth.design.words import month
from hearth.evidence.period import Period
from hearth.evidence.queries.scope import Scope
from hearth.foundation.actors import Actor, Permission, require
from hearth.publishing.drafts import Draft, DraftTable

BY_SITE_AND_MONTH = "SELECT * FROM evidence_by_site_and_month(%s, %s, %s)"
ATTENDANCES = "Attendances by hub and month"


def attendances_draft(scope: Scope, period: Period, *, policy: str, actor: Actor) -> Draft:
    """
    Return how many came to each site in each month of a period, exactly: to be published.

    Attendances are visits with and without a name, and people in headcounts.

    :param period: whole months
    :raises NotAllowed: if the actor may not publish reports at one of the sites
    """
    for site in scope.sites:
        require(actor, Permission.PUBLISH_REPORTS, at=site)
    came: dict[tuple[UUID, datetime.date], int] = defaultdict(int)
    with connection.cursor() as cursor:
        cursor.execute(BY_SITE_AND_MONTH, [scope.ids, period.first, period.last])
        names = [column.name for column in cursor.description or ()]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            came[row["site_id"], row["month"]] += row["named"] + row["unnamed"] + row["counted"]
    months = _months(period)
    sites = [site for site in scope.sites if any((site.id, begins) in came for begins in months)]
    return Draft(
        name=f"{ATTENDANCES}: {scope.words}, {period.words}, {policy}",
        policy=policy,
        tables=(
            DraftTable(
                name=ATTENDANCES,
                rows=tuple(site.name for site in sites),
                columns=tuple(month(begins) for begins in months),
                counts=tuple(tuple(came[site.id, begins] for begins in months) for site in sites),
                keys=tuple(
                    tuple(f"attendances, {site.slug}, {begins:%Y-%m}" for begins in months)
                    for site in sites
                ),
            ),
        ) if sites else (),
    )  # fmt: skip


def _months(period: Period) -> list[datetime.date]:
    """Return the first day of each month of a period."""
    months = []
    begins = period.first
    while begins <= period.last:
        months.append(begins)
        begins = (begins + datetime.timedelta(days=31)).replace(day=1)
    return months
