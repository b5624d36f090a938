"""Funds: what pays, which hub has how much of it, and what funders are told."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.commissioning import actions, queries
from hearth.commissioning.forms.funds import FundForm, ReportForm, ShareForm
from hearth.commissioning.views.opening import for_those_who, posted
from hearth.foundation.actors import Permission as May
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.foundation.identifiers import uuid7
from hearth.places.versions import written_down


@require_safe
@for_those_who(May.SEE_MONEY)
def funds(request: WorkerRequest) -> HttpResponse:
    """List what pays now or will; and what is over, when asked."""
    over = request.GET.get("show") == "over"
    number = page_number(request.GET.get("page", ""))
    first = (number - 1) * queries.A_PAGE
    rows = queries.funds_seen(request.actor, today=timezone.localdate(), over=over, first=first)
    page = {
        "rows": rows[: queries.A_PAGE],
        "is_more": len(rows) > queries.A_PAGE,
        "over": over,
        "number": number,
        "first": first,
        "may_keep": request.actor.may_everywhere(May.KEEP_MONEY),
    }
    return render(request, "commissioning/funds.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_MONEY)
def add_fund(request: WorkerRequest) -> HttpResponse:
    form = FundForm(posted(request), initial={"fund_id": uuid7()})
    if request.method == "POST" and form.is_valid():
        try:
            fund_id = form.cleaned_data["fund_id"] or uuid7()
            added = actions.add_fund(by=request.actor, said=form.said(), fund_id=fund_id)
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. Now say which hubs it pays for")
            return redirect("commissioning:fund", added.id)
    page = {
        "form": form,
        "title": "Write down a grant or contract",
        "cancel_href": reverse("commissioning:funds"),
    }
    return render(request, "commissioning/form.jinja", page)


@require_safe
@for_those_who(May.SEE_MONEY)
def fund(request: WorkerRequest, fund_id: UUID) -> HttpResponse:
    found = found_or_404(queries.get_fund, fund_id, actor=request.actor)
    today = timezone.localdate()
    page = {
        "page": queries.fund_page(found, actor=request.actor, today=today),
        "today": today,
        "hubs": queries.hubs_seen(request.actor),
    }
    return render(request, "commissioning/fund.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_MONEY)
def edit_fund(request: WorkerRequest, fund_id: UUID) -> HttpResponse:
    found = found_or_404(queries.get_fund, fund_id, actor=request.actor)
    facts = actions.facts_of_fund(found)
    form = FundForm(posted(request), initial=facts | {"seen": written_down(facts)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_fund(
                by=request.actor, fund=found, said=form.said(), seen=form.cleaned_data["seen"]
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. What it said before is kept")
            return redirect("commissioning:fund", found.id)
    page = {
        "form": form,
        "title": f"Change {found.name}",
        "cancel_href": reverse("commissioning:fund", args=[found.id]),
    }
    return render(request, "commissioning/form.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_MONEY)
def share(request: WorkerRequest, fund_id: UUID, slug: str) -> HttpResponse:
    """Say how much of a fund one hub has."""
    found = found_or_404(queries.get_fund, fund_id, actor=request.actor)
    site = found_or_404(queries.get_hub, slug, actor=request.actor)
    amounts = {each.site_id: each.amount for each in found.shares.all()}
    form = ShareForm(posted(request), initial={"amount": amounts.get(site.id)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_share(
                by=request.actor, fund=found, site=site, amount=form.cleaned_data["amount"]
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("commissioning:fund", found.id)
    page = {
        "form": form,
        "title": f"{site.name}’s share of {found.name}",
        "cancel_href": reverse("commissioning:fund", args=[found.id]),
    }
    return render(request, "commissioning/form.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_MONEY)
def add_report(request: WorkerRequest, fund_id: UUID) -> HttpResponse:
    found = found_or_404(queries.get_fund, fund_id, actor=request.actor)
    form = ReportForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_report(
                by=request.actor, fund=found, what=form.cleaned_data["what"],
                due_on=form.cleaned_data["due_on"],
                report_id=form.cleaned_data["report_id"] or uuid7(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. It stands on Money until they were told")
            return redirect("commissioning:fund", found.id)
    page = {
        "form": form,
        "title": f"What is {found.funder} to be told?",
        "cancel_href": reverse("commissioning:fund", args=[found.id]),
    }
    return render(request, "commissioning/form.jinja", page)


@require_POST
@for_those_who(May.KEEP_MONEY)
def report_sent(request: WorkerRequest, fund_id: UUID, fund_report_id: UUID) -> HttpResponse:
    found = found_or_404(queries.get_fund, fund_id, actor=request.actor)
    report = found_or_404(queries.get_report, fund_report_id, fund=found)
    sent = request.POST.get("sent", "yes") == "yes"
    actions.say_report_sent(by=request.actor, report=report, sent=sent, today=timezone.localdate())
    messages.success(request, "They were told" if sent else "Waiting again")
    return redirect("commissioning:fund", found.id)
