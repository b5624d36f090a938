"""What pays for the hubs and what they cost: the overview, a hub, and a month on one page."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.commissioning import actions, queries
from hearth.commissioning.forms.month import MonthForm
from hearth.commissioning.forms.pasting import Pasted, read_pasted
from hearth.commissioning.models import FIGURES, Part
from hearth.commissioning.months import month_of, moved, read_month, run_of
from hearth.commissioning.views.opening import for_those_who, posted
from hearth.foundation.actors import Permission as May
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number

A_YEAR = 12


@require_safe
@for_those_who(May.SEE_MONEY)
def overview(request: WorkerRequest) -> HttpResponse:
    """Show what pays for each hub, until when, what it spent last, and what is due next."""
    number = page_number(request.GET.get("page", ""))
    first = (number - 1) * queries.A_PAGE
    page = {
        "money": queries.overview(request.actor, today=timezone.localdate(), first=first),
        "number": number,
        "first": first,
    }
    return render(request, "commissioning/overview.jinja", page)


@require_safe
@for_those_who(May.SEE_MONEY)
def spend(request: WorkerRequest) -> HttpResponse:
    """Show what each hub spent, month by month, and what nobody recorded."""
    this_month = month_of(timezone.localdate())
    last = moved(this_month, -1)
    asked = read_month(request.GET.get("until", ""), today=timezone.localdate())
    last = min(asked, last) if asked else last
    number = page_number(request.GET.get("page", ""))
    first = (number - 1) * queries.A_PAGE
    months = run_of(last, A_YEAR)
    rows = queries.spent_at_hubs_seen(
        request.actor, months=months, first=first, count=queries.A_PAGE + 1
    )
    page = {
        "months": months,
        "rows": rows[: queries.A_PAGE],
        "is_more": len(rows) > queries.A_PAGE,
        "number": number,
        "first": first,
        "earlier": moved(last, -A_YEAR),
        "later": moved(last, A_YEAR) if last < moved(this_month, -1) else None,
        "kinds": len(FIGURES[Part.SPENT]),
    }
    return render(request, "commissioning/spend.jinja", page)


@require_safe
@for_those_who(May.SEE_MONEY)
def hub(request: WorkerRequest, slug: str) -> HttpResponse:
    """Show what pays for one hub, and what it cost in each month of the last year."""
    site = found_or_404(queries.get_hub, slug, actor=request.actor)
    today = timezone.localdate()
    months = run_of(month_of(today), A_YEAR + 1)
    [spent] = queries.spent_by_month(request.actor, sites=[site], months=months)
    page = {
        "site": None,
        "hub": site,
        "paid": queries.what_pays_for(request.actor, sites=[site], today=today)[site.id],
        "months": list(reversed(spent.months)),
        "hours": {
            row.month: row
            for row in queries.volunteer_hours(request.actor, sites=[site.id], months=months)
        },
        "this_month": month_of(today),
        "may_type": request.actor.may(May.KEEP_COSTS, at=site),
        "is_open": queries.is_open_to_others(site),
    }
    return render(request, "commissioning/hub.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_COSTS)
def month(request: WorkerRequest, slug: str, of_month: str) -> HttpResponse:
    """Type a month's costs of a hub, all on one page; or fill the boxes from pasted lines."""
    site = found_or_404(queries.get_hub_to_keep, slug, actor=request.actor)
    today = timezone.localdate()
    when = read_month(of_month, today=today)
    if when is None:
        raise Http404
    said = queries.month_said(site, when)
    fills = "fill" in request.POST
    pasted = read_pasted(request.POST.get("pasted", "")) if fills else Pasted({}, ())
    filled: dict[str, Decimal] = pasted.filled
    form = MonthForm(None if fills else posted(request), said=said, filled=filled)
    if request.method == "POST" and not fills and form.is_valid():
        try:
            count = actions.type_month(
                by=request.actor, site=site, month=when, said=form.said(),
                seen=form.cleaned_data["seen"], today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved" if count else "Nothing was changed")
            return redirect("commissioning:hub", site.slug)
    page = {
        "form": form,
        "hub": site,
        "month": when,
        "parts": [(part, form.boxes(part)) for part in Part],
        "budget": form.budget_boxes(),
        "has_begun": when <= month_of(today),
        "pasted": pasted,
        "pasted_words": request.POST.get("pasted", ""),
        "before": queries.month_before(site, when, actor=request.actor),
    }
    return render(request, "commissioning/month.jinja", page)


@require_POST
@for_those_who(May.KEEP_COSTS)
def show(request: WorkerRequest, slug: str) -> HttpResponse:
    """Show a hub's money to the partnership's other hubs, or stop that."""
    site = found_or_404(queries.get_hub_to_keep, slug, actor=request.actor)
    shown = request.POST.get("shown") == "yes"
    actions.show_money(by=request.actor, site=site, shown=shown)
    messages.success(
        request,
        "The other hubs see it now" if shown else "Only you, the network lead and the board see it",
    )
    return redirect("commissioning:hub", site.slug)
