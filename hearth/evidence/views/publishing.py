"""Publishing numbers: what would be printed, what was, and a sheet of it."""

import hashlib
import json
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hearth.design.cells import as_csv
from hearth.evidence import queries
from hearth.evidence.forms import PublishForm
from hearth.evidence.period import months_over
from hearth.evidence.sheet import published_rows
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.publishing import actions
from hearth.publishing.queries import get_publication, publications, would_print

PAGE = 50
NO_MONTH = "Only whole months that are over are published. Choose days that hold one."
NOBODY = "Nobody is written down for these months. There is nothing to publish."
CHANGED = (
    "These numbers have changed since you saw them. Look again, and publish what stands here now."
)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: WorkerRequest) -> HttpResponse:
    """Show what would be printed of some sites and months; publish just that when asked to."""
    require_somewhere(request.actor, Permission.PUBLISH_REPORTS)
    today = timezone.localdate()
    sites = queries.sites_reported(request.actor)
    form = PublishForm(request.GET, sites=sites, today=today)
    page: dict[str, Any] = {"form": form, "refused": ""}
    if not form.is_valid():
        if "site" in form.errors:
            raise Http404
        return render(request, "evidence/publish.jinja", page, status=400)
    asked = {name: form.cleaned_data[name] for name in ("site", "kind", "tier")}
    scope = queries.scope_for(request.actor, **asked)
    period = months_over(form.period, today)
    if period is None:
        return render(request, "evidence/publish.jinja", page | {"refused": NO_MONTH})
    shown = {**scope.address, **period.address, "policy": form.chosen}
    page |= {
        "form": PublishForm(shown, sites=sites, today=today),
        "scope": scope,
        "period": period,
        "address": urlencode(shown),
    }
    draft = queries.attendances_draft(scope, period, policy=form.chosen, actor=request.actor)
    if not draft.tables:
        return render(request, "evidence/publish.jinja", page | {"refused": NOBODY})
    try:
        answer = would_print(draft)
        page |= {"answer": answer, "stamp": _stamp(answer)}
        if request.method == "POST" and request.POST.get("stamp") == page["stamp"]:
            done = actions.publish(
                by=request.actor, draft=draft, about=f"{scope.words}, {period.words}",
                sites=scope.sites, first=period.first, last=period.last,
            )  # fmt: skip
            messages.success(request, "Published. Anybody may have these numbers now.")
            return redirect("evidence:publication", done.id)
    except Refused as refused:
        return render(request, "evidence/publish.jinja", page | {"refused": str(refused)})
    changed = CHANGED if request.method == "POST" else ""
    return render(request, "evidence/publish.jinja", page | {"refused": changed})


@never_cache
@require_safe
def published(request: WorkerRequest) -> HttpResponse:
    """List what was published, the latest first."""
    number = page_number(request.GET.get("page", ""))
    start = PAGE * (number - 1)
    rows = list(publications(request.actor)[start : start + PAGE + 1])
    page = {
        "rows": rows[:PAGE],
        "first": start + 1,
        "last": start + len(rows[:PAGE]),
        "next": f"?page={number + 1}" if len(rows) > PAGE else "",
        "previous": f"?page={number - 1}" if start else "",
        "may_publish": request.actor.may_somewhere(Permission.PUBLISH_REPORTS),
    }
    return render(request, "evidence/published.jinja", page)


@never_cache
@require_safe
def publication(request: WorkerRequest, publication_id: UUID) -> HttpResponse:
    """Show one publication, as it was printed."""
    found = found_or_404(get_publication, publication_id, actor=request.actor)
    page = {"publication": found, "answer": found.printed}
    return render(request, "evidence/publication.jinja", page)


@never_cache
@require_safe
def sheet(request: WorkerRequest, publication_id: UUID) -> HttpResponse:
    """Return one publication as comma-separated values. It may be given to anybody."""
    found = found_or_404(get_publication, publication_id, actor=request.actor)
    # The mark in front tells spreadsheet programs that it is written in UTF-8.
    rows = as_csv(published_rows(found)).encode("utf-8-sig")
    response = HttpResponse(rows, content_type="text/csv; charset=utf-8")
    days = f"{found.first}-to-{found.last}"
    response["Content-Disposition"] = f'attachment; filename="published-{days}.csv"'
    return response


def _stamp(answer: dict[str, Any]) -> str:
    """Return a short word for what would be printed, so that just what was seen is published."""
    said = json.dumps(answer["tables"], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()[:16]
