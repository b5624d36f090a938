"""What pays for a hub and what it cost, as tests need it."""

import datetime
from decimal import Decimal

import factory
from django.utils import timezone

from hearth.commissioning import models
from hearth.foundation.tests.factories import RecordFactory

A_YEAR = datetime.timedelta(days=365)


class FigureFactory(RecordFactory):
    class Meta:
        model = models.MonthFigure

    month = datetime.date(2026, 1, 1)
    figure = "STAFF"
    value = Decimal("4200.00")
    source = "ACCOUNTS"


class FundFactory(RecordFactory):
    class Meta:
        model = models.Fund

    name = "Open Door grant"
    funder = "Invented Trust"
    kind = "GRANT"
    from_on = factory.LazyFunction(lambda: timezone.localdate() - A_YEAR)
    until_on = factory.LazyFunction(lambda: timezone.localdate() + A_YEAR)


class ShareFactory(RecordFactory):
    class Meta:
        model = models.FundShare

    amount = Decimal("60000.00")


class PotFactory(RecordFactory):
    class Meta:
        model = models.Pot

    name = "Shared pot"
    amount = Decimal("20000.00")
    from_on = datetime.date(2026, 1, 1)
    until_on = datetime.date(2026, 12, 31)


def commissioning_sample(hub, worker):
    """Return a sample of each parameter of this app's addresses."""
    fund = FundFactory(sites=[hub.id])
    ShareFactory(fund=fund, site=hub)
    pot = PotFactory(partners=[hub.run_by_id])

    class _Report(RecordFactory):
        class Meta:
            model = models.FundReport

    class _Decision(RecordFactory):
        class Meta:
            model = models.PotDecision

    class _Step(RecordFactory):
        class Meta:
            model = models.Milestone

    today = timezone.localdate()
    return {
        "of_month": "2026-01",
        "fund_id": fund.id,
        "fund_report_id": _Report(fund=fund, sites=[hub.id], what="How it goes", due_on=today).id,
        "pot_id": pot.id,
        "decision_id": _Decision(
            pot=pot, partners=pot.partners, decided_on=today, what="A second room", who="The board",
            none_declared=True, written_by=worker,
        ).id,
        "milestone_id": _Step(
            site=hub, stage="VENUE", what="A place is found", first_target=today.replace(day=1),
            target=today.replace(day=1),
        ).id,
    }  # fmt: skip
