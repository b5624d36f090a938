"""The attendance report as a page and as a sheet, and the visits behind its numbers."""

import datetime
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hearth.evidence import actions, definitions, drawing, queries
from hearth.evidence.forms import BehindForm, ReportForm
from hearth.evidence.period import Period, last_month, last_twelve_months, this_month
from hearth.evidence.sheet import attendance_sheet
from hearth.foundation.actors import Permission
from hearth.foundation.http import WorkerRequest

Asked = TypeVar("Asked", bound=ReportForm)

BARS = 24
"""As many bars as can be told apart on a page."""


@never_cache
@require_safe
def attendance(request: WorkerRequest) -> HttpResponse:
    now = timezone.localtime()
    form, scope = _asked(request, ReportForm, now.date())
    if scope is None:
        return render(request, "evidence/attendance.jinja", {"form": form}, status=400)
    report = queries.attendance(scope, form.period, actor=request.actor)
    page = _frame(request, scope, form.period, now) | {
        "report": report,
        "definitions": definitions,
        "csv": _csv_address(request, scope, form.period),
        "way": _way(reverse("evidence:attendance_visits")),
        "most_bars": BARS,
        "heat": _heat(report),
        "over_time": drawing.over_time(report),
    }
    return render(request, "evidence/attendance.jinja", page)


@never_cache
@require_safe
def support(request: WorkerRequest) -> HttpResponse:
    """Show how many people had which support, on some days at some sites."""
    now = timezone.localtime()
    form, scope = _asked(request, ReportForm, now.date())
    if scope is None:
        return render(request, "evidence/support.jinja", {"form": form}, status=400)
    page = _frame(request, scope, form.period, now) | {
        "report": queries.support_report(scope, form.period, actor=request.actor),
    }
    return render(request, "evidence/support.jinja", page)


@never_cache
@require_safe
def introductions(request: WorkerRequest) -> HttpResponse:
    """Show how many of those who were introduced have met, and who looks after how many."""
    now = timezone.localtime()
    form, scope = _asked(request, ReportForm, now.date())
    if scope is None:
        return render(request, "evidence/introductions.jinja", {"form": form}, status=400)
    page = _frame(request, scope, form.period, now) | {
        "report": queries.introductions_report(scope, form.period, actor=request.actor),
        "carried": queries.carried(scope, actor=request.actor, today=now.date()),
        "a_few": queries.A_FEW,
    }
    return render(request, "evidence/introductions.jinja", page)


@never_cache
@require_safe
def change(request: WorkerRequest) -> HttpResponse:
    """Show what changed for people by each outcome measure, and how sure that is."""
    now = timezone.localtime()
    form, scope = _asked(request, ReportForm, now.date())
    if scope is None:
        return render(request, "evidence/change.jinja", {"form": form}, status=400)
    period = form.period
    if not any(request.GET.get(name) for name in ("from", "to", "from-year", "to-year")):
        period = last_twelve_months(now.date())  # a month holds few who answer twice
        period = Period(period.first, now.date())
    page = _frame(request, scope, period, now) | {
        "report": queries.change_report(scope, period, actor=request.actor),
    }
    return render(request, "evidence/change.jinja", page)


@never_cache
@require_safe
def attendance_csv(request: WorkerRequest) -> HttpResponse:
    now = timezone.localtime()
    form, scope = _asked(request, ReportForm, now.date())
    if scope is None:
        said = [f"{error}\n" for errors in form.errors.values() for error in errors]
        return HttpResponse(said, status=400, content_type="text/plain; charset=utf-8")
    actions.take_attendance_away(by=request.actor, scope=scope)
    report = queries.attendance(scope, form.period, actor=request.actor)
    sheet = attendance_sheet(report, made_by=request.actor.label, made_at=now)
    # The mark in front tells spreadsheet programs that "café" is written in UTF-8.
    response = HttpResponse(sheet.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    days = f"{form.period.first}-to-{form.period.last}"
    response["Content-Disposition"] = f'attachment; filename="attendance-{days}-internal.csv"'
    return response


@never_cache
@require_safe
def attendance_visits(request: WorkerRequest) -> HttpResponse:
    form, scope = _asked(request, BehindForm, timezone.localdate())
    if scope is None:
        return render(request, "evidence/visits.jinja", {"form": form}, status=400)
    number = form.cleaned_data["page"] or 1
    behind = queries.visits_behind(
        scope, form.period, form.which,
        page=number, actor=request.actor, show_headcounts=form.show_headcounts,
    )  # fmt: skip
    all_of_them = behind.headcounts if form.show_headcounts else behind.visits
    before = queries.PAGE * (number - 1)
    if before and before >= all_of_them:
        raise Http404
    page = {
        "form": form,
        "behind": behind,
        "scope": scope,
        "report": f"{reverse('evidence:attendance')}?{_address(scope, form.period)}",
        "tabs_of": [
            ("Visits", _turn(request, show="", page=""), not form.show_headcounts),
            ("Headcounts", _turn(request, show="headcounts", page=""), form.show_headcounts),
        ],
        "first": min(before + 1, all_of_them),
        "last": min(before + queries.PAGE, all_of_them),
        "total": all_of_them,
        "next": _turn(request, page=number + 1) if before + queries.PAGE < all_of_them else "",
        "previous": _turn(request, page=number - 1) if number > 1 else "",
    }
    return render(request, "evidence/visits.jinja", page)


def _asked(
    request: WorkerRequest, form_class: type[Asked], today: datetime.date
) -> tuple[Asked, queries.Scope | None]:
    """
    Return what was asked for, and which sites that is; no sites if it can't be made out.

    A site that is not there, or not for this reader, is a page that is not there.
    """
    sites = queries.sites_reported(request.actor)
    form = form_class(request.GET, sites=sites, today=today)
    if form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("site", "kind", "tier")}
        return form, queries.scope_for(request.actor, **asked)
    if "site" in form.errors:
        raise Http404
    return form, None


def _frame(
    request: WorkerRequest, scope: queries.Scope, period: Period, now: datetime.datetime
) -> dict[str, Any]:
    """Return what every report's page has: what was asked, periods to choose, its moment."""
    shown = {**scope.address, **period.address}
    sites = queries.sites_reported(request.actor)
    return {
        "form": ReportForm(shown, sites=sites, today=now.date()),
        "choices": _choices(scope, period, now.date()),
        "address": _address(scope, period),
        "few": queries.FEW,
        "made_at": now,
    }


def _choices(
    scope: queries.Scope, period: Period, today: datetime.date
) -> list[tuple[str, str, bool]]:
    """Return the periods that are one tap away: words, address, and whether it is this one."""
    began = queries.first_day(scope)
    offered = [
        ("This month so far", this_month(today)),
        ("Last month", last_month(today)),
        ("Last 12 months", last_twelve_months(today)),
        *([("Since the start", Period(began, today))] if began and began <= today else []),
    ]
    return [(words, f"?{_address(scope, each)}", each == period) for words, each in offered]


def _heat(report: queries.Attendance) -> dict[str, Any]:
    """Return the hours as a table: those between the first and the last in which anybody came."""
    by_hour = {(hour.weekday, hour.hour): hour for hour in report.hours}
    shown = [hour.hour for hour in report.hours]
    columns = range(min(shown), max(shown) + 1) if shown else range(0)
    rows = [[by_hour.get((weekday, hour)) for hour in columns] for weekday in range(7)]
    return {"hours": [datetime.time(hour) for hour in columns], "rows": rows}


def _csv_address(request: WorkerRequest, scope: queries.Scope, period: Period) -> str:
    """Return where the sheet is, or nothing for a reader who may not take it away."""
    if all(request.actor.may(Permission.EXPORT_REPORTS, at=site) for site in scope.sites):
        return f"{reverse('evidence:attendance_csv')}?{_address(scope, period)}"
    return ""


def _way(page: str) -> Callable[..., str]:
    """Return what the template turns a number's `behind` into an address with."""

    def address(behind: queries.Behind, **more: str) -> str:
        return "" if behind is None else f"{page}?{urlencode({**behind, **more})}"

    return address


def _address(scope: queries.Scope, period: Period) -> str:
    return urlencode({**scope.address, **period.address})


def _turn(request: HttpRequest, **change: str | int) -> str:
    """Return this page's own address with some of it changed."""
    kept = {name: value for name, value in request.GET.items() if name not in change}
    return f"?{urlencode(kept | {name: value for name, value in change.items() if value})}"
