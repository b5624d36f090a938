"""Writing down what pays for the hubs, and what funders are told."""

import datetime
from dataclasses import asdict, replace
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from hearth.commissioning.actions.costs import MOST
from hearth.commissioning.actions.refusing import MoneyRefused, before_of, checked
from hearth.commissioning.models import Fund, FundKind, FundReport, FundShare, OpenMoney, Renewal
from hearth.commissioning.queries.funds import FACTS, FundSaid, said_of_fund
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.places.models import Site
from hearth.places.versions import facts_of, insist_unchanged

SHORT = 200
"""Letters of a name."""


def facts_of_fund(fund: Fund) -> dict[str, object]:
    """Return what stands in a fund, by the names of its form's boxes."""
    return {name: getattr(fund, name) for name in FACTS}


@transaction.atomic
def add_fund(*, by: Actor, said: FundSaid, fund_id: UUID) -> Fund:
    """
    Write down a grant or a contract. Sent twice, it is there once.

    :raises NotAllowed: if the actor does not keep the partnership's money
    :raises MoneyRefused: if part of it is missing, or it ends before it begins
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    if there := Fund.objects.filter(id=fund_id).first():
        return there
    fund = Fund(id=fund_id)
    _write(fund, said)
    audit.note(by=by, verb="wrote down a fund", subject=fund)
    return fund


@transaction.atomic
def edit_fund(*, by: Actor, fund: Fund, said: FundSaid, seen: str | None = None) -> Fund:
    """
    Put right what is written of a fund; what it said before is kept.

    :raises NotAllowed: if the actor does not keep the partnership's money
    :raises MoneyRefused: if part of it is missing, or it ends before it begins
    :raises ChangedMeanwhile: if somebody else changed it since the page was drawn
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    fund = Fund.objects.select_for_update().get(id=fund.id)
    insist_unchanged(seen, facts_of_fund(fund))
    was = said_of_fund(fund)
    _write(fund, said)
    if said_of_fund(fund) != was:
        before_of(fund.id, asdict(was), by=by, sites=fund.sites).save(force_insert=True)
        audit.note(by=by, verb="changed a fund", subject=fund)
    return fund


def _write(fund: Fund, said: FundSaid) -> None:
    said = replace(
        said,
        name=checked(said.name, about="name", needed="Say what it is called", most=SHORT),
        funder=checked(said.funder, about="funder", needed="Say who gives it", most=SHORT),
        only_for=checked(said.only_for, about="only_for"),
        renewal_note=checked(said.renewal_note, about="renewal_note"),
        kind=FundKind(said.kind).value,
        renewal=Renewal(said.renewal).value,
    )
    if said.from_on is None or said.until_on is None:
        raise MoneyRefused("Say from when until when it pays")
    if said.until_on < said.from_on:
        raise MoneyRefused("It ends before it begins", about="until_on")
    for name in FACTS:
        setattr(fund, name, getattr(said, name))
    fund.save()


@transaction.atomic
def set_share(*, by: Actor, fund: Fund, site: Site, amount: Decimal | None) -> None:
    """
    Say how much of a fund one hub has; None takes its share away. What it said before is kept.

    :raises NotAllowed: if the actor does not keep the partnership's money
    :raises MoneyRefused: if it is no amount
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    if amount is not None and not 0 <= amount < MOST:
        raise MoneyRefused("That is no amount that a hub can have", about="amount")
    fund = Fund.objects.select_for_update().get(id=fund.id)
    share = FundShare.objects.filter(fund=fund, site=site).first()
    if (share.amount if share else None) == amount:
        return
    if share:
        was = {"share": share.amount, "hub": site.id}
        before_of(fund.id, was, by=by, sites=[site.id]).save(force_insert=True)
    shown = OpenMoney.objects.filter(site=site).exists()
    if amount is None:
        FundShare.objects.filter(fund=fund, site=site).delete()
    elif share:
        share.amount = amount
        share.save()
    else:
        FundShare.objects.create(fund=fund, site=site, amount=amount, shared=shown)
    _say_whose(fund)
    audit.note(by=by, verb="changed a share of a fund", subject=fund, place=site)


def _say_whose(fund: Fund) -> None:
    """Keep which hubs a fund pays for on its own row, and on its reports, where the wall looks."""
    sites = list(fund.shares.order_by("site_id").values_list("site_id", flat=True))
    shared = OpenMoney.objects.filter(site__in=sites).exists()
    Fund.objects.filter(id=fund.id).update(sites=sites, shared=shared)
    FundReport.objects.filter(fund=fund).update(sites=sites, shared=shared)


@transaction.atomic
def add_report(
    *, by: Actor, fund: Fund, what: str, due_on: datetime.date, report_id: UUID
) -> FundReport:
    """
    Write down what a funder is to be told, and by when. Sent twice, it is there once.

    :raises NotAllowed: if the actor does not keep the partnership's money
    :raises MoneyRefused: if it does not say what
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    if there := FundReport.objects.filter(id=report_id, fund=fund).first():
        return there
    fund = Fund.objects.select_for_update().get(id=fund.id)
    what = checked(what, about="what", needed="Say what they are to be told", most=SHORT)
    report = FundReport.objects.create(
        id=report_id, fund=fund, what=what, due_on=due_on, **facts_of(fund, ("sites", "shared"))
    )
    audit.note(by=by, verb="said what a funder is to be told", subject=fund)
    return report


@transaction.atomic
def say_report_sent(
    *, by: Actor, report: FundReport, sent: bool, today: datetime.date
) -> FundReport:
    """
    Say that a funder was told, or that they were not after all.

    :raises NotAllowed: if the actor does not keep the partnership's money
    """
    require_everywhere(by, Permission.KEEP_MONEY)
    report = FundReport.objects.select_for_update().get(id=report.id)
    if (report.sent_on is not None) == sent:
        return report
    if report.sent_on:
        was = {"what": report.what, "sent_on": report.sent_on, "sent_by": report.sent_by_id}
        before_of(report.id, was, by=by, sites=report.sites).save(force_insert=True)
    report.sent_on = today if sent else None
    report.sent_by_id = by.id if sent else None
    report.save()
    verb = "told a funder" if sent else "took back that a funder was told"
    audit.note(by=by, verb=verb, subject=report.fund)
    return report
